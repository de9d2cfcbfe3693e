"""What is wrong with a round or a finding is told all at once."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from server.rules.inspections.form import (
    FindingForm,
    RoundForm,
    finding_problems,
    has_evidence,
    needs_second,
    round_problems,
    seen_moment,
    state_of,
)
from server.rules.inspections.items import Choosable, choosable, signed_value
from server.rules.inspections.kinds import (
    FindingState,
    FoundEvent,
    MeetingHow,
    MeetingKind,
    Rhythm,
    RoundKind,
)
from server.rules.schemes.reading import read
from server.rules.schemes.shape import PointRange, Scheme

FIXED = Choosable("B1", "首问不答", "服务规范", Fraction(-1, 2))
RANGED = Choosable("C2", "文书错误", "业务工作", PointRange(Fraction(-5), Fraction(-1)))
ITEMS: Mapping[str, Choosable] = {"B1": FIXED, "C2": RANGED}
SCHEME = """
format = 1
id = "small"
version = "2026.1"
title = "示例"
from = 2026-01-01
[sheet.person]
subject = "staff"
[category.A]
name = "纪律"
max = 100
item.A1 = { text = "迟到", when = "late", points = -1 }
item.A2 = { text = "着装不整", points = -1 }
item.A3 = { text = "严重问题", when = "finding", severity = "serious", points = -3 }
[category.D]
name = "加分"
kind = "bonus"
max = 5
item.D1 = { text = "好人好事", points = 1 }
"""


def a_finding(**more: object) -> FindingForm:
    form = FindingForm("A01", "n", FoundEvent.FINDING, "桌面杂乱", item="B1", witness="赵某")
    return replace(form, **more)  # type: ignore[arg-type]  # each test names fields of the form


def wrong(form: FindingForm, items: Mapping[str, Choosable] = ITEMS) -> list[str]:
    return [problem.field for problem in finding_problems(form, items)]


def test_a_whole_finding_has_nothing_wrong() -> None:
    assert wrong(a_finding()) == []


@pytest.mark.parametrize(
    ("form", "fields"),
    [
        (a_finding(event=None), ["event"]),
        (a_finding(item=""), ["item"]),
        (a_finding(item="Z9"), ["item"]),
        (a_finding(words="  "), ["words"]),
        (a_finding(words="字" * 500), []),
        (a_finding(words="字" * 501), ["words"]),
        (a_finding(severity=None), ["severity"]),
        (a_finding(event=FoundEvent.OFF_POST, item="", minutes=20), ["staff"]),
        (a_finding(event=FoundEvent.OFF_POST, item="", staff="0137"), ["minutes"]),
        (a_finding(event=FoundEvent.OFF_POST, item="", staff="0137", minutes=0), ["minutes"]),
        (a_finding(event=FoundEvent.OFF_POST, item="", staff="0137", minutes=1), []),
        (a_finding(event=FoundEvent.OFF_POST, item="", staff="0137", minutes=601), ["minutes"]),
        (a_finding(event=FoundEvent.MEETING, staff="0137"), ["meeting_kind", "meeting_how"]),
        (
            a_finding(
                event=FoundEvent.MEETING,
                staff="0137",
                meeting_kind=MeetingKind.TRAINING,
                meeting_how=MeetingHow.ABSENT,
            ),
            [],
        ),
    ],
)
def test_what_is_missing_or_beyond_its_border_is_named(
    form: FindingForm, fields: list[str]
) -> None:
    assert wrong(form) == fields


@pytest.mark.parametrize(
    ("value", "points"),
    [("-1", -1), ("-5", -5), ("3", -3), ("−2.5", Fraction(-5, 2)), ("0", None), ("-5.1", None),
     ("0.9", None), ("五", None), ("", None), ("1e0", None), ("-1.23456", None)],
)  # fmt: skip
def test_points_lie_within_the_range_of_the_item_its_ends_included(
    value: str, points: Fraction | None
) -> None:
    assert signed_value(value, RANGED) == points


def test_a_range_asks_for_points_and_why_and_a_second_signer() -> None:
    bare = a_finding(item="C2")

    assert wrong(bare) == ["value", "reason"]
    assert wrong(replace(bare, value="-2", reason="当事人承认")) == []
    assert needs_second(bare, ITEMS)
    assert not needs_second(a_finding(), ITEMS)
    assert not needs_second(replace(bare, event=FoundEvent.OFF_POST), ITEMS)


def test_without_a_scheme_a_finding_needs_no_item() -> None:
    assert wrong(a_finding(item=""), {}) == []


@pytest.mark.parametrize(
    ("witness", "photos", "proved"),
    [("", 0, False), (" ", 0, False), ("赵某", 0, True), ("", 1, True)],
)
def test_a_witness_or_a_photo_proves_a_finding(witness: str, photos: int, *, proved: bool) -> None:
    assert has_evidence(witness, photos) is proved


def test_what_waits_for_a_signer_waits_and_what_nothing_proves_is_noted() -> None:
    assert state_of(waits=True, is_proved=True) is FindingState.WAITING
    assert state_of(waits=False, is_proved=True) is FindingState.COUNTED
    assert state_of(waits=False, is_proved=False) is FindingState.NOTED


def test_a_person_picks_items_without_event_or_for_findings_and_no_bonus() -> None:
    scheme = read(SCHEME)

    assert isinstance(scheme, Scheme)
    assert list(choosable(scheme)) == ["A2", "A3"]
    assert choosable(None) == {}


@pytest.mark.parametrize(
    ("form", "least", "fields"),
    [
        (RoundForm(RoundKind.PATROL, "王某"), 2, []),
        (RoundForm(None, ""), 1, ["kind", "leader"]),
        (RoundForm(RoundKind.SCHEDULED, "王某", rhythm=Rhythm.WEEK), 2, ["team"]),
        (RoundForm(RoundKind.SCHEDULED, "王某", team="李某", rhythm=Rhythm.WEEK), 2, []),
        (RoundForm(RoundKind.SCHEDULED, "王某", team="王某", rhythm=Rhythm.WEEK), 2, ["team"]),
        (RoundForm(RoundKind.SCHEDULED, "王某"), 1, ["rhythm"]),
        (RoundForm(RoundKind.SPECIAL, "王某"), 1, ["theme"]),
        (RoundForm(RoundKind.RANDOM, "王某", seed="417", count=1), 1, []),
        (RoundForm(RoundKind.RANDOM, "王某"), 1, ["seed", "count"]),
        (RoundForm(RoundKind.RANDOM, "王某", seed="417", count=201), 1, ["count"]),
    ],
)
def test_a_round_says_who_goes_and_what_its_kind_asks_for(
    form: RoundForm, least: int, fields: list[str]
) -> None:
    assert [one.field for one in round_problems(form, least_people=least)] == fields


@pytest.mark.parametrize(
    ("said", "seen"),
    [(None, 10), (8, 9), (9, 9), (9.5, 9.5), (10, 10), (11, 10)],
    ids=[
        "without a moment it is now",
        "before the round is its beginning",
        "at its beginning is then",
        "in the round is then",
        "at this moment is now",
        "what lies ahead is now",
    ],
)
def test_a_phone_says_when_it_saw_within_the_round(said: float | None, seen: float) -> None:
    began_at, now = _hour(9), _hour(10)

    found = seen_moment(None if said is None else _hour(said), began_at=began_at, now=now)

    assert found == _hour(seen)


def _hour(hours: float) -> datetime:
    return datetime(2026, 11, 25, tzinfo=UTC) + timedelta(hours=hours)
