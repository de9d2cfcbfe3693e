"""How does a scheme come in: checked with every mistake told, then proposed with its record?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from flask import Response, request

from server import clock
from server.actions.appraisal.propose_scheme import propose_scheme
from server.errors import ChuangpingError, FormProblems
from server.errors import Problem as FormProblem
from server.gate import Door, console_actor, console_hall, language, open_to, status_of
from server.rules.accounts.roles import Permission
from server.rules.schemes.adoption import AdoptionForm
from server.rules.schemes.problems import Problem
from server.rules.schemes.reading import examine, text_of
from server.rules.schemes.refusals import SchemeRefused
from server.texts.schemes import place_told, told
from web.console.answers import page, see_other
from web.console.appraisal.schemes import SCHEMES, known
from web.console.asked import asked
from web.console.routes import at, office
from web.errors import remember

MANAGES = Permission.MANAGE_APPRAISAL
RECORD = ("body", "adopted_on", "document_number", "heard", "guard_reason")
LONGEST_SHOWN = 100_000


@dataclass(frozen=True)
class EntryPage:
    """The form with the text of a scheme and its record, as typed."""

    text: str
    typed: Mapping[str, str] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """The free text that was typed."""
        return self.text

    def again(self, error: ChuangpingError, sentence: str) -> Response:
        """The form once more, telling all that is wrong with the text or the record."""
        if isinstance(error, SchemeRefused):
            return self.show(wrong=error.problems, trouble=sentence, status=status_of(error))
        problems = error.problems if isinstance(error, FormProblems) else ()
        trouble = "" if problems else sentence
        return self.show(problems, trouble=trouble, status=status_of(error))

    def show(
        self,
        problems: tuple[FormProblem, ...] = (),
        *,
        wrong: tuple[Problem, ...] = (),
        trouble: str = "",
        status: int = 200,
    ) -> Response:
        """The form; a text is checked as it stands. ``wrong``: what else is wrong with it."""
        examined = examine(self.text) if self.text.strip() else None
        errors = wrong or (examined.errors if examined else ())
        warnings = examined.warnings if examined else ()
        return page(
            "console/appraisal/scheme_entry.html",
            status=status,
            text=self.text[:LONGEST_SHOWN],
            typed=self.typed,
            scheme=examined.scheme if examined and not errors else None,
            errors=_lines(errors),
            warnings=_lines(warnings),
            needs_guard_reason=any(one.code == "W02" for one in warnings),
            problems=problems,
            trouble=trouble,
        )


@office.get(f"{SCHEMES}/new")
@open_to(Door.CONSOLE, MANAGES)
def new_scheme() -> Response:
    """An empty form, or one that begins from ``?from=district/2026.1``."""
    key, _, version = asked("from").partition("/")
    return EntryPage(known(key, version).text if key else "").show()


@office.post(f"{SCHEMES}/new")
@open_to(Door.CONSOLE, MANAGES)
def check_scheme() -> Response:
    """What is wrong with the text; nothing is stored."""
    return EntryPage(_text(), _typed()).show()


@office.post(f"{SCHEMES}/propose")
@open_to(Door.CONSOLE, MANAGES)
def propose_new_scheme() -> Response:
    """The version is proposed with its record to a second person."""
    shown = remember(EntryPage(_text(), _typed()))
    hall, actor = console_hall(), console_actor()
    proposed = propose_scheme(hall, shown.text, _form(shown.typed), by=actor, now=clock.now())
    address = f"{SCHEMES}/{proposed.id}/{proposed.version}"
    return see_other(at(address, done="scheme_proposed"))


def _text() -> str:
    """The file that was handed in, else what was typed."""
    file = request.files.get("file")
    if file is not None and file.filename:
        return text_of(file.read())
    return request.form.get("text", "").replace("\r\n", "\n")


def _typed() -> Mapping[str, str]:
    return {name: request.form.get(name, "").strip() for name in RECORD}


def _form(typed: Mapping[str, str]) -> AdoptionForm:
    return AdoptionForm(
        typed["body"],
        _day(typed["adopted_on"]),
        typed["document_number"],
        typed["heard"],
        typed["guard_reason"],
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _lines(problems: tuple[Problem, ...]) -> list[tuple[int, str, str, str]]:
    lang = language()
    return [(one.line, place_told(one.place, lang), told(one, lang), one.code) for one in problems]
