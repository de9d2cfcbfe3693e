"""How does my complaint stand? Its number opens nothing; number and secret code together do."""

from dataclasses import dataclass

from flask import Response, render_template

from qr.codes import normalise
from qr.receipts import receipt_hash
from server.errors import ChuangpingError
from server.gate import Door, open_to, status_of
from server.queries.cases.followed import FollowedCase, followed_case
from server.queries.registry.hours import hall_facts
from server.rules.cases.clocks import first_clock
from server.rules.working_days import CountedDay, add_working_days
from web.citizen.routes import feedback
from web.citizen.uploads import received
from web.errors import remember


@dataclass(frozen=True)
class CasePage:
    """What was typed to see a case."""

    number: str
    code: str = ""
    words: str = ""

    def again(self, error: ChuangpingError, sentence: str) -> Response:
        """The question once more, the number still there; the code is never shown again."""
        return self.ask(trouble=sentence, status=status_of(error))

    def ask(self, *, trouble: str = "", status: int = 200) -> Response:
        """The page that asks for number and code."""
        html = render_template("citizen/case_ask.html", number=self.number, trouble=trouble)
        return Response(html, status)

    def show(self) -> Response:
        """The case. Raises UnknownCase."""
        case = followed_case(normalise(self.number), receipt_hash(self.code))
        return Response(render_template("citizen/case.html", case=case, days=counted_days(case)))


@feedback.get("/c")
@open_to(Door.CITIZEN)
def ask_case() -> Response:
    """Where to type a number and its code."""
    return CasePage("").ask()


@feedback.get("/c/<number>")
@open_to(Door.CITIZEN)
def ask_code(number: str) -> Response:
    """Where to type the code; whether the number exists is not told."""
    return CasePage(normalise(number)).ask()


@feedback.post("/c")
@feedback.post("/c/<number>")
@open_to(Door.CITIZEN)
def show_case(number: str = "") -> Response:
    """The case of that number and code."""
    fields = received().fields
    page = CasePage(fields.get("number", number), fields.get("code", ""))
    return remember(page).show()


def counted_days(case: FollowedCase) -> tuple[CountedDay, ...]:
    """How the first deadline was counted; nothing when the calendar has been changed since."""
    facts = hall_facts(case.hall.id, case.hall.registry_version)
    setting = first_clock(case.kind, has_contact=case.has_contact).days_setting
    days = int(facts.setting(setting, case.received_on))
    deadline = add_working_days(case.received_on, days, facts.calendar)
    return deadline.counted if deadline.due_on == case.due_on else ()
