"""Who may sign in, as what, and how are people let in and out?"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import Response, abort, request

from server import clock
from server.actions.accounts.disable_account import disable_account
from server.actions.accounts.enable_account import enable_account
from server.actions.accounts.end_role import end_role
from server.actions.accounts.end_sessions import end_sessions
from server.actions.accounts.grant_role import grant_role
from server.actions.accounts.invite import NewPerson, invite
from server.actions.accounts.reset_account import reset_account
from server.errors import ChuangpingError, FormProblems, Problem
from server.gate import Door, console_actor, console_hall, console_halls, open_to, status_of, wiring
from server.queries.accounts.listed import ListedAccount, listed_accounts
from server.queries.accounts.places import department_id, staff_id
from server.queries.registry.register import departments
from server.queries.wechat.bound import phone_state
from server.rules.accounts.roles import (
    ADMINISTRATORS,
    NEEDS_SECOND_FACTOR,
    OF_ONE_DEPARTMENT,
    PERMISSIONS,
    Grant,
    Permission,
    Role,
)
from web.console.answers import page, see_other
from web.console.asked import asked
from web.console.registry.lists import holds
from web.console.routes import at, office
from web.errors import remember

PAGE = "/console/accounts"
MANAGES = Permission.MANAGE_ACCOUNTS
EVERY_HALL = "*"
LONGEST = {"name": 60, "title": 60, "email": 200}
STATES = ("active", "invited", "disabled")


@dataclass(frozen=True)
class InvitePage:
    """The form that invites somebody, with what was typed."""

    typed: Mapping[str, str] = field(default_factory=dict)
    words: str = ""

    def again(self, error: ChuangpingError, sentence: str) -> Response:
        """The form once more, telling what is wrong."""
        problems = error.problems if isinstance(error, FormProblems) else ()
        return self.show(problems, trouble="" if problems else sentence, status=status_of(error))

    def show(
        self, problems: tuple[Problem, ...] = (), *, trouble: str = "", status: int = 200
    ) -> Response:
        """Where a person is invited."""
        return page(
            "console/accounts/invite.html",
            status=status,
            typed=self.typed,
            problems=problems,
            trouble=trouble,
            **_choices(),
        )


@dataclass(frozen=True)
class AccountPage:
    """The page of one account; ``link`` is shown this once."""

    number: str
    words: str = ""

    def again(self, error: ChuangpingError, sentence: str) -> Response:
        """The page once more, saying what was not done."""
        return self.show(trouble=sentence, status=status_of(error))

    def show(self, *, trouble: str = "", status: int = 200) -> Response:
        """Who it is, what they are, and what can be done."""
        found = known(self.number)
        return page(
            "console/accounts/account.html",
            status=status,
            account=found,
            is_own=found.name == console_actor().name,
            trouble=trouble,
            permissions=_permissions(found),
            phone=phone_state(found.name, clock.now()) if wiring().has_wechat else None,
            **_choices(),
        )


@office.get(PAGE)
@open_to(Door.CONSOLE, MANAGES)
def accounts() -> Response:
    """Every account that the person may manage."""
    role, state = asked("role"), asked("state")
    found = [
        each
        for each in listed_accounts(console_actor().halls())
        if holds(asked("q"), each.name, each.title)
        and (not role or role in {held.role for held in each.roles})
        and state in {"", each.state}
    ]
    return page(
        "console/accounts/list.html",
        accounts=found,
        states=STATES,
        roles=list(Role),
        needs_factor=NEEDS_SECOND_FACTOR,
    )


@office.get(f"{PAGE}/new")
@open_to(Door.CONSOLE, MANAGES)
def new_account() -> Response:
    """Where a person is invited."""
    return InvitePage({"hall": console_hall().code}).show()


@office.post(f"{PAGE}/new")
@open_to(Door.CONSOLE, MANAGES, needs_fresh=True)
def invite_person() -> Response:
    """The person is invited; the link is shown this once."""
    names = ("name", "title", "email", "staff", "role", "hall", "department")
    typed = {name: request.form.get(name, "").strip() for name in names}
    remember(InvitePage(typed))
    _check(typed)
    worker = staff_id(console_hall().id, typed["staff"]) if typed["staff"] else None
    person = NewPerson(typed["name"], typed["title"], typed["email"], worker)
    secret = invite(person, [_grant(typed)], by=console_actor(), now=clock.now())
    return _link(typed["name"], secret)


@office.get(f"{PAGE}/people/<number>")
@open_to(Door.CONSOLE, MANAGES)
def account(number: str) -> Response:
    """One account."""
    return AccountPage(number).show()


@office.post(f"{PAGE}/people/<number>/grant")
@open_to(Door.CONSOLE, MANAGES, needs_fresh=True)
def grant_to_account(number: str) -> Response:
    """The person gets a role."""
    found, form = _chosen(number), request.form
    typed = {name: form.get(name, "") for name in ("role", "hall", "department")}
    grant_role(found.name, _grant(typed), by=console_actor(), now=clock.now())
    return _done(number, "role_granted")


@office.post(f"{PAGE}/people/<number>/end-role")
@open_to(Door.CONSOLE, MANAGES, needs_fresh=True)
def end_role_of_account(number: str) -> Response:
    """The person loses a role and is out at once."""
    found, form = _chosen(number), request.form
    typed = {name: form.get(name, "") for name in ("role", "hall", "department")}
    end_role(found.name, _grant(typed), by=console_actor(), now=clock.now())
    return _done(number, "role_ended")


@office.post(f"{PAGE}/people/<number>/disable")
@open_to(Door.CONSOLE, MANAGES, needs_fresh=True)
def close_account(number: str) -> Response:
    """The account is closed, and every sign-in of it ends."""
    disable_account(_chosen(number).name, by=console_actor(), now=clock.now())
    return _done(number, "account_disabled")


@office.post(f"{PAGE}/people/<number>/enable")
@open_to(Door.CONSOLE, MANAGES, needs_fresh=True)
def open_account_again(number: str) -> Response:
    """The account is opened again; the link to choose a password is shown this once."""
    found = _chosen(number)
    return _link(found.name, enable_account(found.name, by=console_actor(), now=clock.now()))


@office.post(f"{PAGE}/people/<number>/reset")
@open_to(Door.CONSOLE, MANAGES, needs_fresh=True)
def reset_password(number: str) -> Response:
    """The old password ends; the link to choose another is shown this once."""
    found = _chosen(number)
    drops = bool(request.form.get("second_factor"))
    secret = reset_account(
        found.name, by=console_actor(), now=clock.now(), drops_second_factor=drops
    )
    return _link(found.name, secret)


@office.post(f"{PAGE}/people/<number>/end-sessions")
@open_to(Door.CONSOLE, MANAGES, needs_fresh=True)
def end_sign_ins_of_account(number: str) -> Response:
    """The person is signed out everywhere."""
    end_sessions(_chosen(number).name, by=console_actor(), now=clock.now())
    return _done(number, "sign_ins_ended")


def known(number: str) -> ListedAccount:
    """The account of that number; one that is not theirs to manage is 404."""
    found = [each for each in listed_accounts(console_actor().halls()) if each.number == number]
    return found[0] if found else abort(404)


def _chosen(number: str) -> ListedAccount:
    """The account that a form is about; the form's page is shown again if something is wrong."""
    remember(AccountPage(number))
    return known(number)


