"""What should be looked at, in words, with where to go for it?"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from server.gate import console_actor, console_hall, language
from server.queries.overview.attention import Attention
from server.rules.accounts.roles import Permission
from server.texts import say
from server.texts.days import short_day
from web.console.routes import at
from web.console.words import day_with_weekday

SILENT_AFTER = timedelta(minutes=3)
MINUTE = timedelta(minutes=1)
NAMED = 6  # windows that a line names before it only counts


@dataclass(frozen=True)
class Item:
    """One line: what it is about, the number beside it, why, and where one goes for it."""

    words: str
    value: str
    detail: str = ""
    href: str = ""
    is_bad: bool = field(default=False)


def items(found: Attention, now: datetime) -> tuple[Item, ...]:
    """Every line there is something to say in, what cannot wait first."""
    return (
        *_operations(found, now),
        *_unstaffed(found),
        *_waiting(found),
        *_flags(found),
        *_strays(found),
        *_unattributed(found),
    )


def _operations(found: Attention, now: datetime) -> Iterator[Item]:
    lang, place = language(), _where("/console/operations", Permission.SEE_OPERATIONS)
    for run in found.failed:
        detail = say("overview.job_failed_why", lang, slot=run.slot, tries=run.tries)
        words = say("overview.job_failed", lang, job=run.job)
        yield Item(words, say("overview.failed", lang), detail, place, is_bad=True)
    if found.waiting.given_up:
        value = say("overview.messages", lang, count=found.waiting.given_up)
        yield Item(say("overview.given_up", lang), value, say("overview.given_up_why", lang), place)
    beat = found.waiting.beat_at
    if beat is None or now - beat > SILENT_AFTER:
        value = (
            say("overview.minutes", lang, count=(now - beat) // MINUTE)
            if beat
            else say("overview.never", lang)
        )
        yield Item(
            say("overview.worker_silent", lang),
            value,
            say("overview.worker_silent_why", lang),
            place,
            is_bad=True,
        )


def _unstaffed(found: Attention) -> Iterator[Item]:
    lang = language()
    for day in sorted({each.day for each in found.unstaffed}):
        windows = sorted({each.window for each in found.unstaffed if each.day == day})
        yield Item(
            say("overview.unstaffed", lang, day=day_with_weekday(lang, day)),
            say("overview.windows", lang, count=len(windows)),
            say("overview.unstaffed_why", lang, windows=named(windows)),
            _where("/console/registry/roster", Permission.SEE_REGISTRY, day=day.isoformat()),
        )


def _waiting(found: Attention) -> Iterator[Item]:
    lang, waiting = language(), found.waiting
    if waiting.reattributions:
        yield Item(
            say("overview.reattributions", lang),
            say("overview.pieces", lang, count=waiting.reattributions),
            say("overview.reattributions_why", lang),
            _where("/console/registry/reattributions", Permission.SEE_REGISTRY),
        )
    if waiting.provisional:
        yield Item(
            say("overview.provisional", lang),
            say("overview.cases", lang, count=waiting.provisional),
            say("overview.provisional_why", lang),
            _where("/console/calendar", Permission.MANAGE_CALENDAR),
        )


def _flags(found: Attention) -> Iterator[Item]:
    lang = language()
    for flag in found.flags:
        chance = say("flag.chance", lang, chance=flag.chance) if flag.chance else ""
        yield Item(
            f"{flag.window} · {say(f'flag.{flag.kind}', lang, seen=flag.seen)}",
            short_day(lang, flag.day),
            f"{chance}{say('overview.flag_why', lang)}",
            _where(
                "/console/ratings",
                Permission.SEE_RATINGS,
                month=f"{flag.day:%Y-%m}",
                window=flag.window,
            ),
        )


def _strays(found: Attention) -> Iterator[Item]:
    lang, place = language(), _where("/console/codes/strays", Permission.MANAGE_CODES)
    scans: Counter[str] = Counter()
    for stray in found.strays:
        scans[stray.window or ""] += stray.scans
    for window, count in scans.most_common():
        yield Item(
            say("overview.stray_revoked" if window else "overview.stray_unknown", lang),
            say("overview.scans", lang, count=count),
            say("overview.stray_revoked_why", lang, window=window)
            if window
            else say("overview.stray_unknown_why", lang),
            place,
        )


def _unattributed(found: Attention) -> Iterator[Item]:
    lang = language()
    for reason, count in found.unattributed.items():
        yield Item(
            say(f"overview.unattributed_{reason}", lang),
            say("overview.ratings", lang, count=count),
            say("overview.unattributed_why", lang),
            _where(
                "/console/ratings", Permission.SEE_RATINGS, month=found.month, unattributed=reason
            ),
        )


def named(windows: list[str]) -> str:
    """The first few numbers of windows, and that there are more."""
    more = "…" if len(windows) > NAMED else ""
    return "、".join(windows[:NAMED]) + more


def _where(path: str, permission: Permission, **values: str) -> str:
    """The address, for whom the page is open; '' for the others."""
    may_go = console_actor().may(permission, console_hall().id)
    return at(path, **values) if may_go else ""
