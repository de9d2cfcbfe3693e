"""Each of the 164 rules of real halls: its construct is loaded, fed a fact, gives its points."""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest

from server.rules.appraisal.facts import Fact, Member, Signed
from server.rules.appraisal.naming import PEOPLE
from server.rules.appraisal.results import Computed
from server.rules.schemes.events import EVENTS
from server.rules.schemes.shape import Item, OneOf, PointRange, Range, Scheme, Sheet, Subject
from tests.rules.appraisal.engine_build import (
    CHIEF,
    CLERK,
    DEPARTMENT,
    EXAMINER,
    WINDOW,
    a_fact,
    computed,
    figures,
    place,
    result,
    scheme,
    staff,
)
from tests.rules.appraisal.hall_rules import Rule, alike, rules
from tests.rules.appraisal.loaded_outcomes import OF_OUTCOMES
from tests.rules.appraisal.loaded_sheets import OF_SHEETS

LOADED = {**OF_SHEETS, **OF_OUTCOMES}
EXECUTED_RULES, LOADED_RULES = rules("executed"), rules("loaded")
REFERRED = 'item.A9 = { text = "被徇私的条款", when = "early", points = -2 }'
DUE = Fraction(-2)
FOUND = {"cause": "person", "finding": "substantiated"}


def test_every_rule_is_executed_or_loaded() -> None:
    assert (len(EXECUTED_RULES), len(LOADED_RULES)) == (101, 63)
    assert {rule.row for rule in (*EXECUTED_RULES, *LOADED_RULES)} == set(range(1, 165))


def test_every_loaded_rule_has_its_file() -> None:
    assert {rule.row for rule in LOADED_RULES} == set(LOADED)


@pytest.mark.parametrize("rule", EXECUTED_RULES, ids=str)
def test_a_fact_gives_the_points_that_the_construct_says(rule: Rule) -> None:
    rulebook, item = rulebook_of(rule)

    for fact, points, money in cases(item):
        found = computed(rulebook, fact, members=everybody(rulebook.sheets[0]), figures=_figures())
        assert changes(found, rulebook.sheets[0]) == (points, money), fact


@pytest.mark.parametrize("rule", EXECUTED_RULES, ids=str)
def test_the_construct_says_what_the_hall_wrote(rule: Rule) -> None:
    _, item = rulebook_of(rule)

    said = {points for _, points, _ in cases(item)}

    if rule.written is not None:
        assert (min(said), max(said)) == rule.written
    if rule.chiefs is not None:
        assert [points * Fraction(1, 2) for points in said] == [rule.chiefs]
    if "元" in rule.points:
        assert item.money == Fraction(rule.points.rstrip("元"))
    if "双倍" in rule.points:
        assert item.referred_times == 2
    assert rule.written or rule.chiefs or re.search("元|双倍", rule.points)


@pytest.mark.parametrize("rule", [one for one in EXECUTED_RULES if one.chiefs], ids=str)
def test_the_chief_bears_what_the_hall_wrote(rule: Rule) -> None:
    rulebook, item = rulebook_of(rule)
    fact, _, _ = next(cases(item))

    found = computed(rulebook, fact, members=everybody(rulebook.sheets[0]))

    assert [one.points for one in found.entries if one.who.id == CHIEF] == [rule.chiefs]
    assert {one.veto for one in found.entries if one.who.id == CHIEF} == {None}


@pytest.mark.parametrize("rule", LOADED_RULES, ids=str)
def test_the_structure_is_what_the_file_promises(rule: Rule) -> None:
    loaded = LOADED[rule.row]

    found = loaded.ask(scheme(loaded.text))

    assert found == loaded.promised


@pytest.mark.parametrize("rule", LOADED_RULES, ids=str)
def test_the_file_holds_all_that_the_construct_sets(rule: Rule) -> None:
    text = alike(LOADED[rule.row].text)

    assert [pair for pair in rule.pairs if pair not in text] == []


