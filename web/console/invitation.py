"""How does an invited person come to a password? The link's secret leaves the address at once."""

from dataclasses import dataclass

from flask import Response, render_template, request

from server import clock
from server.actions.accounts.set_password import set_password
from server.errors import ChuangpingError, FormProblems, Problem
from server.gate import Door, open_to, status_of
from server.gate.console import LOGIN
from web.console.answers import page, see_other
from web.console.routes import office
from web.errors import remember


class PasswordsDiffer(FormProblems):
    """The password was typed twice and is not the same."""

    def __init__(self) -> None:
        super().__init__((Problem("again", "account.passwords_differ"),))


@dataclass(frozen=True)
class PasswordPage:
    """A form that asks for a new password, twice; passwords themselves are never shown again."""

    template: str
    invitation: str = ""
    words: str = ""

    def again(self, error: ChuangpingError, sentence: str) -> Response:
        """The form once more, with everything that is wrong."""
        problems = error.problems if isinstance(error, FormProblems) else ()
        return self.show(
            problems=problems, trouble="" if problems else sentence, status=status_of(error)
        )

    def show(
        self, *, problems: tuple[Problem, ...] = (), trouble: str = "", status: int = 200
    ) -> Response:
        """The page."""
        html = render_template(
            f"console/{self.template}.html",
            invitation=self.invitation,
            problems=problems,
            trouble=trouble,
            is_expired=bool(request.args.get("next")),
        )
        return Response(html, status)


@office.get("/console/invitation/<token>")
@open_to(Door.PUBLIC)
def invited(token: str) -> Response:
    """What the link leads to: one button, which carries the secret on without the address.

    Nothing is asked of the database: a messenger that looks at links uses nothing up.
    """
    return page("console/invited.html", invitation=token)


@office.post("/console/invitation")
@open_to(Door.PUBLIC)
def choose_password() -> Response:
    """The form for the password; and, filled in, the password itself."""
    form = PasswordPage("invitation", request.form.get("invitation", ""))
    if "password" not in request.form:
        return form.show()
    remember(form)
    set_password(form.invitation, new_password(), now=clock.now())
    return see_other(f"{LOGIN}?done=password_set")


def new_password() -> str:
    """The new password, typed the same twice. Raises PasswordsDiffer."""
    password = request.form.get("password", "")
    if password != request.form.get("again", ""):
        raise PasswordsDiffer
    return password
