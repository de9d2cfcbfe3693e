"""Which offices outside (乡镇、街道) receive documents, and how is one added or closed?"""

from dataclasses import dataclass

from flask import Response, request

from server import clock
from server.actions.distribution.change_units import add_unit, close_unit
from server.errors import Problem
from server.gate import Door, console_actor, console_hall, open_to
from server.queries.distribution.addresses import units
from server.rules.accounts.roles import Permission
from web.console.answers import page, see_other
from web.console.documents.lists import DOCUMENTS
from web.console.routes import at, office
from web.errors import ShownAgain, remember

P = Permission
UNITS = f"{DOCUMENTS}/units"


@dataclass(frozen=True)
class UnitsPage(ShownAgain):
    """The list with the form that adds one."""

    code: str = ""
    name: str = ""

    @property
    def words(self) -> str:
        """The free text that was typed."""
        return self.name

    def show(
        self, *, problems: tuple[Problem, ...] = (), trouble: str = "", status: int = 200
    ) -> Response:
        """The page."""
        return page(
            "console/documents/units.html",
            status=status,
            found=units(console_hall().id),
            typed=self,
            problems=problems,
            trouble=trouble,
        )


@office.get(UNITS)
@open_to(Door.CONSOLE, P.SEND_DOCUMENTS)
def outside_units() -> Response:
    """The offices."""
    return UnitsPage().show()


@office.post(UNITS)
@open_to(Door.CONSOLE, P.SEND_DOCUMENTS)
def add_outside_unit() -> Response:
    """Another office, or one that was closed, receives documents."""
    sent = request.form
    typed = remember(UnitsPage(sent.get("code", ""), sent.get("name", "")))
    add_unit(console_hall(), typed.code, typed.name, by=console_actor(), now=clock.now())
    return see_other(at(UNITS, done="unit_added"))


@office.post(f"{UNITS}/close")
@open_to(Door.CONSOLE, P.SEND_DOCUMENTS)
def close_outside_unit() -> Response:
    """The office is sent no more."""
    remember(UnitsPage())
    code = request.form.get("code", "")
    close_unit(console_hall(), code, by=console_actor(), now=clock.now())
    return see_other(at(UNITS, done="unit_closed"))
