"""May a citizen be written to, and how?"""

import re

from server.rules.messages.delivery import Channel

# To what the citizen agreed: the version of the notice that they read, and behind it this where
# they ticked the second box. "2026-11" alone is consent to a call back and to nothing else.
TO_MESSAGES = "+told"
MOBILE = re.compile(r"(?:\+?86)?(1[3-9][0-9]{9})")
EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
BETWEEN_DIGITS = re.compile(r"[\s-]")


def consent_to(version: str, *, messages: bool) -> str:
    """What is kept of a consent to that version of the notice."""
    return version + TO_MESSAGES if messages else version


def agreed_to_messages(consent: str) -> bool:
    """Whether the consent given with a contact covers messages by e-mail or SMS."""
    return consent.endswith(TO_MESSAGES)


def way_to(contact: str) -> tuple[Channel, str] | None:
    """The channel and the address of what a citizen left; None: it is for people to read."""
    words = contact.strip()
    if EMAIL.fullmatch(words):
        return Channel.EMAIL, words
    mobile = MOBILE.fullmatch(BETWEEN_DIGITS.sub("", words))
    return (Channel.SMS, mobile[1]) if mobile else None