def _done(number: str, done: str) -> Response:
    return see_other(at(f"{PAGE}/people/{number}", done=done))


def _link(name: str, secret: str) -> Response:
    address = f"{wiring().settings.public_url}/console/invitation/{secret}"
    return page("console/accounts/link.html", name=name, address=address)


def _check(typed: Mapping[str, str]) -> None:
    """Raises FormProblems where a field is empty that must not be, or too long."""
    problems = [
        Problem(name, "accounts.too_long", {"most": most})
        for name, most in LONGEST.items()
        if len(typed[name]) > most
    ]
    problems += [Problem("name", "accounts.name_needed")] if not typed["name"] else []
    problems += [Problem("role", "accounts.role_needed")] if typed["role"] not in set(Role) else []
    if problems:
        raise FormProblems(tuple(problems))


def _grant(typed: Mapping[str, str]) -> Grant:
    """The role in the hall that was chosen, in one department of it where that was chosen."""
    role = Role(typed["role"]) if typed["role"] in set(Role) else abort(404)
    if typed["hall"] == EVERY_HALL:
        return Grant(role)
    halls = [hall for hall in console_halls() if hall.code == typed["hall"]]
    hall_id = halls[0].id if halls else abort(404)
    department = typed["department"]
    return Grant(role, hall_id, department_id(hall_id, department) if department else None)


def _choices() -> dict[str, object]:
    """What can be chosen in a form about roles."""
    actor = console_actor()
    return {
        "roles": list(Role),
        "administrators": ADMINISTRATORS,
        "of_department": OF_ONE_DEPARTMENT,
        "halls": console_halls(),
        "may_everywhere": actor.halls() is None,
        "departments": [
            (each.code, each.name) for each in departments(console_hall().id) if not each.closed_on
        ],
    }


def _permissions(found: ListedAccount) -> list[Permission]:
    """What the person may do with all roles together, somewhere."""
    roles = {held.role for held in found.roles}
    return [each for each in Permission if roles & PERMISSIONS[each]]
