"""How does a member of staff appeal, and take an appeal back?"""

from dataclasses import dataclass

from flask import Response, render_template, request

from server import clock
from server.actions.ledger.file_appeal import file_appeal
from server.actions.ledger.withdraw_appeal import withdraw_appeal
from server.errors import Problem
from server.gate import Door, console_actor, console_hall, language, open_to
from server.queries.ledger.appealed import appealed_of
from server.rules.accounts.roles import Permission
from server.rules.ledger.appeals import Against, AppealForm
from web.errors import ShownAgain, remember
from web.layout import link
from web.staff.routes import START, own, own_staff_id

SEE_OTHER = 303


@dataclass(frozen=True)
class AppealPage(ShownAgain):
    """The form of an appeal, with everything typed."""

    against: str
    what: str
    words: str = ""

    def show(
        self, *, problems: tuple[Problem, ...] = (), trouble: str = "", status: int = 200
    ) -> Response:
        """The page."""
        html = render_template(
            "staff/appeal.html",
            hall_name=console_hall().title(language()),
            form=self,
            problems=problems,
            trouble=trouble,
        )
        return Response(html, status)

    @property
    def form(self) -> AppealForm:
        """What was typed; what is none of the choices is None."""
        known = {each.value for each in Against}
        against = Against(self.against) if self.against in known else None
        return AppealForm(against, self.what, self.words)


@own.get(f"{START}appeal")
@open_to(Door.CONSOLE, Permission.APPEAL)
def appeal() -> Response:
    """The form of an appeal against one thing of one's own; another's is 404."""
    page = AppealPage(request.args.get("against", ""), request.args.get("what", ""))
    if page.form.against is not None:
        appealed_of(console_hall(), own_staff_id(), page.form.against, page.what)
    return page.show()


@own.post(f"{START}appeal")
@open_to(Door.CONSOLE, Permission.APPEAL)
def file() -> Response:
    """One appeals."""
    said = {name: request.form.get(name, "") for name in ("against", "what", "words")}
    page = remember(AppealPage(**said))
    file_appeal(console_hall(), page.form, by=console_actor(), now=clock.now())
    return _back("filed")


@own.post(f"{START}appeals/<number>/withdraw")
@open_to(Door.CONSOLE, Permission.APPEAL)
def withdraw(number: str) -> Response:
    """One takes an appeal back."""
    withdraw_appeal(console_hall(), number, by=console_actor(), now=clock.now())
    return _back("withdrawn")


def _back(done: str) -> Response:
    address = link("own.month", done=done) + "#appeals"
    return Response(status=SEE_OTHER, headers={"Location": address})
