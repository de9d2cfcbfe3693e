"""What had a person typed into a form, and could not send?"""

import json
from dataclasses import dataclass

from server.db import session
from server.envelope import unseal
from server.models.accounts import Draft

LONGEST_PLACE = 120


@dataclass(frozen=True)
class KeptForm:
    """Where the form went, and its fields in order."""

    action: str
    fields: tuple[tuple[str, str], ...]


def draft_of(account_id: int, place: str, keys: tuple[bytes, ...]) -> KeptForm | None:
    """What is kept for the person of that page; None where nothing is."""
    draft = session.get(Draft, (account_id, place))
    if draft is None:
        return None
    kept = json.loads(unseal(draft.sealed, keys, context=context_of(account_id, place)))
    return KeptForm(kept["action"], tuple((name, value) for name, value in kept["fields"]))


def context_of(account_id: int, place: str) -> str:
    """What a sealed draft is bound to: its row."""
    return f"draft.sealed|{account_id}|{place}"
