"""Which days count as working days, who says so, and how is that corrected?"""

from calendar import monthcalendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from flask import Response, abort, request

from server import clock
from server.actions.cases.recompute_deadlines import recompute_deadlines
from server.actions.registry.set_calendar_day import set_calendar_day
from server.actions.registry.set_calendar_year import set_calendar_year
from server.errors import ChuangpingError, FormProblems, Problem
from server.gate import Door, console_actor, console_hall, open_to, status_of
from server.queries.overview.provisional import provisional_cases
from server.queries.registry.calendar_years import days_of, known_years
from server.queries.registry.halls import all_halls
from server.queries.registry.hours import national_calendar
from server.rules.accounts.roles import Permission
from server.rules.calendar_notice import Notice, NoticeDay, read_notice
from server.rules.months import day_of
from server.rules.working_days import FIRST_YEAR, Calendar, DayKind
from sheets.reading import read_workbook
from web.console.answers import page, see_other
from web.console.asked import asked
from web.console.held import Held, held, hold
from web.console.routes import at, office
from web.errors import remember

PAGE = "/console/calendar"
MANAGES = Permission.MANAGE_CALENDAR
MONTHS = range(1, 13)
YEARS_AHEAD = 2
MOST_VERSIONS = 99


@dataclass(frozen=True)
class Shown:
    """One day of the grid: what it is, and the holiday that made it so."""

    day: date
    kind: DayKind
    name: str


@dataclass(frozen=True)
class DayPage:
    """The page of one day, with what was typed."""

    day: date
    typed: Mapping[str, str] = field(default_factory=dict)
    words: str = ""

    def again(self, error: ChuangpingError, sentence: str) -> Response:
        """The form once more, telling what is wrong."""
        problems = error.problems if isinstance(error, FormProblems) else ()
        return self.show(problems, trouble="" if problems else sentence, status=status_of(error))

    def show(
        self, problems: Sequence[Problem] = (), *, trouble: str = "", status: int = 200
    ) -> Response:
        """What the day is and why, and the form that corrects it."""
        working, found = national_calendar(), _named(self.day.year)
        year = next((each for each in known_years() if each.year == self.day.year), None)
        kind = working.kind_of(self.day)
        return page(
            "console/calendar/day.html",
            status=status,
            shown=Shown(self.day, kind, found.get(self.day, "")),
            year=year,
            is_settled=working.is_settled(self.day),
            kinds=[each.value for each in DayKind],
            typed={"kind": kind.value, "name": found.get(self.day, ""), **self.typed},
            problems=problems,
            trouble=trouble,
        )


@dataclass(frozen=True)
class LoadPage:
    """The page that takes a year's notice, with what was typed."""

    typed: Mapping[str, str] = field(default_factory=dict)
    words: str = ""

    def again(self, error: ChuangpingError, sentence: str) -> Response:
        """The form once more, with everything that is wrong with the notice."""
        problems = error.problems if isinstance(error, FormProblems) else ()
        return self.show(problems, trouble="" if problems else sentence, status=status_of(error))

    def show(
        self, problems: Sequence[Problem] = (), *, trouble: str = "", status: int = 200
    ) -> Response:
        """Where a notice is handed in."""
        return page(
            "console/calendar/load.html",
            status=status,
            typed={"source": "", "version": "1", **self.typed},
            problems=problems,
            trouble=trouble,
        )


@office.get(PAGE)
@open_to(Door.CONSOLE, MANAGES)
def calendar() -> Response:
    """The year of ``?year=``, else this one: every day with its kind."""
    today = day_of(clock.now(), console_hall().zone)
    year = asked_year(today.year)
    working, known = national_calendar(), {each.year: each for each in known_years()}
    return page(
        "console/calendar/year.html",
        year=year,
        source=known.get(year),
        months=[(number, _weeks(year, number, working)) for number in MONTHS],
        names=_named(year),
        years=[each for each in range(year - 1, year + 2) if _is_asked(each, today)],
        known=set(known),
        provisional=provisional_cases(console_hall().id),
        today=today,
        workdays=sum(
            working.is_working(day.day) for number in MONTHS for day in _days(year, number, working)
        ),
    )


@office.get(f"{PAGE}/days/<day>")
@open_to(Door.CONSOLE, MANAGES)
def one_day(day: str) -> Response:
    """One day, why it is what it is, and the form that corrects it."""
    return DayPage(known_day(day)).show()


