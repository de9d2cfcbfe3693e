"""What was found about oneself in the inspections, with its evidence?"""

from flask import Response, render_template

from server import errors
from server.gate import Door, console_actor, console_hall, language, open_to
from server.queries.inspections.findings import findings_of_staff
from server.queries.ledger.own import own_appeals
from server.rules.accounts.roles import Permission
from server.rules.ledger.appeals import Against, AppealState
from web.console.inspections.photos import picture
from web.staff.routes import START, own, own_staff_id

FINDINGS = f"{START}findings"


@own.get(FINDINGS)
@open_to(Door.CONSOLE, Permission.SEE_OWN)
def findings() -> str:
    """One's own findings, the latest first."""
    hall, staff_id = console_hall(), own_staff_id()
    appealed = {
        one.what: one.number
        for one in own_appeals(hall, staff_id)
        if one.against is Against.FACT and one.state is not AppealState.WITHDRAWN
    }
    return render_template(
        "staff/findings.html",
        hall_name=hall.title(language()),
        hall=hall,
        found=findings_of_staff(hall.id, staff_id),
        appealed=appealed,
        may_appeal=console_actor().may(Permission.APPEAL, hall.id),
    )


@own.get(f"{FINDINGS}/<number>/photos/<name>")
@open_to(Door.CONSOLE, Permission.SEE_OWN)
def finding_photo(number: str, name: str) -> Response:
    """A photo of one's own finding; another's is 404."""
    own_findings = findings_of_staff(console_hall().id, own_staff_id())
    if not any(one.number == number and name in one.photos for one in own_findings):
        raise errors.Unknown
    return picture(name)
