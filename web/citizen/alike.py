"""Before a complaint is sent: is it there already, by the same citizen or by somebody else?

Nothing is kept to find out: one's own case is known by the form that filed it, or by what this
browser has open. Of others' no more is told than since when.
"""

from dataclasses import dataclass
from datetime import date, datetime

from server.queries.cases.alike import SentBefore, handled_since, likeness, own_case, sent_before
from server.queries.codes.scanned import ScannedWindow
from server.rules.cases.alike import is_said_again
from server.rules.cases.form import ComplaintForm
from server.rules.cases.kinds import CaseKind
from web.citizen.opened import opened


@dataclass(frozen=True)
class Hint:
    """Nearly the same is there since that day; ``number`` is that of one's own, else empty.

    ``is_same_form``: this very form has filed it, so that sending the form again would change
    nothing.
    """

    since: date
    number: str = ""
    is_same_form: bool = False


def hint_for(window: ScannedWindow, form: ComplaintForm, now: datetime) -> Hint | None:
    """What to say before the complaint is filed; None where there is nothing to say."""
    before = sent_before(form.nonce)
    if before:
        return _of_same_form(before, form.text)
    browsing = opened(now)
    own = own_case(browsing.number, browsing.key) if browsing else None
    if own and is_said_again(form.text, own.text, likeness):
        return Hint(own.received_on, own.number)
    if form.kind is CaseKind.TIP_OFF:
        return None
    since = handled_since(window.hall, window.window_id, form.text, now)
    return Hint(since) if since else None


def _of_same_form(before: SentBefore, text: str) -> Hint | None:
    """A plain repeat is answered like the first time; changed words must not be lost silently."""
    is_repeat = before.text in {"", text.strip()}
    return None if is_repeat else Hint(before.received_on, before.number, is_same_form=True)
