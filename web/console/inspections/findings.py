"""How does an inspector record what was found at a window, and what becomes of it?"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from flask import Response, request
from werkzeug.datastructures import MultiDict

from server import clock, errors
from server.actions.inspections.record_finding import record_finding
from server.actions.inspections.sign_finding import sign_finding
from server.actions.inspections.withdraw_finding import withdraw_finding
from server.errors import ChuangpingError, FormProblems, Problem
from server.gate import Door, console_actor, console_hall, open_to, status_of
from server.queries.appraisal.schemes import scheme_on
from server.queries.inspections.findings import FoundFinding, finding_numbered, finding_row
from server.queries.inspections.orders import is_order, order_numbered
from server.queries.inspections.people import (
    department_id_of,
    on_duty_at,
    people_to_choose,
)
from server.queries.inspections.rounds import FoundRound, round_numbered
from server.queries.registry.windows import HallWindow, window_numbered
from server.rules.accounts.roles import Permission
from server.rules.appraisal.frozen import decimal
from server.rules.inspections.form import FindingForm
from server.rules.inspections.items import choosable
from server.rules.inspections.kinds import (
    FindingState,
    FoundEvent,
    MeetingHow,
    MeetingKind,
    RoundState,
    Severity,
)
from server.rules.months import day_of
from web.citizen.photos import Photos
from web.console.answers import page, see_other
from web.console.asked import asked_scope
from web.console.case_page import nonce_of
from web.console.inspections.photos import kept_again, picture, sent_photos
from web.console.inspections.rounds import INSPECTIONS
from web.console.routes import at, office
from web.errors import remember

AT_WINDOW = f"{INSPECTIONS}rounds/<number>/windows/<path:window>"
FINDING = f"{INSPECTIONS}findings/<number>"
ITEM = "item:"
Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True)
class FindingPage:
    """The form of a finding at a window, with what was typed and the photos that were kept."""

    round: FoundRound
    window: HallWindow
    now: datetime
    typed: "MultiDict[str, str]"
    photos: Photos = field(default_factory=Photos)
    problems: tuple[Problem, ...] = ()
    trouble: str = ""

    @property
    def words(self) -> str:
        """The free text that was typed."""
        return self.typed.get("words", "")

    def again(self, error: ChuangpingError, sentence: str) -> Response | None:
        """The form as it was typed, telling what is wrong with it."""
        problems = error.problems if isinstance(error, FormProblems) else ()
        shown = replace(self, problems=problems, trouble="" if problems else sentence)
        return shown.show(status=status_of(error))

    def show(self, *, status: int = 200) -> Response:
        """The page."""
        hall = console_hall()
        unit = department_id_of(hall.id, self.window.department_code)
        present = on_duty_at(hall.id, self.window.id, self.now)
        people = people_to_choose(hall.id, unit)
        nonce = nonce_of(self.typed.get("nonce", ""))
        return page(
            "console/inspections/finding_form.html",
            status=status,
            round=self.round,
            window=self.window,
            typed=self.typed,
            problems=self.problems,
            trouble=self.trouble,
            items=choosable(scheme_on(hall.id, day_of(self.now, hall.zone))),
            present=[(number, name) for row_id, number, name in people if row_id in present],
            others=[(number, name) for row_id, number, name in people if row_id not in present],
            suggested=self._suggested(people, present),
            kept=kept_again(self.photos.kept, nonce, self.now),
            severities=tuple(Severity),
            meeting_kinds=tuple(MeetingKind),
            meeting_hows=tuple(MeetingHow),
            decimal=decimal,
        )

    def form(self, nonce: bytes) -> FindingForm:
        """The form as the action takes it."""
        sent, what = self.typed, self.typed.get("what", "")
        is_item = what.startswith(ITEM)
        minutes = sent.get("minutes", "").strip()
        return FindingForm(
            window=self.window.number,
            nonce=nonce.hex(),
            event=FoundEvent.FINDING if is_item else _member(FoundEvent, what),
            words=sent.get("words", ""),
            severity=_member(Severity, sent.get("severity", "")),
            item=what.removeprefix(ITEM) if is_item else "",
            staff=sent.get("staff", ""),
            minutes=int(minutes) if minutes.isascii() and minutes.isdecimal() else None,
            meeting_kind=_member(MeetingKind, sent.get("meeting_kind", "")),
            meeting_how=_member(MeetingHow, sent.get("meeting_how", "")),
            witness=sent.get("witness", ""),
            value=sent.get("value", ""),
            reason=sent.get("reason", ""),
            photos=self.photos.kept,
        )

    def _suggested(self, people: tuple[tuple[int, str, str], ...], present: tuple[int, ...]) -> str:
        """Whom the form has chosen: as typed before, else the one person on duty."""
        if "staff" in self.typed:
            return self.typed["staff"]
        here = [number for row_id, number, _ in people if row_id in present]
        return here[0] if len(here) == 1 else ""


@office.get(AT_WINDOW)
@open_to(Door.CONSOLE, Permission.INSPECT)
def finding_form(number: str, window: str) -> Response:
    """The empty form."""
    return _page(number, window).show()


@office.post(AT_WINDOW)
@open_to(Door.CONSOLE, Permission.INSPECT)
def record_at_window(number: str, window: str) -> Response:
    """Record it, and back to the round."""
    nonce = nonce_of(request.form.get("nonce", ""))
    shown = _page(number, window)
    photos = sent_photos(nonce, shown.now)
    shown = remember(replace(shown, typed=MultiDict(request.form), photos=photos))
    photos.check(photos.problems)
    found = record_finding(
        console_hall(), number, shown.form(nonce), by=console_actor(), now=shown.now
    )
    state = finding_row(console_hall().id, found).state
    return see_other(at(f"{INSPECTIONS}rounds/{number}", done=f"finding_{state}") + "#next")


@office.get(FINDING)
@open_to(Door.CONSOLE, Permission.SEE_INSPECTIONS)
def one_finding(number: str) -> Response:
    """One finding with its evidence."""
    found, hall = _finding(number), console_hall()
    round_row = round_numbered(hall.id, found.round)
    inspects = console_actor().may(Permission.INSPECT, hall.id)
    is_own = finding_row(hall.id, number).found_by == console_actor().account_id
    is_open = round_row.state is RoundState.OPEN
    return page(
        "console/inspections/finding.html",
        found=found,
        may_sign=inspects and found.state is FindingState.WAITING and not is_own,
        waits_for_other=inspects and found.state is FindingState.WAITING and is_own,
        may_withdraw=inspects
        and is_open
        and found.state is not FindingState.WITHDRAWN
        and not found.order,
    )


@office.get(f"{INSPECTIONS}evidence/<number>")
@open_to(Door.CONSOLE, Permission.SEE_INSPECTIONS)
def evidence_of_fact(number: str) -> Response:
    """On to what a fact of the inspections came from: a finding, or an order that was late."""
    hall, departments = console_hall(), asked_scope(Permission.SEE_INSPECTIONS).departments
    if is_order(hall.id, number):
        found = order_numbered(hall.id, number, departments)
        return see_other(at(f"{INSPECTIONS}orders/{found.number}"))
    return see_other(at(f"{INSPECTIONS}findings/{_finding(number).number}"))


@office.post(f"{FINDING}/sign")
@open_to(Door.CONSOLE, Permission.INSPECT)
def sign_points(number: str) -> Response:
    """A second inspector signs the points."""
    sign_finding(console_hall(), number, by=console_actor(), now=clock.now())
    return see_other(at(f"{INSPECTIONS}findings/{number}", done="finding_signed"))


@office.post(f"{FINDING}/withdraw")
@open_to(Door.CONSOLE, Permission.INSPECT)
def take_finding_back(number: str) -> Response:
    """It was entered in error."""
    withdraw_finding(console_hall(), number, by=console_actor(), now=clock.now())
    return see_other(at(f"{INSPECTIONS}findings/{number}", done="finding_withdrawn"))


@office.get(f"{FINDING}/photos/<name>")
@open_to(Door.CONSOLE, Permission.SEE_INSPECTIONS)
def finding_photo(number: str, name: str) -> Response:
    """One photo of the finding."""
    if name not in _finding(number).photos:
        raise errors.Unknown
    return picture(name)


def _finding(number: str) -> FoundFinding:
    departments = asked_scope(Permission.SEE_INSPECTIONS).departments
    return finding_numbered(console_hall().id, number, departments)


def _page(number: str, window: str) -> FindingPage:
    """The form at that window of an open round. Raises Unknown, UnknownWindow, StepNotAllowed."""
    hall, now = console_hall(), clock.now()
    found = round_numbered(hall.id, number)
    if found.state is not RoundState.OPEN:
        raise errors.StepNotAllowed(step="record_finding")
    return FindingPage(found, window_numbered(hall.id, window), now, MultiDict())


def _member(kind: type[Word], word: str) -> Word | None:
    return kind(word) if word in set(kind) else None
