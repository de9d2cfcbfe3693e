"""How is the table of a case's steps printed, for a terminal and for docs/cases.md?"""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import TypeVar

from server.rules.accounts.roles import PERMISSIONS
from server.rules.cases.clocks import CLOCKS, CaseClock
from server.rules.cases.guards import Guard
from server.rules.cases.kinds import CaseKind, CaseState
from server.rules.cases.permissions import permission_for
from server.rules.cases.step import Step
from server.rules.cases.steps import OPEN, STEPS
from server.rules.cases.takers import By
from server.rules.hall_settings import KINDS
from server.texts import LANGUAGES, say

Row = Sequence[str]
WORDS: Row = ("code", "zh", "en")
Word = TypeVar("Word", bound=StrEnum)


def pages() -> Iterator[tuple[str, Row, Iterable[Row]]]:
    """The tables in order: the code of the title, the heads of the columns, the rows."""
    yield "cases.steps", ("code", "zh", "en", "by", "kinds", "from", "to"), map(_way, STEPS)
    yield "cases.holds", ("code", "by", "holds", "clock", "refused_when"), map(_hold, STEPS)
    yield "cases.states", WORDS, (_named(one, f"case.state_{one}") for one in CaseState)
    yield "cases.clocks", ("code", "zh", "en", "days", "setting"), map(_clock, CaseClock)
    yield "cases.guards", WORDS, (_named(one, f"guard.{one}") for one in Guard)


def as_markdown() -> Iterator[str]:
    """The lines of docs/cases.md."""
    yield f"# {say('cases.title')}"
    yield ""
    for lang in LANGUAGES:
        yield say("cases.introduction", lang)
        yield ""
    for title, heads, rows in pages():
        yield f"## {say(title)} · {say(title, 'en')}"
        yield ""
        for row in (tuple(map(_head, heads)), ("---",) * len(heads), *rows):
            yield f"| {' | '.join(row)} |"
        yield ""


def as_text() -> Iterator[str]:
    """The lines for a terminal, columns parted by a tab."""
    for title, heads, rows in pages():
        yield say(title)
        for row in (tuple(map(_head, heads)), *rows):
            yield "\t".join(row)
        yield ""


def _head(code: str) -> str:
    return say(f"cases.head_{code}")


def _way(step: Step) -> Row:
    return (
        step.name,
        say(f"step.{step.name}"),
        say(f"step.{step.name}", "en"),
        _who(step),
        _few(step.kinds, CaseKind),
        _few(step.states, CaseState),
        step.to or "·",
    )


def _few(chosen: frozenset[Word], every: type[Word]) -> str:
    """The words of a set, or what it lacks of all where that is shorter."""
    lacking = [word for word in every if word not in chosen]
    if not lacking:
        return say("cases.all")
    if chosen == OPEN:
        return say("cases.open")
    if len(lacking) < len(chosen):
        return say("cases.all_but", words=", ".join(lacking))
    return ", ".join(word for word in every if word in chosen) or "·"


def _who(step: Step) -> str:
    """The roles that hold the step's permission; those of a tip-off where it has its own."""
    if step.by is not By.PERSON or step.permission is None:
        return step.by
    roles = ", ".join(sorted(PERMISSIONS[step.permission]))
    of_tip_offs = permission_for(step.permission, CaseKind.TIP_OFF)
    if CaseKind.TIP_OFF not in step.kinds or of_tip_offs is step.permission:
        return roles
    return f"{roles}; {CaseKind.TIP_OFF}: {', '.join(sorted(PERMISSIONS[of_tip_offs]))}"


def _hold(step: Step) -> Row:
    return (step.name, step.by, "; ".join(_held(step)) or "·", _clock_of(step), _guards(step))


def _held(step: Step) -> Iterator[str]:
    """What it holds; in brackets what may be left out."""
    for fact in step.facts:
        choices = f" ({' / '.join(fact.choices)})" if fact.choices else ""
        name = fact.name if fact.is_compulsory else f"[{fact.name}]"
        yield f"{name}{choices}"
    yield from (f"“{part}”" for part in step.words)
    yield from (f"[“{part}”]" for part in step.may_say)
    if step.may_hold_photos:
        yield "[photos]"


def _clock_of(step: Step) -> str:
    if step.clock is None:
        return "·"
    return step.clock if isinstance(step.clock, CaseClock) else step.clock.__name__.strip("_")


def _guards(step: Step) -> str:
    asked = ["asked_already"] if step.asks else []
    decided = ["nothing_waiting", "asked_it_oneself"] if step.decides else []
    return ", ".join([*step.guards, *asked, *decided]) or "·"


def _clock(clock: CaseClock) -> Row:
    setting = CLOCKS[clock].days_setting
    return (*_named(clock, f"case.clock_{clock}"), KINDS[setting].default, setting)


def _named(code: str, sentence: str) -> Row:
    return (code, say(sentence), say(sentence, "en"))
