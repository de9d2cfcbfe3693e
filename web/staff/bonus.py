"""My bonus requests: ask with evidence, see how each stands, take one back."""

from dataclasses import dataclass

from flask import Response, render_template, request
from werkzeug.datastructures import MultiDict

from server import clock, errors
from server.actions.appraisal.request_bonus import request_bonus
from server.actions.appraisal.withdraw_bonus import withdraw_bonus
from server.errors import Problem
from server.gate import Door, console_actor, console_hall, language, open_to
from server.queries.appraisal.bonuses import (
    FoundBonus,
    bonus_numbered,
    bonuses_of,
    evidence_of,
    staff_of,
)
from server.rules.accounts.roles import Permission
from server.rules.appraisal.bonuses import OPEN
from web.console.appraisal.bonus import Asked, sent_request
from web.console.inspections.photos import picture
from web.errors import ShownAgain, remember
from web.layout import link
from web.staff.routes import START, own, own_staff_id

SEE_OTHER = 303
BONUS = f"{START}bonus"
DONE = frozenset({"bonus_asked", "bonus_withdrawn"})


@dataclass(frozen=True)
class OwnBonusPage(ShownAgain):
    """One's own requests with the form of another."""

    asked: Asked

    @property
    def words(self) -> str:
        """The free text that was typed."""
        return self.asked.words

    def show(
        self, *, problems: tuple[Problem, ...] = (), trouble: str = "", status: int = 200
    ) -> Response:
        """The page."""
        hall, staff_id = console_hall(), own_staff_id()
        number, name = staff_of(hall.id, staff_id)
        done = request.args.get("done", "")
        html = render_template(
            "staff/bonus.html",
            hall_name=hall.title(language()),
            person=f"{number} {name}",
            number=number,
            found=bonuses_of(hall.id, staff_id=staff_id),
            open_states=OPEN,
            done=done if done in DONE else "",
            **self.asked.values(problems, trouble),
        )
        return Response(html, status)


@own.get(BONUS)
@open_to(Door.CONSOLE, Permission.SEE_OWN)
def bonus() -> Response:
    """One's own requests and the form of another."""
    return OwnBonusPage(Asked(MultiDict(request.args), clock.now())).show()


@own.post(BONUS)
@open_to(Door.CONSOLE, Permission.SEE_OWN)
def ask_own_bonus() -> Response:
    """One asks for a bonus for oneself."""
    asked = sent_request()
    number, _ = staff_of(console_hall().id, own_staff_id())
    asked.typed["staff"] = number
    remember(OwnBonusPage(asked))
    asked.photos.check(asked.photos.problems)
    request_bonus(console_hall(), asked.form, by=console_actor(), now=asked.now)
    return _back("bonus_asked")


@own.post(f"{BONUS}/<number>/withdraw")
@open_to(Door.CONSOLE, Permission.SEE_OWN)
def take_back_bonus(number: str) -> Response:
    """One takes a request of one's own back."""
    withdraw_bonus(console_hall(), number, by=console_actor(), now=clock.now())
    return _back("bonus_withdrawn")


@own.get(f"{BONUS}/<number>/photos/<name>")
@open_to(Door.CONSOLE, Permission.SEE_OWN)
def own_bonus_photo(number: str, name: str) -> Response:
    """A photo of one's own request; another's is 404."""
    if name not in evidence_of(console_hall().id, _own(number)):
        raise errors.Unknown
    return picture(name)


def _own(number: str) -> FoundBonus:
    found = bonus_numbered(console_hall().id, number)
    if found.staff_id != own_staff_id():
        raise errors.Unknown
    return found


def _back(done: str) -> Response:
    return Response(status=SEE_OTHER, headers={"Location": link("own.bonus", done=done)})