@office.post(f"{PAGE}/days/<day>")
@open_to(Door.CONSOLE, MANAGES)
def correct_day(day: str) -> Response:
    """The day is of another kind from now on; deadlines are counted anew."""
    chosen = known_day(day)
    typed = {name: request.form.get(name, "").strip() for name in ("kind", "name")}
    remember(DayPage(chosen, typed))
    if typed["kind"] not in set(DayKind):
        raise FormProblems((Problem("kind", "workdays.choose_kind"),))
    noticed = NoticeDay(chosen, DayKind(typed["kind"]), typed["name"])
    set_calendar_day(noticed, by=console_actor(), now=clock.now())
    _recompute()
    return see_other(at(PAGE, year=chosen.year, done="calendar_day"))


@office.get(f"{PAGE}/load")
@open_to(Door.CONSOLE, MANAGES)
def load_form() -> Response:
    """Where the notice of a year is handed in."""
    return LoadPage().show()


@office.post(f"{PAGE}/load")
@open_to(Door.CONSOLE, MANAGES)
def look_at_notice() -> Response:
    """What the notice says and would change; nothing is taken yet."""
    typed = _typed()
    remember(LoadPage(typed))
    file = hold(request.files.getlist("file"), clock.now())
    if file is None:
        raise FormProblems((Problem("file", "workdays.no_file"),))
    notice = _notice(file, typed)
    now_there = {each.day: each for each in days_of(notice.year)}
    return page(
        "console/calendar/notice.html",
        notice=notice,
        token=file.token,
        typed=typed,
        there=now_there,
        gone=[each for day, each in now_there.items() if day not in {d.day for d in notice.days}],
        known=next((each for each in known_years() if each.year == notice.year), None),
    )


@office.post(f"{PAGE}/load/take")
@open_to(Door.CONSOLE, MANAGES)
def take_notice() -> Response:
    """The year's notice is loaded; deadlines are counted anew."""
    typed = _typed()
    remember(LoadPage(typed))
    file = held(request.form.get("workbook", ""))
    if file is None:
        return see_other(at(PAGE, done="taken_before"))
    notice = _notice(file, typed)
    set_calendar_year(notice, by=console_actor(), now=clock.now())
    file.let_go()
    moved = _recompute()
    done = "calendar_year_moved" if moved else "calendar_year"
    return see_other(at(PAGE, year=notice.year, done=done))


def asked_year(this_year: int) -> int:
    """The year of ``?year=``, else this one; a year out of reach is 404."""
    text = asked("year") or str(this_year)
    is_year = text.isascii() and text.isdecimal() and len(text) == len("2026")
    year = int(text) if is_year else abort(404)
    return year if FIRST_YEAR <= year <= this_year + YEARS_AHEAD else abort(404)


def known_day(text: str) -> date:
    """The day as in ``2026-11-25``; anything else is 404."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        abort(404)


def _is_asked(year: int, today: date) -> bool:
    return FIRST_YEAR <= year <= today.year + YEARS_AHEAD


def _weeks(year: int, month: int, working: Calendar) -> list[list[Shown | None]]:
    days = {each.day.day: each for each in _days(year, month, working)}
    return [[days.get(number) for number in week] for week in monthcalendar(year, month)]


def _days(year: int, month: int, working: Calendar) -> list[Shown]:
    numbers = (number for week in monthcalendar(year, month) for number in week if number)
    days = (date(year, month, number) for number in numbers)
    return [Shown(day, working.kind_of(day), "") for day in days]


def _named(year: int) -> dict[date, str]:
    return {each.day: each.name for each in days_of(year)}


def _typed() -> dict[str, str]:
    return {name: request.form.get(name, "").strip() for name in ("source", "version")}


def _notice(file: Held, typed: Mapping[str, str]) -> Notice:
    version = typed["version"]
    if not (version.isascii() and version.isdecimal() and 0 < int(version) <= MOST_VERSIONS):
        raise FormProblems((Problem("version", "workdays.no_version"),))
    rows = [row.cells for row in read_workbook(file.path)[0].rows]
    return read_notice(rows, source=typed["source"], version=int(version))


def _recompute() -> int:
    """Every hall's running deadlines are counted by the calendar as it is now; how many moved."""
    return sum(recompute_deadlines(hall.id, now=clock.now()) for hall in all_halls())
