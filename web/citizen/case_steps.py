"""The citizen says or does something in their case: a POST that no repeat doubles."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from flask import Response, render_template

from qr.codes import normalise
from qr.receipts import receipt_hash
from server import clock, errors
from server.actions.cases.take_step import take_step
from server.errors import ChuangpingError, FormProblems, Problem
from server.gate import Door, open_to, status_of, wiring
from server.queries.cases.opening import hall_opened
from server.queries.cases.own_story import own_story
from server.queries.codes.scans import ticket_keys
from server.queries.registry.halls import Hall
from server.rules.cases.step_names import StepName
from server.rules.cases.takers import Citizen
from web.citizen.case_page import shown_case
from web.citizen.opened import Opened, keeping, opened
from web.citizen.photos import Album, Photos
from web.citizen.routes import feedback
from web.citizen.thanks import see_other
from web.citizen.typed_step import TypedStep
from web.citizen.uploads import Sent, received
from web.errors import is_out_of_reach, remember
from web.layout import link

ERASING = frozenset({StepName.ERASE_WORDS})


class CaseShut(errors.TicketExpired):
    """The half hour is over, or the case was never open in this browser."""

    code = "citizen.case_shut"


@dataclass(frozen=True)
class StepPage:
    """A form of a case's page as it was sent. ``key`` is empty where nothing is open."""

    number: str
    key: bytes
    typed: TypedStep
    photos: Photos
    now: datetime

    @classmethod
    def sent(cls, number: str, sent: Sent, now: datetime) -> Self:
        """The form, its photos cleaned and stored; a code typed once more opens like a cookie."""
        code, browsing = sent.fields.get("code", ""), opened(now)
        key = receipt_hash(code) if code else browsing.key if browsing else b""
        typed = TypedStep.of(sent.fields)
        photos = _album(typed.nonce).photos(sent, now)
        return cls(number, key, typed.with_photos(photos.kept), photos, now)

    @property
    def words(self) -> str:
        """The free text that was typed."""
        return self.typed.words

    def hall(self) -> Hall:
        """The hall of the case, which has to be open. Raises CaseShut and UnknownCase."""
        if not self.key:
            raise CaseShut
        return hall_opened(self.number, self.key)

    def step(self) -> StepName:
        """The step that was asked for.

        Raises what stopped a photo, StepNotAllowed for one that is none of the citizen's, and
        FormProblems for a photo that is none or where one is not sure.
        """
        name = self.typed.name
        if name is None:
            raise errors.StepNotAllowed(step="", reason="not_from_here")
        unsure = (Problem("sure", "case_page.sure_missing"),) if self.typed.lacks_sureness else ()
        self.photos.check((*self.photos.problems, *unsure))
        if unsure:
            raise FormProblems(unsure)
        return name

    def again(self, error: ChuangpingError, sentence: str) -> Response | None:
        """The page with everything typed, and what went wrong."""
        status = status_of(error)
        is_shut = isinstance(error, CaseShut | errors.UnknownCase)
        if is_shut or is_out_of_reach(error):
            return self.asked_again(sentence, status, wants_code=is_shut)
        found = error.problems if isinstance(error, FormProblems) else ()
        trouble = "" if found else sentence
        return self.shown(found=found, trouble=trouble, status=status)

    def shown(self, *, found: tuple[Problem, ...], trouble: str, status: int) -> Response:
        """The case as it stands now, with the form as it was typed."""
        case = Opened(self.number, self.key)
        kept = _album(self.typed.nonce).sealed(self.typed.photos, self.now)
        page = replace(shown_case(case, self.typed, self.now), kept=tuple(kept))
        return keeping(Response(page.html(found=found, trouble=trouble), status), case, self.now)

    def asked_again(self, trouble: str, status: int, *, wants_code: bool) -> Response:
        """The form alone, where the case is shut with a question for the code; no database."""
        kept = _album(self.typed.nonce).sealed(self.typed.photos, self.now)
        html = render_template(
            "citizen/case_again.html",
            number=self.number,
            typed=self.typed,
            kept=kept,
            trouble=trouble,
            wants_code=wants_code,
        )
        return Response(html, status)


@feedback.post("/c/<number>/steps")
@open_to(Door.CITIZEN)
def take_case_step(number: str) -> Response:
    """Take the step, and go back to the case."""
    page = remember(StepPage.sent(normalise(number), received(), clock.now()))
    hall, step = page.hall(), page.step()
    case, citizen = Opened(page.number, page.key), Citizen(page.key)
    gone = own_story(hall, case.number, citizen, now=page.now).photos if step in ERASING else ()
    take_step(hall, page.typed.form(case.number, step), citizen, now=page.now)
    for photo in gone:  # what a fault leaves behind, the timetable clears away
        wiring().photo_store.delete(photo.name)
    done = see_other(link("feedback.case_page", number=case.number, done=step.value))
    return keeping(done, case, page.now)


def _album(nonce: bytes) -> Album:
    wired = wiring()
    return Album(wired.photo_store, ticket_keys(wired.settings), nonce)
