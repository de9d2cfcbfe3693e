"""How are moments, days and people's work called on a console page?"""

from collections.abc import Callable
from datetime import date, datetime, tzinfo
from typing import Any

from server.texts import is_known, say
from server.texts.days import day_and_time, day_in_words, short_day
from web.public.words import change_words, iso_day

BY_NOBODY = frozenset({"timetable", "automatic"})


def weekday(lang: str, day: date) -> str:
    """The weekday in short: 一, Mo."""
    return say(f"console.weekday_{day.weekday()}", lang)


def day_with_weekday(lang: str, day: date) -> str:
    """A day without its year, with its weekday: 11月25日 周三, 25 Nov Wed."""
    return f"{short_day(lang, day)} {say(f'console.day_{day.weekday()}', lang)}"


def moment(lang: str, when: datetime | None, zone: tzinfo) -> str:
    """A moment with its day and year, hall time: 2026年11月25日 10:00; — for none."""
    if when is None:
        return "—"
    local = when.astimezone(zone)
    return f"{day_in_words(local.date(), lang)} {local:%H:%M}"


def short_moment(lang: str, when: datetime | None, zone: tzinfo) -> str:
    """A moment without its year, hall time; — for none."""
    return day_and_time(when.astimezone(zone), lang) if when else "—"


def sealed_by(lang: str, name: str) -> str:
    """Who sealed or approved: a person's name, or that it was the clock or a setting."""
    return say(f"notices.by_{name}", lang) if name in BY_NOBODY else name


def act_words(lang: str, act: str) -> str:
    """What an act of the audit is called; its code where an older release knew more acts."""
    code = f"audit.act_{act}"
    return say(code, lang) if is_known(code) else act


def job_words(lang: str, job: str) -> str:
    """What a line of the timetable is called; lines of a hall bear its code behind a stroke."""
    code = f"operating.job_{job.partition('/')[0]}"
    return say(code, lang) if is_known(code) else job


def reason_words(lang: str, reason: str) -> str:
    """Why a message did not arrive."""
    code = f"messages.reason_{reason}"
    return say(code, lang) if is_known(code) else reason


# What templates can use, by name; the language is filled in.
WRITTEN: dict[str, Callable[..., Any]] = {
    "weekday": weekday,
    "day_with_weekday": day_with_weekday,
    "moment": moment,
    "short_moment": short_moment,
    "short_day": short_day,
    "iso_day": iso_day,
    "act_words": act_words,
    "job_words": job_words,
    "reason_words": reason_words,
    "sealed_by": sealed_by,
    "change_words": change_words,
}
