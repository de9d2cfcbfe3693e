"""How does my complaint stand? The page of a case that was opened with its secret."""

from dataclasses import dataclass
from datetime import datetime

from flask import Response, request

from qr.codes import normalise
from server import clock
from server.errors import ChuangpingError, UnknownCase
from server.gate import Door, language, open_to, status_of
from server.texts import say
from web.citizen.case_page import shown_case
from web.citizen.opened import Opened, keeping, opened
from web.citizen.opening import Question
from web.citizen.routes import feedback
from web.citizen.typed_step import STEPS, TypedStep
from web.errors import remember


@dataclass(frozen=True)
class OpenPage:
    """The page of one case in this browser."""

    case: Opened
    now: datetime
    words: str = ""

    def again(self, error: ChuangpingError, sentence: str) -> Response:
        """Where to type the code; that another case is open here is no mistake of anybody's."""
        if isinstance(error, UnknownCase):
            return Question(self.case.number).ask()
        return Question(self.case.number).ask(trouble=sentence, status=status_of(error))

    def show(self) -> Response:
        """The case, open for another half hour. Raises UnknownCase."""
        done = request.args.get("done", "")
        html = shown_case(self.case, TypedStep(), self.now).html(done=done if done in STEPS else "")
        return keeping(Response(html), self.case, self.now)


@feedback.get("/c/<number>")
@open_to(Door.CITIZEN)
def case_page(number: str) -> Response:
    """The case; where it is not open in this browser, where to type the code."""
    now, wanted = clock.now(), normalise(number)
    browsing = opened(now)
    if browsing is None:
        trouble = say("case_page.no_cookie", language()) if "opened" in request.args else ""
        return Question(wanted).ask(trouble=trouble)
    return remember(OpenPage(Opened(wanted, browsing.key), now)).show()
