"""Which seed is a person offered for their authenticator, before it is in force?

It travels in the form, sealed and bound to the sign-in: looking at the page stores nothing, and
the factor in force stays in force until a code of the new one was shown.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag

from server.actions.accounts.second_factor import Keys, new_seed
from server.envelope import seal, unseal
from server.queries.accounts.sign_ins import FoundSignIn
from server.rules.accounts.refusals import WrongCode


@dataclass(frozen=True)
class Offer:
    """A seed (base 32) to be shown, and the same sealed, as text for the form."""

    seed: str
    sealed: str


def offer_seed(sign_in: FoundSignIn, key: bytes) -> Offer:
    """A fresh seed for this sign-in alone."""
    seed = new_seed()
    sealed = seal(seed, key, context=_context(sign_in))
    return Offer(seed, urlsafe_b64encode(sealed).decode())


def offered(sealed: str, sign_in: FoundSignIn, keys: Keys) -> Offer:
    """The offer that a form brings back. Raises WrongCode for one made for another sign-in."""
    try:
        seed = unseal(urlsafe_b64decode(sealed), keys, context=_context(sign_in))
    except (InvalidTag, NotBase64, ValueError) as cause:
        raise WrongCode from cause
    return Offer(seed, sealed)


def _context(sign_in: FoundSignIn) -> str:
    return f"offer|{sign_in.actor.account_id}|{sign_in.hash.hex()}"
