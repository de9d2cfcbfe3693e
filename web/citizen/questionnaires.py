"""Answer a questionnaire (``/q/<number>``) and put a slip into the suggestion box (``/box``).

A GET stores nothing; the form carries a nonce, so that sent again it is the same sheet. No name,
address or moment is kept.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flask import Response, render_template, request

from server import clock, errors
from server.actions.opinions.answer_questionnaire import SheetForm, answer_questionnaire
from server.actions.opinions.put_slip import Slip, put_slip
from server.errors import ChuangpingError, FormProblems, Problem
from server.gate import Door, language, open_to, status_of
from server.ids import new_secret
from server.queries.opinions.questionnaires import (
    Questionnaire,
    hall_of_questionnaire,
    questionnaire_named,
)
from server.queries.opinions.told import slip_opened
from server.queries.registry.halls import Hall, hall_of_id
from server.queries.registry.windows import window_numbered
from server.rules.months import day_of
from server.rules.opinions.questions import Answered, QuestionKind
from web.citizen.routes import feedback, kept_for_back
from web.errors import remember
from web.public.asked import asked_hall

NONCE_BYTES = 16
LONGEST_NUMBER = 3  # digits of a choice


@dataclass(frozen=True)
class Sheet:
    """The questionnaire as it is shown, with everything that was typed."""

    hall: Hall
    asked: Questionnaire
    nonce: str
    invitation: str = ""
    window: str = ""
    chosen: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    texts: Mapping[int, str] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """The free text that was typed."""
        return "\n".join(self.texts.values())

    def again(self, error: ChuangpingError, sentence: str) -> Response:
        """The form as it was typed, telling what is wrong."""
        problems = error.problems if isinstance(error, FormProblems) else ()
        return self.show(
            problems=problems, trouble="" if problems else sentence, status=status_of(error)
        )

    def show(
        self, *, problems: Sequence[Problem] = (), trouble: str = "", status: int = 200
    ) -> Response:
        """The page."""
        html = render_template(
            "citizen/questionnaire.html",
            hall_name=self.hall.title(language()),
            sheet=self,
            asked=self.asked,
            is_open=self.asked.is_open(day_of(clock.now(), self.hall.zone)),
            problems=problems,
            trouble=trouble,
            kinds=QuestionKind,
        )
        return kept_for_back(Response(html, status))


@feedback.get("/q/<number>")
@open_to(Door.CITIZEN)
def questionnaire(number: str) -> Response:
    """The questions; ``?i=`` is an invitation, ``?w=`` the window whose symbol was scanned."""
    hall, asked = _asked(number)
    nonce = secrets.token_urlsafe(NONCE_BYTES)
    sheet = Sheet(hall, asked, nonce, request.args.get("i", ""), request.args.get("w", ""))
    return sheet.show()


@feedback.post("/q/<number>")
@open_to(Door.CITIZEN)
def answer(number: str) -> Response:
    """Take the answers, or show the form with what is wrong."""
    hall, asked = _asked(number)
    sent = request.form
    sheet = Sheet(
        hall,
        asked,
        sent.get("nonce", ""),
        sent.get("invitation", ""),
        sent.get("window", ""),
        {
            place: _choices(sent.getlist(f"q{place}"))
            for place, one in enumerate(asked.questions)
            if one.kind is not QuestionKind.TEXT and sent.getlist(f"q{place}")
        },
        {
            place: sent.get(f"q{place}", "")
            for place, one in enumerate(asked.questions)
            if one.kind is QuestionKind.TEXT and sent.get(f"q{place}")
        },
    )
    remember(sheet)
    form = SheetForm(
        number,
        sheet.nonce,
        Answered(sheet.chosen, sheet.texts),
        sheet.invitation.strip().upper(),
        _window(hall, sheet.window),
    )
    answer_questionnaire(hall, form, now=clock.now())
    html = render_template("citizen/answered.html", hall_name=hall.title(language()), asked=asked)
    return Response(html)


@feedback.get("/box")
@open_to(Door.CITIZEN)
def box() -> Response:
    """An empty slip, and a way to the answer of one."""
    return BoxPage(asked_hall(), secrets.token_urlsafe(NONCE_BYTES), new_secret()).show()


@feedback.post("/box")
@open_to(Door.CITIZEN)
def drop() -> Response:
    """Put the slip into the box; its number and secret are shown this once."""
    sent = request.form
    hall = asked_hall()
    typed = BoxPage(hall, sent.get("nonce", ""), sent.get("secret", ""), sent.get("text", ""))
    remember(typed)
    if not typed.nonce or not typed.secret:
        raise errors.TicketUnreadable
    number = put_slip(hall, Slip(typed.text, typed.secret, typed.nonce), now=clock.now())
    html = render_template(
        "citizen/box_thanks.html",
        hall_name=hall.title(language()),
        number=number,
        secret=typed.secret,
    )
    return Response(html)


@feedback.post("/box/answer")
@open_to(Door.CITIZEN)
def box_answer() -> Response:
    """The answer to a slip, for who holds its number and secret."""
    sent = request.form
    hall = asked_hall()
    page = BoxPage(hall, secrets.token_urlsafe(NONCE_BYTES), new_secret())
    remember(page)
    number, secret = (sent.get(name, "").strip().upper() for name in ("number", "secret"))
    found = slip_opened(hall.id, number, secret)
    if found is None:
        raise FormProblems((Problem("number", "opinion.slip_unknown"),))
    html = render_template("citizen/box_answer.html", hall_name=hall.title(language()), slip=found)
    return Response(html)


@dataclass(frozen=True)
class BoxPage:
    """The suggestion box with what was typed; ``secret`` will open the answer."""

    hall: Hall
    nonce: str
    secret: str
    text: str = ""

    @property
    def words(self) -> str:
        """The free text that was typed."""
        return self.text

    def again(self, error: ChuangpingError, sentence: str) -> Response:
        """The box as it was, telling what is wrong."""
        problems = error.problems if isinstance(error, FormProblems) else ()
        return self.show(
            problems=problems, trouble="" if problems else sentence, status=status_of(error)
        )

    def show(
        self, *, problems: Sequence[Problem] = (), trouble: str = "", status: int = 200
    ) -> Response:
        """The page."""
        html = render_template(
            "citizen/box.html",
            hall_name=self.hall.title(language()),
            typed=self,
            problems=problems,
            trouble=trouble,
        )
        return kept_for_back(Response(html, status))


def _asked(number: str) -> tuple[Hall, Questionnaire]:
    hall_id = hall_of_questionnaire(number)
    if hall_id is None:
        raise errors.Unknown
    asked = questionnaire_named(hall_id, number)
    if asked is None:
        raise errors.Unknown
    return hall_of_id(hall_id), asked


def _choices(sent: Sequence[str]) -> tuple[int, ...]:
    """The places chosen; what is no place is -1, which no question has."""
    return tuple(
        int(one) if one.isascii() and one.isdecimal() and len(one) <= LONGEST_NUMBER else -1
        for one in sent
    )


def _window(hall: Hall, number: str) -> int | None:
    if not number:
        return None
    try:
        return window_numbered(hall.id, number).id
    except errors.UnknownWindow:
        return None  # a symbol of a window that is gone: the answer counts for the hall
