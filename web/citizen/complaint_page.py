"""How does a complaint form look now: empty, or as typed with what is wrong?"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Self

from flask import Response, render_template

from server import errors
from server.errors import ChuangpingError, Problem
from server.gate import language, status_of
from server.packs.categories import categories, category_codes
from server.queries.codes.scanned import ScannedWindow, scanned_window
from server.queries.codes.scans import Shown
from server.rules.cases.form import LONGEST_TEXT, ComplaintForm, problems
from web.citizen.alike import Hint, hint_for
from web.citizen.photos import Photos
from web.citizen.place import Place, place_of
from web.citizen.routes import kept_for_back
from web.citizen.slips import NO_NONCE, Slip
from web.citizen.typed import KINDS, TypedComplaint
from web.citizen.uploads import Sent
from web.errors import is_out_of_reach

# The button under the hint that nearly the same is there already.
ANYWAY = "anyway"


@dataclass(frozen=True)
class ComplaintPage:
    """A complaint form at a window. Its ticket only makes a repeat the same; it never expires."""

    slip: Slip
    now: datetime
    typed: TypedComplaint = field(default_factory=TypedComplaint)
    photos: Photos = field(default_factory=Photos)
    go: str = "send"

    @classmethod
    def opened(cls, window: ScannedWindow, now: datetime) -> Self:
        """The empty form."""
        return cls(Slip.fresh(window, Shown(), now), now)

    @classmethod
    def sent(cls, code: str, sent: Sent, now: datetime) -> Self:
        """The form as it was sent, its photos cleaned and stored."""
        slip = Slip.sent(code, sent.fields.get("ticket", ""))
        photos = slip.album.photos(sent, now)
        typed = TypedComplaint.of(sent.fields).with_photos(photos.kept)
        return cls(slip, now, typed, photos, sent.fields.get("go", "send"))

    @property
    def words(self) -> str:
        """The text that was typed."""
        return self.typed.text

    def nonce(self) -> bytes:
        """What makes this form one.

        Raises TicketUnreadable, what stopped a photo, and FormProblems when a photo is wrong.
        """
        scan = self.slip.proven()
        found = problems(self.form(""), categories=category_codes())
        self.photos.check((*self.photos.problems, *found))
        return scan.nonce

    def form(self, window_number: str) -> ComplaintForm:
        """The complaint that was typed."""
        return self.typed.form(self.slip.scan.nonce if self.slip.scan else NO_NONCE, window_number)

    def hint(self, window: ScannedWindow, form: ComplaintForm) -> Hint | None:
        """What to say first to a form that could be filed; None where it is to be filed."""
        is_whole = not problems(form, categories=category_codes())
        return hint_for(window, form, self.now) if is_whole and self.go != ANYWAY else None

    def hinted(self, hint: Hint) -> Response:
        """The form once more, with what there is already; sent again it is filed."""
        slip = self.slip.renewed(self.now) if hint.is_same_form else self.slip
        return replace(self, slip=slip).show(hint=hint)

    def again(self, error: ChuangpingError, sentence: str) -> Response | None:
        """The form with everything typed, and what went wrong; None where there is no window."""
        status = status_of(error)
        match error:
            case errors.FormProblems():
                return self.show(found=error.problems, status=status)
            case errors.TicketUnreadable():
                slip = self.slip.renewed(self.now)
                return replace(self, slip=slip).show(trouble=sentence, status=status)
            case errors.Unknown():
                return None
            case _:
                away = is_out_of_reach(error)
                return self.show(trouble=sentence, status=status, is_placed=not away)

    def show(
        self,
        *,
        found: tuple[Problem, ...] = (),
        trouble: str = "",
        status: int = 200,
        is_placed: bool = True,
        hint: Hint | None = None,
    ) -> Response:
        """The page; not ``is_placed``, it says nothing that the database would have to be asked."""
        html = render_template(
            "citizen/complain.html",
            place=self._place() if is_placed else Place(),
            slip=self.slip,
            typed=self.typed,
            problems=found,
            trouble=trouble,
            hint=hint,
            kept=self.slip.album.sealed(self.typed.photos, self.now),
            kinds=KINDS,
            categories=categories(),
            longest_text=LONGEST_TEXT,
        )
        return kept_for_back(Response(html, status))

    def _place(self) -> Place:
        return place_of(scanned_window(self.slip.code), self.now, language())
