"""Enter a case on behalf of a citizen: from the desk, a call, a letter, a 12345 sheet or a file."""

import tempfile
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from flask import Response, request
from werkzeug.datastructures import MultiDict

from qr.codes import in_groups
from qr.receipts import receipt_hash
from server import clock
from server.actions.cases.enter_case import Entering, enter_case
from server.actions.cases.import_cases import import_cases
from server.errors import ChuangpingError, FormProblems, Problem
from server.gate import Door, console_actor, console_hall, language, open_to, status_of, wiring
from server.packs.categories import categories
from server.queries.codes.scans import case_code_of
from server.queries.registry.halls import Hall
from server.queries.registry.plan_lines import problem_line
from server.queries.registry.windows import HallWindow, hall_windows
from server.rules.accounts.roles import Permission
from server.rules.cases.entry import ON_BEHALF, EntryForm
from server.rules.cases.kinds import CaseKind, CaseSource
from server.rules.cases.sheet import COLUMNS, KINDS, CasesRefused
from server.rules.months import day_of
from server.rules.ratings.form import CleanedPhoto
from sheets.exporting import write_csv
from sheets.reading import read_workbook
from web.console.answers import page, see_other
from web.console.case_page import nonce_of, sent_photos
from web.console.queue import CASES
from web.console.routes import at, office
from web.errors import remember

ENTER = f"{CASES}/enter"
Word = TypeVar("Word", bound=StrEnum)
ENDINGS = (".csv", ".xlsx")


@dataclass(frozen=True)
class EntryPage:
    """The form to enter one case, with what was typed, and the place to hand in a file."""

    now: datetime
    typed: "MultiDict[str, str]"
    problems: tuple[Problem, ...] = ()
    trouble: str = ""
    bad_rows: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The free text that was typed."""
        return self.typed.get("text", "")

    def again(self, error: ChuangpingError, sentence: str) -> Response | None:
        """The form as it was typed, telling what is wrong with it."""
        if isinstance(error, FormProblems):
            return replace(self, problems=error.problems).show(status=status_of(error))
        if isinstance(error, CasesRefused):
            lines = tuple(problem_line(one, language()) for one in error.problems)
            shown = replace(self, trouble=sentence, bad_rows=lines)
            return shown.show(status=status_of(error))
        return replace(self, trouble=sentence).show(status=status_of(error))

    def show(self, *, status: int = 200) -> Response:
        """The page as it is now."""
        hall, lang = console_hall(), language()
        return page(
            "console/enter.html",
            status=status,
            typed=self.typed,
            problems=self.problems,
            trouble=self.trouble,
            bad_rows=self.bad_rows,
            sources=ON_BEHALF,
            kinds=[kind for kind in CaseKind if kind in KINDS],
            categories=[(each.code, each.text(lang)) for each in categories()],
            windows=[(each.number, f"{each.number} {each.name}") for each in open_windows(hall)],
            today=day_of(self.now, hall.zone),
        )

    def form(self, nonce: bytes, photos: tuple[CleanedPhoto, ...]) -> EntryForm:
        """The form as the action takes it."""
        sent = self.typed
        return EntryForm(
            kind=_member(CaseKind, sent.get("kind", "")),
            source=_member(CaseSource, sent.get("source", "")),
            category=sent.get("category", ""),
            text=sent.get("text", ""),
            received_on=_day(sent.get("received_on", "")),
            nonce=nonce,
            outside_number=sent.get("outside_number", "").strip(),
            window_number=sent.get("window_number", ""),
            contact=sent.get("contact", "").strip(),
            has_consented="has_consented" in sent,
            photos=photos,
        )


def open_windows(hall: Hall) -> list[HallWindow]:
    """The windows that still work."""
    return [each for each in hall_windows(hall.id) if each.closed_on is None]


@office.get(ENTER)
@open_to(Door.CONSOLE, Permission.ENTER_CASES)
def entry_form() -> Response:
    """The empty form."""
    return EntryPage(clock.now(), MultiDict()).show()


@office.post(ENTER)
@open_to(Door.CONSOLE, Permission.ENTER_CASES)
def enter_one() -> Response:
    """Enter it; then the slip with its number and the citizen's secret code."""
    shown = remember(EntryPage(clock.now(), MultiDict(request.form)))
    settings = wiring().settings
    nonce = nonce_of(request.form.get("nonce", ""))
    code = case_code_of(nonce, settings)
    form = shown.form(nonce, sent_photos())
    filed = enter_case(form, _entering(shown.now), code_hash=receipt_hash(code))
    return page(
        "console/entered.html", number=filed.number, code=in_groups(code), domain=settings.domain
    )


@office.post(f"{ENTER}/file")
@open_to(Door.CONSOLE, Permission.ENTER_CASES)
def enter_file() -> Response:
    """Enter every case of a file, or none and the list of what is wrong."""
    shown = remember(EntryPage(clock.now(), MultiDict()))
    file = request.files.get("file")
    ending = Path(file.filename or "").suffix.lower() if file else ""
    if file is None or ending not in ENDINGS:
        raise FormProblems((Problem("file", "problem.file_missing"),))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"12345{ending}"
        file.save(path)
        sheet = read_workbook(path)[0]
    import_cases(sheet, _entering(shown.now))
    return see_other(at(CASES, done="cases_imported"))


@office.get(f"{ENTER}/template.csv")
@open_to(Door.CONSOLE, Permission.ENTER_CASES)
def entry_template() -> Response:
    """The columns of such a file."""
    with tempfile.SpooledTemporaryFile() as file:
        write_csv(file, [name for _, name, _ in COLUMNS], ())
        file.seek(0)
        answer = Response(file.read(), mimetype="text/csv")
    answer.headers["Content-Disposition"] = "attachment; filename=12345.csv"
    return answer


def _entering(now: datetime) -> Entering:
    return Entering(console_hall(), console_actor(), wiring().settings.key("contact"), now)


def _member(kind: type[Word], word: str) -> Word | None:
    return kind(word) if word in set(kind) else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
