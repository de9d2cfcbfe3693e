"""What does a citizen do on the page of their case, while the office handles it?"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import select
from werkzeug.test import TestResponse

from server.db import session
from server.models.cases import Case, CaseStep
from server.rules.accounts.roles import Actor
from server.rules.cases.kinds import CaseState
from server.rules.cases.step_names import StepName
from server.rules.cases.takers import Taker
from tests import case_build
from tests.web.forms import Form, form_of, forms_of
from tests.web.visitors import Visitor

LARGE_CODES = re.compile(r'<b translate="no">([^<]+)</b>')
TYPED: dict[str, Any] = {"kind": "complaint", "category": "attitude", "text": "等候时无人理会"}


@dataclass
class CaseVisit:
    """A case with its secret: of a complaint the code, of a bad rating the receipt."""

    visitor: Visitor
    number: str
    secret: str

    @cached_property
    def supervisor(self) -> Actor:
        """Whoever handles it."""
        with self.visitor.app.app_context():
            return case_build.a_supervisor(self.visitor.place)

    def open(self) -> TestResponse:
        """The page that number and secret lead to."""
        answer = self.visitor.client.post("/c", data={"number": self.number, "code": self.secret})
        return self.visitor.follow(answer)

    def page(self) -> TestResponse:
        """The page as it is open in this browser."""
        return self.visitor.client.get(f"/c/{self.number}")

    def form(self, step: str) -> Form:
        """The form of that step on the page; the page has one."""
        return next(form for form in forms_of(self.page()) if form.value("step") == step)

    def offers(self) -> set[str]:
        """The steps that the page has forms for."""
        return {form.value("step") for form in forms_of(self.page())} - {""}

    def take(self, step: str, **typed: Any) -> TestResponse:
        """The answer to the form of that step, filled in like this."""
        return self.form(step).send(self.visitor.client, **typed)

    def steps(self) -> list[str]:
        """All steps of the cases there are, in order."""
        with self.visitor.app.app_context():
            return list(session.scalars(select(CaseStep.step).order_by(CaseStep.position)))

    def state(self) -> str:
        """Where the only case stands."""
        row: Case = self.visitor.only(Case)
        return row.state

    def pictures(self) -> list[str]:
        """The names of all pictures in the store."""
        names: list[str] = self.visitor.app.extensions["chuangping"].photo_store.names()
        return names

    def office(
        self, step: StepName, *, by: Taker | None = None, facts: Mapping[str, str] | None = None
    ) -> None:
        """The office takes a step at this moment."""
        taker, now = by or self.supervisor, self.visitor.clock.now()
        with self.visitor.app.app_context():
            case_build.step(self.visitor.place, self.number, step, taker, facts=facts, now=now)

    def handled(self, state: CaseState) -> None:
        """The office brings a received case there, so far as the office can."""
        for name in case_build.PATHS[state]:
            self.office(name)


def a_complaint(visitor: Visitor, **answers: Any) -> CaseVisit:
    """A complaint that was just filed at window A01, not yet opened."""
    address = f"/w/{visitor.place.codes['A01']}/complain"
    sent = form_of(visitor.client.get(address)).send(visitor.client, **{**TYPED, **answers})
    number, code = LARGE_CODES.findall(visitor.follow(sent).text)
    return CaseVisit(visitor, number, code)
