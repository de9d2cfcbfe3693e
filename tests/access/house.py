"""Two halls with people of every role, and what they are answered at each route of the table."""

from functools import cache
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.rules.accounts.roles import Role
from tests.access.objects import EXAMPLES, NEVER
from tests.access.rows import Route, Row, console_routes, table
from tests.build import TestHall, a_hall, on_duty
from tests.house.phones import a_phone, holding
from tests.house.signed_in import TestAccount, an_account, sign_in
from tests.web.forms import words_of

DOOR = ("/console/login", "/console/second", "/console/enrol")
FRESH = "/console/fresh"
FORBIDDEN = 403
TOLD = {"error.fresh_sign_in_needed": "fresh", "phone.console_needed": "console"}


class House:
    """Two halls, somebody of every role in the first, and a supervisor of the second."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self._people: dict[Role, FlaskClient] = {}
        self._phones: dict[Role, FlaskClient] = {}
        with app.app_context():
            self.own = a_hall("H1")
            self.foreign = a_hall("H2", windows=("B01",), staff=("0137", "0999"))
            on_duty(self.own, "0137")
            on_duty(self.foreign, "0137", "B01")
            self.objects = {
                kind: (example.make(self.own), example.make(self.foreign))
                for kind, example in EXAMPLES.items()
                if example.lasts
            }

    def person(self, *roles: Role, place: TestHall | None = None) -> TestAccount:
        """Somebody with these roles; call it inside the app's context."""
        department = "D1" if set(roles) == {Role.DEPARTMENT_HEAD} else None
        staff = "0137" if Role.STAFF in roles else None
        return an_account(place or self.own, *roles, department=department, staff=staff)

    def client(self, *roles: Role, place: TestHall | None = None, **more: Any) -> FlaskClient:
        """The browser of somebody with these roles, signed in."""
        with self.app.app_context():
            account = self.person(*roles, place=place)
        return sign_in(self.app.test_client(), account, **more)

    def of(self, role: Role) -> FlaskClient:
        """The browser of the one person with that role who signed in for the whole table."""
        if role not in self._people:
            self._people[role] = self.client(role)
        return self._people[role]

    def phone(self, *roles: Role, **more: Any) -> FlaskClient:
        """The bound phone of somebody with these roles; ``more`` as for ``holding``."""
        with self.app.app_context():
            openid = a_phone(self.person(*roles))
        return holding(self.app.test_client(), openid, **more)

    def phone_of(self, role: Role) -> FlaskClient:
        """The phone of the one person with that role who bound one for the whole table."""
        if role not in self._phones:
            self._phones[role] = self.phone(role)
        return self._phones[role]

    def named(self, kind: str, which: str) -> str:
        """What an address calls the own, the foreign or the absent object of that kind."""
        if which == "absent":
            return NEVER
        if kind in self.objects:
            return self.objects[kind][which == "foreign"]
        with self.app.app_context():
            return EXAMPLES[kind].make(self.own if which == "own" else self.foreign)

    def path(self, route: Route, row: Row, which: str = "own") -> str:
        """The address of the route about the own, foreign or absent object."""
        values: dict[str, str] = {**row.fill}
        if row.object:
            values[EXAMPLES[row.object].blank] = self.named(row.object, which)
        adapter = self.app.url_map.bind("localhost")
        return adapter.build(route.rule.endpoint, values, method=route.method)

    def ask(self, client: FlaskClient, route: Route, row: Row, which: str = "own") -> TestResponse:
        """The answer to the route about that object."""
        return client.open(self.path(route, row, which), method=route.method)


@cache
def reviewed() -> dict[str, Row]:
    return table()


def outcome(answer: TestResponse) -> str:
    """``in``, ``absent``, ``door`` (sign in first), ``fresh`` (show a factor again) or ``console``.

    The last is what a phone is told where a factor is to be shown again.
    """
    to = answer.headers.get("Location", "")
    if answer.status_code == 401 or to.startswith(DOOR):
        return "door"
    if to.startswith(FRESH):
        return "fresh"
    if answer.status_code == FORBIDDEN and answer.is_json:
        return TOLD.get(answer.get_json()["code"], "in")
    assert answer.status_code < 500, answer.request.path
    return "absent" if answer.status_code == 404 else "in"


def looks(answer: TestResponse) -> tuple[int, str]:
    """What somebody can tell from an answer, beside what they asked for."""
    words = words_of(answer)
    for part in answer.request.path.split("/")[2:]:
        words = words.replace(part, "…")
    return answer.status_code, words.replace("…/…", "…")


def pairs(house: House) -> list[tuple[Route, Row]]:
    """Each route with its row."""
    return [
        (route, reviewed()[route.name])
        for route in console_routes(house.app)
        if route.name in reviewed()
    ]
