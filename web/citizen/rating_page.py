"""How does a rating form look now: empty, as typed, with what is wrong, one question a screen?"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Self

from flask import Response, render_template

from server import errors
from server.errors import ChuangpingError, Problem
from server.gate import language, status_of
from server.packs.tags import codes_of, tags_of
from server.queries.codes.scanned import ScannedWindow, scanned_window
from server.queries.codes.scans import Shown
from server.rules.ratings.form import LONGEST_TEXT, Scan, problems
from server.rules.ratings.levels import Level
from web.citizen import steps
from web.citizen.photos import Photos
from web.citizen.place import Place, place_of
from web.citizen.routes import kept_for_back
from web.citizen.slips import Slip
from web.citizen.typed import LEVELS, TypedRating
from web.citizen.uploads import Sent
from web.errors import is_out_of_reach
from web.layout import page_size

OK, UNPROCESSABLE = 200, 422


@dataclass(frozen=True)
class RatingPage:
    """A rating form; ``go`` is the button that sent it, ``at`` the question it asked.

    ``window`` is that of the code where it has been asked for already.
    """

    slip: Slip
    now: datetime
    typed: TypedRating = field(default_factory=TypedRating)
    photos: Photos = field(default_factory=Photos)
    go: str = "send"
    at: str = ""
    window: ScannedWindow | None = None

    @classmethod
    def just_scanned(cls, window: ScannedWindow, shown: Shown, now: datetime) -> Self:
        """The empty form of a fresh scan."""
        return cls(Slip.fresh(window, shown, now), now, window=window)

    @classmethod
    def sent(cls, code: str, sent: Sent, now: datetime) -> Self:
        """The form as it was sent, its photos cleaned and stored."""
        slip = Slip.sent(code, sent.fields.get("ticket", ""))
        photos = slip.album.photos(sent, now)
        return cls(
            slip=slip,
            now=now,
            typed=TypedRating.of(sent.fields).with_photos(photos.kept),
            photos=photos,
            go=sent.fields.get("go", "send"),
            at=sent.fields.get("at", ""),
        )

    @property
    def words(self) -> str:
        """The free text that was typed."""
        return self.typed.text

    def checked_scan(self) -> Scan:
        """The scan of a form that can be sent on as far as this page knows.

        Raises TicketUnreadable, what stopped a photo, and FormProblems when a photo is wrong.
        """
        scan = self.slip.proven()
        self.photos.check(self._problems())
        return scan

    def looked_at(self) -> Response:
        """The answer to a button that does not send: another look, another question."""
        self.slip.proven()
        if self.photos.trouble:
            raise self.photos.trouble
        return self.show(found=self.photos.problems) if self.go == "look" else self._moved()

    def again(self, error: ChuangpingError, sentence: str) -> Response | None:
        """The form with everything typed, and what went wrong; None when it is of no more use."""
        status = status_of(error)
        match error:
            case errors.FormProblems():
                return self.show(found=error.problems, status=status)
            case errors.TicketExpired() | errors.TicketUnreadable():
                slip = self.slip.renewed(self.now)
                return replace(self, slip=slip).show(trouble=sentence, status=status)
            case errors.Unknown() | errors.CodeRevoked() | errors.AlreadyRated():
                return None
            case _:
                away = is_out_of_reach(error)
                return self.show(trouble=sentence, status=status, is_placed=not away)

    def show(
        self,
        *,
        found: tuple[Problem, ...] = (),
        trouble: str = "",
        status: int = OK,
        is_placed: bool = True,
    ) -> Response:
        """The page; not ``is_placed``, it says nothing that the database would have to be asked."""
        place = self._place() if is_placed else Place()
        facts: dict[str, Any] = {
            "place": place,
            "slip": self.slip,
            "typed": self.typed,
            "problems": found,
            "trouble": trouble,
            "kept": self.slip.album.sealed(self.typed.photos, self.now),
            "tag_sets": [(level.value, tags_of(level)) for level in Level],
            "longest_text": LONGEST_TEXT,
        }
        template = "citizen/rate.html"
        if page_size():
            template, facts = "citizen/rate_steps.html", facts | self._step(place, facts)
        return kept_for_back(Response(render_template(template, **facts), status))

    def _moved(self) -> Response:
        """The next or the previous question; the same one while it is not answered."""
        all_steps = steps.steps_for(has_choice=bool(self._place().people_to_choose))
        at = steps.known_step(self.at, all_steps)
        found = steps.hindering(self._problems(), at) if self.go == "next" else ()
        if found:
            return self.show(found=found, status=UNPROCESSABLE)
        return replace(self, at=steps.moved(at, self.go, all_steps)).show()

    def _step(self, place: Place, facts: dict[str, Any]) -> dict[str, Any]:
        """What the page of one question needs besides."""
        all_steps = steps.steps_for(has_choice=bool(place.people_to_choose))
        at = steps.known_step(self.at, all_steps)
        found = facts["problems"]
        step = steps.step_of_problem(found, at, all_steps) if found else at
        level = LEVELS.get(self.typed.level)
        given = (*self.typed.fields(), *(("kept", text) for text in facts["kept"]))
        return {
            "steps": all_steps,
            "step": step,
            "problems": steps.hindering(found, step) or found,
            "carried": [pair for pair in given if pair[0] not in steps.ASKED[step]],
            "own_tags": tags_of(level) if level else (),
            "reasons": _reasons(level),
        }

    def _problems(self) -> tuple[Problem, ...]:
        form = self.typed.form()
        known = codes_of(form.level) if form.level else ()
        return (*self.photos.problems, *problems(form, tags_of_level=known))

    def _place(self) -> Place:
        moment = self.slip.scan.scanned_at if self.slip.scan else self.now
        window = self.window or scanned_window(self.slip.code)
        return place_of(window, moment, language())


def _reasons(level: Level | None) -> str:
    """Which question about reasons fits the level."""
    if level is None or level > Level.BASICALLY_SATISFIED:
        return "good"
    return "bad" if level.is_bad else "even"
