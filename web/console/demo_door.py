"""How does a stranger get into the demo's console? As one of its people, and only in the demo."""

from flask import Response, request

from server import clock
from server.actions.accounts.step_into_demo import step_into_demo
from server.gate import Door, open_to, wiring
from server.queries.accounts.demo_people import DemoAccount, demo_people
from web.console import cookies, way_back
from web.console.answers import see_other
from web.console.routes import office

STEP_IN = "/console/demo"


@office.post(STEP_IN)
@open_to(Door.PUBLIC)
def step_in() -> Response:
    """Sign in as the person that was chosen."""
    device = cookies.device_token()
    token = step_into_demo(
        request.form.get("name", ""),
        is_demo=wiring().settings.is_demo,
        device_token=device,
        now=clock.now(),
    )
    return cookies.known(cookies.signed_in(see_other(way_back.asked()), token), device)


@office.app_template_global()
def people_of_demo() -> tuple[DemoAccount, ...]:
    """As whom one can step in; nobody outside the demo."""
    return demo_people() if wiring().settings.is_demo else ()
