"""What does somebody see of their own account: sign-ins, second factor, password?"""

from flask import Response, request

from server import clock
from server.actions.accounts.change_password import change_password
from server.actions.accounts.end_other_sign_ins import end_other_sign_ins
from server.gate import SIGNED_IN, Door, console_actor, console_sign_in, open_to, wiring
from server.gate.console import PASSWORD
from server.queries.accounts.sign_ins import known_devices, living_sign_ins, recovery_codes_left
from server.queries.wechat.bound import phone_state
from web.console import cookies
from web.console.answers import page, see_other
from web.console.invitation import PasswordPage, new_password
from web.console.routes import at, office
from web.errors import remember

ME = "/console/me"


@office.get(ME)
@open_to(Door.CONSOLE, SIGNED_IN)
def own_account() -> Response:
    """One's own account."""
    return own_page()


@office.post(f"{ME}/end-others")
@open_to(Door.CONSOLE, SIGNED_IN)
def end_own_others() -> Response:
    """One's sign-ins elsewhere end."""
    end_other_sign_ins(console_sign_in(), now=clock.now())
    return see_other(at(ME, done="others_ended"))


@office.get(PASSWORD)
@open_to(Door.CONSOLE, SIGNED_IN)
def own_password() -> Response:
    """Where the password is changed."""
    return PasswordPage("password").show()


@office.post(PASSWORD)
@open_to(Door.CONSOLE, SIGNED_IN)
def set_new_password() -> Response:
    """The old password, and a new one twice."""
    remember(PasswordPage("password"))
    old = request.form.get("old", "")
    token = change_password(console_sign_in(), old, new_password(), now=clock.now())
    return cookies.signed_in(see_other(at(ME, done="password_changed")), token)


def own_page(*, trouble: str = "", status: int = 200) -> Response:
    """What somebody sees of their own account, and what was not done."""
    sign_in, actor = console_sign_in(), console_actor()
    return page(
        "console/me.html",
        status=status,
        trouble=trouble,
        name=actor.name,
        sign_ins=living_sign_ins(sign_in),
        devices=known_devices(actor.account_id),
        codes_left=recovery_codes_left(actor.account_id),
        has_second_factor=sign_in.has_second_factor,
        phone=phone_state(actor.name, clock.now()) if wiring().has_wechat else None,
    )
