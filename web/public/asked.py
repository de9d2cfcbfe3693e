"""Which hall, month and notice does the address ask for?"""

from datetime import date

from flask import g, request

from server import clock
from server.errors import ChuangpingError, NotAMonth
from server.gate import language
from server.queries.publication.notices import Notice, versions_of
from server.queries.publication.rankings import latest_ranking
from server.queries.registry.halls import Hall, all_halls
from server.queries.registry.hours import hall_facts
from server.rules.months import Month, day_of, month_of
from server.rules.working_days import nth_working_day
from server.texts.days import day_in_words, month_in_words
from web.public.errors import (
    HallNotKnown,
    HallNotNamed,
    MonthNeverPublished,
    MonthNotBegun,
    MonthNotPublished,
    MonthOverdue,
    NoSuchMonth,
    NoSuchRevision,
)

MOST_PAGES = 10_000
LONGEST_ECHO = 40  # an address is quoted on the page, but not a whole novel


def asked_hall() -> Hall:
    """The hall that the address names, or the only one. Raises HallNotNamed."""
    halls, code = all_halls(), request.args.get("hall")
    found = [hall for hall in halls if code in {None, "", hall.code}]
    if len(found) == 1:
        g.asked_hall = found[0]
        return found[0]
    raise HallNotKnown(code=quoted(code)) if code else HallNotNamed()


def asked_revision(hall: Hall, text: str) -> Notice:
    """The month's ranking notice: the last revision, or that of ``?revision=``.

    Raises NoSuchMonth, NoSuchRevision, or one of the errors that say when there will be one.
    """
    month = _month(text)
    versions = versions_of(hall.id, "ranking", str(month))
    if not versions:
        raise absent(hall, month)
    wanted = request.args.get("revision", str(versions[0].revision))
    for notice in versions:
        if str(notice.revision) == wanted:
            return notice
    raise NoSuchRevision(
        month=month_in_words(str(month), language()),
        revision=quoted(wanted),
        count=len(versions),
    )


def absent(hall: Hall, month: Month) -> ChuangpingError:
    """Why a month has no notice: it lies ahead, is due on a day, is late, or never had one."""
    today = day_of(clock.now(), hall.zone)
    words = month_in_words(str(month), language())
    if month > month_of(clock.now(), hall.zone):
        return MonthNotBegun(month=words)
    due = publication_day(hall, month, today)
    if today <= due:
        return MonthNotPublished(month=words, day=day_in_words(due, language()))
    if latest_ranking(hall.id, month):
        return MonthOverdue(month=words, day=day_in_words(due, language()))
    return MonthNeverPublished(month=words)


def publication_day(hall: Hall, month: Month, today: date) -> date:
    """The working day of the next month on which the month is published, as set today."""
    facts = hall_facts(hall.id, hall.registry_version)
    working_day = int(facts.setting("publication_working_day", today))
    following = month.next()
    return nth_working_day(
        following.year, following.number, n=working_day, calendar=facts.calendar
    ).due_on


def quoted(text: str) -> str:
    """What the address said, fit to be shown: no signs without a form, and not too long."""
    seen = "".join(sign for sign in text if sign.isprintable())
    return seen if len(seen) <= LONGEST_ECHO else f"{seen[:LONGEST_ECHO]}…"


def _month(text: str) -> Month:
    try:
        return Month.parse(text)
    except NotAMonth as cause:
        raise NoSuchMonth(text=quoted(text)) from cause


def asked_page() -> int:
    """The page that the address asks for, at least 1; what is no page is the first."""
    number = request.args.get("page", "1")
    is_page = number.isascii() and number.isdigit() and len(number) < len(str(MOST_PAGES))
    return max(1, int(number)) if is_page else 1
