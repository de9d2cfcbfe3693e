"""What does somebody do at the console's door, with a browser and an authenticator?"""

import re
from dataclasses import dataclass
from datetime import datetime

import pyotp
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.actions.accounts.invite import NewPerson, invite
from server.rules.accounts.roles import Grant, Role
from tests.build import TestHall
from tests.house.installation import Clock
from tests.web.forms import Form, form_of

PASSWORD = "bamboo-Kettle-7-orbit"
SEED = re.compile(r'class="code-text" translate="no">([A-Z2-7 ]+)<')
CODE = re.compile(r'<li class="code-text">([0-9A-Z ]+)</li>')


@dataclass
class Newcomer:
    """A person with an invitation; ``seed`` and ``codes`` are what they wrote down."""

    app: Flask
    client: FlaskClient
    clock: Clock
    name: str
    invitation: str
    seed: str = ""
    codes: tuple[str, ...] = ()

    def get(self, address: str) -> TestResponse:
        """A page, as their browser fetches it."""
        return self.client.get(address, base_url="https://localhost")

    def send(self, form: Form, **answers: str) -> TestResponse:
        """The answer to a form, filled in like this."""
        filled = form.fill(**answers)
        return self.client.post(filled.action, data=filled.fields, base_url="https://localhost")

    def post(self, address: str, **answers: str) -> TestResponse:
        """The answer to a form sent without looking at its page."""
        return self.client.post(address, data=answers, base_url="https://localhost")

    def choose_password(self, password: str = PASSWORD) -> TestResponse:
        """The link, the button, the form."""
        page = self.send(form_of(self.get(f"/console/invitation/{self.invitation}")))
        return self.send(form_of(page), password=password, again=password)

    def sign_in(self, password: str = PASSWORD, next_page: str = "/console/me") -> TestResponse:
        """The answer to name and password."""
        page = self.get(f"/console/login?next={next_page}")
        return self.send(form_of(page), name=self.name, password=password)

    def enrol(self) -> TestResponse:
        """The answer to the first code; the recovery codes are written down."""
        page = self.get("/console/enrol")
        self.seed = read_seed(page)
        answer = self.send(form_of(page), one_time_code=self.code())
        self.codes = tuple(CODE.findall(answer.text))
        return answer

    def code(self) -> str:
        """What their authenticator shows now."""
        return code_at(self.seed, self.clock.now())

    def show(self, code: str) -> TestResponse:
        """The answer to a code of the second factor."""
        return self.send(form_of(self.get("/console/second")), one_time_code=code)

    def is_in(self) -> bool:
        """Whether their own page opens."""
        return self.get("/console/me").status_code == 200

    def cookie(self) -> str:
        """What their browser keeps of the sign-in."""
        found = self.client.get_cookie("__Host-console")
        return found.value if found else ""


def code_at(seed: str, moment: datetime) -> str:
    """What an authenticator with that seed shows at that moment."""
    return pyotp.TOTP(seed).at(moment)


def read_seed(page: TestResponse) -> str:
    """The seed that stands on the page for typing in."""
    found = SEED.search(page.text)
    assert found, page.text
    return found[1].replace(" ", "")


def a_newcomer(
    app: Flask, place: TestHall, clock: Clock, role: Role = Role.SUPERVISOR, name: str = "wang-mou"
) -> Newcomer:
    """A person who was invited just now."""
    with app.app_context():
        person = NewPerson(name, title="王某")
        secret = invite(person, [Grant(role, place.hall.id)], by="李某", now=clock.now())
    return Newcomer(app, app.test_client(), clock, name, secret)
