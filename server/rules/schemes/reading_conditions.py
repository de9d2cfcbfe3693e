"""How are the conditions of items and recasts read: which field of the fact must be what?"""

from collections.abc import Mapping
from fractions import Fraction

from server.rules.schemes.events import EVENTS, FieldKind, FieldTest
from server.rules.schemes.items import Condition, OneOf, Range, Recast
from server.rules.schemes.tables import Table
from server.rules.schemes.values import WORDS, number, range_of, text, words


def events_of(table: Table, key: str) -> tuple[str, ...]:
    """The kinds of fact that are named there; unknown ones are kept as E11 and left out."""
    named = table.words(key, WORDS)
    for name in named:
        if name not in EVENTS:
            table.flag("E11", key, found=name, choices=tuple(EVENTS))
    return tuple(name for name in named if name in EVENTS)


def conditions(table: Table, events: tuple[str, ...]) -> tuple[Condition, ...]:
    """What the fields of the fact must be; the fields of these kinds of fact become known keys."""
    if not events:  # they are wrong themselves, and so these keys cannot be judged
        for key in filter(_is_field, table.raw):
            table.has(key)
        return ()
    tests = _tests(events)
    asked = [
        key for key in table.raw if key not in table.known and (key in tests or _is_field(key))
    ]
    for key in tests:
        table.has(key)
    found = [_condition(table, key, events, tests) for key in asked]
    return tuple(one for one in found if one is not None)


def recast_of(table: Table) -> Recast:
    """[[recast]]."""
    when = events_of(table, "when")
    into = events_of(table, "as")
    for key in ("when", "as"):
        if not table.has(key):
            table.flag("E01", key)
    give = table.table("give", lambda inner: _given(inner, into))
    return Recast(
        when=when,
        as_event=into[0] if into else "",
        give=give or (),
        conditions=conditions(table, when),
    )


def _given(table: Table, into: tuple[str, ...]) -> tuple[tuple[str, str | Fraction], ...]:
    """The fields that a recast fact then has."""
    for key in table.raw:
        table.has(key)
    if not into:
        return ()
    tests = EVENTS[into[0]].fields
    found: list[tuple[str, str | Fraction]] = []
    for key, raw in table.raw.items():
        value = number(raw) if tests.get(key) is FieldKind.NUMBER else text(raw)
        if key not in tests:
            _has_no_field(table, key, into[0], tests)
        elif value is None or not _is_allowed(value, tests[key]):
            _refuse(table, key, str(raw), [tests[key]])
        else:
            found.append((key, value))
    return tuple(found)


def _tests(events: tuple[str, ...]) -> dict[str, list[FieldTest]]:
    """The fields that all these kinds of fact have, with what each kind allows."""
    shared = set.intersection(*(set(EVENTS[event].fields) for event in events))
    return {
        key: [EVENTS[event].fields[key] for event in events]
        for key in EVENTS[events[0]].fields
        if key in shared
    }


def _is_field(key: str) -> bool:
    return any(key in kind.fields for kind in EVENTS.values())


def _condition(
    table: Table, key: str, events: tuple[str, ...], tests: Mapping[str, list[FieldTest]]
) -> Condition | None:
    table.has(key)
    if key not in tests:
        lacking = next(event for event in events if key not in EVENTS[event].fields)
        _has_no_field(table, key, lacking, tests)
        return None
    is_number = FieldKind.NUMBER in tests[key]
    test = _range(table, key) if is_number else _words(table, key, tests[key])
    return None if test is None else Condition(key, test)


def _has_no_field(table: Table, key: str, event: str, tests: Mapping[str, object]) -> None:
    if tests:
        table.flag("E12", key, event=event, choices=tuple(tests))
    else:
        table.flag("E12", key, "none", event=event)


def _range(table: Table, key: str) -> Range | None:
    found = range_of(table.raw[key])
    if found is None:
        table.flag("E13", key, found=str(table.raw[key]))
    return found


def _words(table: Table, key: str, tests: list[FieldTest]) -> OneOf | None:
    found = words(table.raw[key])
    wrong = [one for one in found or () if not any(_is_allowed(one, test) for test in tests)]
    if found is None or wrong:
        shown = wrong[0] if wrong else str(table.raw[key])
        _refuse(table, key, shown, tests)
        return None
    return OneOf(found)


def _refuse(table: Table, key: str, found: str, tests: list[FieldTest]) -> None:
    """Say what may stand there, or what kind of value."""
    choices = _choices(tests)
    if choices:
        table.flag("E14", key, found=found, choices=choices)
    else:
        table.flag("E64", key, "number" if FieldKind.NUMBER in tests else "words")


def _is_allowed(value: str | Fraction, test: FieldTest) -> bool:
    return isinstance(test, FieldKind) or value in test


def _choices(tests: list[FieldTest]) -> tuple[str, ...]:
    """What may stand there, for the sentence; nothing where any word or number may."""
    closed = [sorted(test) for test in tests if not isinstance(test, FieldKind)]
    return tuple(dict.fromkeys(str(one) for each in closed for one in each))
