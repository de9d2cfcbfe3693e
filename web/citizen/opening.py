"""How is a case opened? Its number opens nothing; number and secret code together do, by POST."""

import logging
from dataclasses import dataclass

from flask import Response, render_template

from qr.codes import normalise
from qr.receipts import receipt_hash
from server import clock
from server.errors import ChuangpingError, UnknownCase
from server.gate import Door, open_to, status_of
from server.queries.cases.opening import hall_opened
from web.citizen.opened import Opened, closing, keeping
from web.citizen.routes import feedback
from web.citizen.thanks import see_other
from web.citizen.uploads import received
from web.errors import remember
from web.layout import link

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Question:
    """The page that asks for number and code, as it was filled in."""

    number: str
    code: str = ""
    words: str = ""

    def again(self, error: ChuangpingError, sentence: str) -> Response:
        """The question once more, the number still there; the code is never shown again."""
        if isinstance(error, UnknownCase):
            # 80 bits of chance are not guessed, so nobody is locked out; that somebody tries is
            # worth a line (decision 0018). The number is not: it would tie the line to a case.
            log.warning("a case was not opened")
        return self.ask(trouble=sentence, status=status_of(error))

    def ask(self, *, trouble: str = "", status: int = 200) -> Response:
        """The page."""
        html = render_template("citizen/case_ask.html", number=self.number, trouble=trouble)
        return Response(html, status)

    def opened(self) -> Opened:
        """What number and code open. Raises UnknownCase."""
        case = Opened(normalise(self.number), receipt_hash(self.code))
        hall_opened(case.number, case.key)
        return case


@feedback.get("/c")
@open_to(Door.CITIZEN)
def ask_case() -> Response:
    """Where to type a number and its code."""
    return Question("").ask()


@feedback.post("/c")
@feedback.post("/c/<number>")
@open_to(Door.CITIZEN)
def open_case(number: str = "") -> Response:
    """Number and code are right: the case is open in this browser for half an hour."""
    fields = received().fields
    case = remember(Question(fields.get("number", number), fields.get("code", ""))).opened()
    return on_to(case)


@feedback.post("/c/close")
@open_to(Door.CITIZEN)
def close_case() -> Response:
    """Nothing is open in this browser any more."""
    return closing(see_other(link("feedback.ask_case")))


def on_to(case: Opened) -> Response:
    """Sends the browser on to the page of a case that was just opened."""
    to_page = see_other(link("feedback.case_page", number=case.number, opened="1"))
    return keeping(to_page, case, clock.now())
