"""What does a message say, in which language, and where does it lead?"""

from collections.abc import Mapping
from dataclasses import dataclass

from server.rules.messages.topics import Facts, Topic
from server.texts import is_known, say

LINKS = {
    Topic.DIGEST: "/console/",
    Topic.ACCOUNT_INVITED: "/console/login",
    Topic.NOTICE_READY: "/console/notices",
    # Their number is not that of a case.
    Topic.APPEAL_FILED: "/console/appeals",
    Topic.APPEAL_DECIDED: "/staff/",
    Topic.APPEAL_DUE_SOON: "/console/appeals",
    Topic.APPEAL_OVERDUE: "/console/appeals",
    Topic.LEDGER_ENTRY: "/staff/",
    Topic.EXCLUSION_ASKED: "/console/exclusions",
    Topic.EXCLUSION_DECIDED: "/console/exclusions",
    Topic.FINDING_STATED: "/staff/findings",
    Topic.BONUS_ASKED: "/console/appraisal/bonus",
    Topic.BONUS_DECIDED: "/staff/bonus",
    Topic.LEAVE_ASKED: "/console/attendance/leave",
    Topic.LEAVE_DECIDED: "/staff/leave",
    Topic.BALLOT_OPENED: "/staff/ballots",
    Topic.AWARD_PROPOSED: "/console/appraisal/awards",
}
OF_ORDERS = frozenset(topic for topic in Topic if topic.startswith("order_"))


@dataclass(frozen=True)
class Words:
    """A message as a person reads it; ``link`` is a path of this installation."""

    subject: str
    text: str
    link: str


def words_of(topic: Topic, facts: Facts, lang: str) -> Words:
    """The message for somebody of the hall."""
    said = _said(facts, lang)
    subject = say(f"messages.{topic}", lang, **said)
    return Words(subject, say(f"messages.{topic}_body", lang, **said), link_of(topic, facts))


def citizen_words_of(facts: Facts, lang: str) -> Words:
    """The same for whoever filed the case: that there is news, and not what it is.

    It travels unsealed and may be read over a shoulder; the page asks for the secret code.
    """
    number = str(facts.get("number", ""))
    subject = say("messages.citizen", lang, number=number)
    return Words(subject, say("messages.citizen_body", lang, number=number), f"/c/{number}")


def link_of(topic: Topic, facts: Facts) -> str:
    """The page of the console where it goes on."""
    if topic in LINKS:
        return LINKS[topic]
    if topic in OF_ORDERS:
        return f"/console/inspections/orders/{facts['number']}"
    return f"/console/cases/{facts['number']}"


def _said(facts: Facts, lang: str) -> Mapping[str, object]:
    """The facts as they are said: words of closed sets in the reader's language."""
    return {name: _word(name, value, lang) for name, value in facts.items()}


def _word(name: str, value: str | int, lang: str) -> str | int:
    match name:
        case "kind":
            code = f"kind.{value}"
        case "outcome":
            code = f"messages.outcome_{value}"
        case "role":
            code = f"role.{value}"
        case _:
            return value
    return say(code, lang) if is_known(code) else value