def rulebook_of(rule: Rule) -> tuple[Scheme, Item]:
    """The smallest scheme with that item, and the item."""
    construct = rule.construct
    subject = next(
        (one for one in ("window", "department") if f'charge = "{one}"' in construct), "staff"
    )
    earns = re.search(r"points = \[?[0-9]", construct) is not None
    base = "base = 0\n" if earns and "figure" in construct else ""
    kind = 'kind = "bonus"\nmax = 20\n' if earns and not base else 'kind = "earn"\n' if base else ""
    code = "X1" if "examiner" in construct else "A1"
    own = f'item.{code} = {{ text = "条款", {construct} }}'
    text = f'[sheet.s]\nsubject = "{subject}"\n{base}[category.A]\nname = "类"\n{kind}'
    text += own if code == "A1" else f'{REFERRED}\n[category.X]\nname = "考核纪律"\n{own}'
    found = scheme(text)
    return found, next(
        item for category in found.categories for item in category.items if item.code == code
    )


def cases(item: Item) -> Iterator[tuple[Fact, Fraction, Fraction]]:
    """Facts that the item must take, at both ends of what it says, with points and money."""
    if item.figured is not None:
        each = item.figured.each or Fraction(0)
        yield a_fact("late", fields={"minutes": 1}), each * 1, Fraction(0)
        return
    for event in item.when or ("bonus" if _is_bonus(item) else "finding",):
        for fields in _fields(item, event):
            for points in _values(item):
                signed = Signed(points, has_reason=True, has_second=True)
                picked = "" if item.when else item.code
                yield (
                    a_fact(
                        event,
                        fields=fields,
                        item=picked,
                        signed=signed if isinstance(item.points, PointRange) else None,
                        is_approved=True,
                        examiner_id=EXAMINER,
                    ),
                    points,
                    item.money,
                )


def changes(found: Computed, sheet: Sheet) -> tuple[Fraction, Fraction]:
    """By how many points and how much money the bearer's result differs from its start."""
    bearers = {Subject.WINDOW: WINDOW, Subject.DEPARTMENT: DEPARTMENT}
    bearer = bearers.get(sheet.subject, CLERK)
    if any(entry.who.id == EXAMINER for entry in found.entries):
        bearer = EXAMINER
    own = result(found, bearer)
    assert own.score is not None
    return own.score - sheet.base, own.money


def everybody(sheet: Sheet) -> tuple[Member, ...]:
    """Whoever can bear something on the sheet."""
    if sheet.subject in PEOPLE:
        return (staff(CLERK), staff(CHIEF, is_chief=True), staff(EXAMINER))
    number = WINDOW if sheet.subject is Subject.WINDOW else DEPARTMENT
    return (place(sheet.subject, number),)


def _figures() -> dict[Any, Any]:
    return figures("attended_days", dict.fromkeys((CLERK, CHIEF, EXAMINER), 1))


def _is_bonus(item: Item) -> bool:
    return item.approve


def _values(item: Item) -> list[Fraction]:
    if item.referred_times is not None:
        return [item.referred_times * DUE]
    if isinstance(item.points, PointRange):
        return [item.points.low, item.points.high]
    return [item.points or Fraction(0)]


def _fields(item: Item, event: str) -> Iterator[dict[str, Any]]:
    """The fields of one unit that fit every condition: at both ends of a stretch, for each word."""
    fields: dict[str, Any] = dict.fromkeys(EVENTS[event].quantities.values(), 1 + item.free)
    if event in {"rating", "complaint"}:
        fields |= FOUND
    if event == "examiner":
        fields |= {"referred_item": "A9"}
    ends: list[dict[str, Any]] = [fields]
    for condition in item.conditions:
        ends = [
            one | {condition.field: value} for one in ends for value in _fitting(condition.test)
        ]
    yield from ends


def _fitting(test: Range | OneOf) -> list[str | Fraction]:
    if isinstance(test, OneOf):
        return list(test.values)
    low = test.low if test.low is not None else Fraction(1)
    high = test.high if test.high is not None else low + 10
    little = Fraction(1, 2)
    return [low + little * test.excludes_low, high - little * test.excludes_high]
