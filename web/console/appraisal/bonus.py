"""Bonus requests in the console: which wait, what proves each, and who may approve it?"""

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask import Response, request
from werkzeug.datastructures import MultiDict

from server import clock, errors
from server.actions.appraisal.approve_bonus import approve_bonus
from server.actions.appraisal.refuse_bonus import refuse_bonus
from server.actions.appraisal.request_bonus import request_bonus
from server.errors import Problem
from server.gate import Door, console_actor, console_hall, open_to
from server.queries.appraisal.bonuses import (
    FoundBonus,
    bonus_numbered,
    bonuses_of,
    concerned_of,
    evidence_of,
    items_on,
    may_see,
    people_of,
    staff_of,
)
from server.rules.accounts.impartial import bar_of
from server.rules.accounts.roles import Permission, Role
from server.rules.appraisal.bonuses import OPEN, BonusForm, all_levels
from server.rules.appraisal.frozen import decimal
from server.rules.months import day_of
from server.rules.schemes.shape import PointRange
from web.citizen.photos import Photos
from web.console.answers import page, see_other
from web.console.asked import asked_scope
from web.console.case_page import NONCE_BYTES, nonce_of
from web.console.inspections.photos import kept_again, picture, sent_photos
from web.console.routes import at, office
from web.errors import ShownAgain, remember

P = Permission
BONUS = "/console/appraisal/bonus"
ONE = f"{BONUS}/<number>"
# Lowest first; the words of the event are a set.
LEVELS = sorted(all_levels(), key=("county", "city", "province", "state").index)
FIELDS = ("staff", "item", "happened_on", "reason", "value", "level", "reference", "case")


@dataclass(frozen=True)
class Asked:
    """The form of a request, with what was typed and the photos that came with it."""

    typed: "MultiDict[str, str]"
    now: datetime
    photos: Photos = field(default_factory=Photos)

    @property
    def words(self) -> str:
        """The free text that was typed."""
        return self.typed.get("reason", "")

    @property
    def form(self) -> BonusForm:
        """The form as the action takes it."""
        said = {name: self.typed.get(name, "").strip() for name in FIELDS}
        return BonusForm(**said, photos=self.photos.kept)

    @property
    def nonce(self) -> bytes:
        """The form's own nonce."""
        return nonce_of(self.typed.get("nonce", ""))

    def values(self, problems: tuple[Problem, ...], trouble: str) -> dict[str, Any]:
        """What the templates of the form ask for, here and on the pages of staff."""
        hall = console_hall()
        today = day_of(self.now, hall.zone)
        return {
            "typed": self.typed,
            "form_key": self.typed.get("nonce") or secrets.token_urlsafe(NONCE_BYTES),
            "kept": kept_again(self.photos.kept, self.nonce, self.now),
            "items": items_on(hall, today),
            "levels": LEVELS,
            "is_range": _is_range,
            "decimal": decimal,
            "today": today,
            "problems": (*problems, *self.photos.problems),
            "trouble": trouble,
        }


@dataclass(frozen=True)
class NewBonusPage(ShownAgain):
    """The page on which a head or supervisor asks for somebody's bonus."""

    asked: Asked

    @property
    def words(self) -> str:
        """The free text that was typed."""
        return self.asked.words

    def show(
        self, *, problems: tuple[Problem, ...] = (), trouble: str = "", status: int = 200
    ) -> Response:
        """The page."""
        return page(
            "console/appraisal/bonus_new.html",
            status=status,
            people=_people(),
            **self.asked.values(problems, trouble),
        )


@dataclass(frozen=True)
class BonusPage(ShownAgain):
    """One request, with the reason typed for a refusal."""

    found: FoundBonus
    answer: str = ""

    @property
    def words(self) -> str:
        """The free text that was typed."""
        return self.answer

    def show(
        self, *, problems: tuple[Problem, ...] = (), trouble: str = "", status: int = 200
    ) -> Response:
        """The page."""
        hall, actor, found = console_hall(), console_actor(), self.found
        concerned = concerned_of(hall.id, found)
        return page(
            "console/appraisal/bonus.html",
            status=status,
            found=found,
            photos=evidence_of(hall.id, found),
            is_open=found.state in OPEN,
            approves=actor.may(P.APPROVE_BONUS, hall.id),
            bar=bar_of(actor, concerned, took_part=found.took_part),
            sees_cases=actor.may(P.SEE_CASES, hall.id),
            typed=self,
            problems=problems,
            trouble=trouble,
        )


