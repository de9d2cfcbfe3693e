"""What a person typed into a form and could not send is kept for them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from server.db import transaction
from server.envelope import seal
from server.models.accounts import Draft
from server.queries.accounts.drafts import context_of

Fields = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class TypedForm:
    """A form as it was sent: on which page it stands, where it goes, its fields in order."""

    place: str
    action: str
    fields: Fields


def keep_draft(account_id: int, form: TypedForm, *, key: bytes, now: datetime) -> None:
    """What a person typed on that page is kept sealed, for their eyes alone, until they send it.

    What was kept of the same page before is replaced.
    """
    words = json.dumps({"action": form.action, "fields": list(form.fields)}, ensure_ascii=False)
    sealed = seal(words, key, context=context_of(account_id, form.place))
    with transaction() as session:
        session.merge(Draft(account_id=account_id, place=form.place, sealed=sealed, saved_at=now))