@office.get(BONUS)
@open_to(Door.CONSOLE, P.SEE_APPRAISAL)
def bonus_requests() -> Response:
    """The requests of the hall, or of one's own department; those that wait first."""
    hall, actor = console_hall(), console_actor()
    departments = asked_scope(P.SEE_APPRAISAL).departments
    return page(
        "console/appraisal/bonuses.html",
        found=bonuses_of(hall.id, departments=departments),
        open_states=OPEN,
        asks=actor.may(P.REQUEST_BONUS, hall.id),
    )


@office.get(f"{BONUS}/new")
@open_to(Door.CONSOLE, P.REQUEST_BONUS)
def new_bonus() -> Response:
    """The form of a request; ``?case=`` names the praise that it comes from."""
    return NewBonusPage(Asked(MultiDict(request.args), clock.now())).show()


@office.post(f"{BONUS}/new")
@open_to(Door.CONSOLE, P.REQUEST_BONUS)
def ask_bonus() -> Response:
    """Somebody asks for a bonus of a person they answer for."""
    asked = sent_request()
    remember(NewBonusPage(asked))
    asked.photos.check(asked.photos.problems)
    number = request_bonus(console_hall(), asked.form, by=console_actor(), now=asked.now)
    if console_actor().may(P.SEE_APPRAISAL, console_hall().id):
        return see_other(at(f"{BONUS}/{number}", done="bonus_asked"))
    return see_other("/staff/bonus?done=bonus_asked")


@office.get(ONE)
@open_to(Door.CONSOLE, P.SEE_APPRAISAL)
def one_bonus(number: str) -> Response:
    """One request with its evidence."""
    return BonusPage(_found(number)).show()


@office.get(f"{ONE}/photos/<name>")
@open_to(Door.CONSOLE, P.SEE_APPRAISAL)
def bonus_photo(number: str, name: str) -> Response:
    """One photo of the evidence."""
    if name not in evidence_of(console_hall().id, _found(number)):
        raise errors.Unknown
    return picture(name)


@office.post(f"{ONE}/approve")
@open_to(Door.CONSOLE, P.APPROVE_BONUS, needs_fresh=True)
def agree_bonus(number: str) -> Response:
    """One of two people approves."""
    remember(BonusPage(_found(number)))
    approve_bonus(console_hall(), number, by=console_actor(), now=clock.now())
    return see_other(at(f"{BONUS}/{number}", done="bonus_approved"))


@office.post(f"{ONE}/refuse")
@open_to(Door.CONSOLE, P.APPROVE_BONUS)
def turn_down_bonus(number: str) -> Response:
    """Somebody who may approve it says why not."""
    answer = request.form.get("answer", "")
    remember(BonusPage(_found(number), answer))
    refuse_bonus(console_hall(), number, answer, by=console_actor(), now=clock.now())
    return see_other(at(f"{BONUS}/{number}", done="bonus_refused"))


def sent_request() -> Asked:
    """The request that this form sent; its photos are cleaned and kept."""
    now = clock.now()
    typed = MultiDict(request.form)
    return Asked(typed, now, sent_photos(nonce_of(typed.get("nonce", "")), now))


def _people() -> tuple[tuple[str, str], ...]:
    """For whom the person may ask: a supervisor for everybody, a head for their department."""
    hall, actor = console_hall(), console_actor()
    grants = [one for one in actor.grants if one.hall_id in {None, hall.id}]
    if any(one.role is Role.SUPERVISOR for one in grants):
        return people_of(hall.id, None)
    led = [one.department_id for one in grants if one.role is Role.DEPARTMENT_HEAD]
    if led:
        return people_of(hall.id, None if None in led else [one for one in led if one is not None])
    return (staff_of(hall.id, actor.staff_id),) if actor.staff_id is not None else ()


def _found(number: str) -> FoundBonus:
    """The request; another department's is as good as absent to a head. Raises Unknown."""
    hall, actor = console_hall(), console_actor()
    found = bonus_numbered(hall.id, number)
    if not may_see(actor, hall.id, found):
        raise errors.Unknown
    return found


def _is_range(points: object) -> bool:
    return isinstance(points, PointRange)
