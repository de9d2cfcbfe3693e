"""Who bears a fact, and who bears a part of it."""

from dataclasses import replace

import pytest

from server.rules.appraisal.periods import Period
from server.rules.appraisal.results import EntryKind, NotAssessed, WaitingReason
from server.rules.months import Month
from server.rules.schemes.shape import Subject
from tests.rules.appraisal.engine_build import (
    CHIEF,
    CLERK,
    DEPARTMENT,
    EXAMINER,
    WINDOW,
    a_fact,
    computed,
    entries,
    of_items,
    own,
    place,
    preset,
    result,
    scheme,
    score,
    staff,
    waiting,
)

OTHER = 4


@pytest.mark.parametrize(
    ("subject", "charge", "bearers"),
    [
        ("staff", "", [CLERK]),
        ("chief", "", [CHIEF]),
        ("window", "", [WINDOW]),
        ("department", "", [DEPARTMENT]),
        ("staff", "chief", [CHIEF]),
        ("staff", "members", [CLERK, CHIEF]),
        ("staff", "examiner", [EXAMINER]),
        ("chief", "person", []),
        ("staff", "window", []),
        ("window", "person", []),
    ],
)
def test_the_item_or_the_sheet_says_who_bears_it(
    subject: str, charge: str, bearers: list[int]
) -> None:
    said = f', charge = "{charge}"' if charge else ""
    rules = of_items(f"points = -1{said}", sheet=f'subject = "{subject}"')

    found = computed(rules, a_fact(item="A1", examiner_id=EXAMINER))

    assert [one.who.id for one in found.entries] == bearers
    assert {one.who.subject for one in found.entries} <= {Subject(subject)}
    assert bool(found.waiting) is not bool(bearers)


def test_each_one_of_the_window_bears_it_and_nobody_elsewhere() -> None:
    members = (staff(CLERK), staff(OTHER), staff(5, windows=(99,)))

    found = computed(
        of_items('points = -1, charge = "members"'), a_fact(item="A1"), members=members
    )

    assert [one.who.id for one in found.entries] == [CLERK, OTHER]


def test_in_a_month_before_those_of_that_month_bore_it() -> None:
    rules = of_items('points = -1, charge = "members", repeat = { from = 2 }')
    before = a_fact(day="2025-12-10", item="A1")
    long_ago = replace(rules, from_on=before.happened_on.replace(day=1), version="0")
    yearly = a_fact(item="A1")

    found = computed(
        [long_ago],
        before,
        yearly,
        earlier_members={Month(2025, 12): (staff(OTHER),)},
    )

    assert own(found) == [-1]


def test_a_window_where_nobody_served_charges_nobody() -> None:
    fact = a_fact(item="A1", window_id=99)

    found = computed(of_items('points = -1, charge = "members"'), fact)

    assert waiting(found) == [WaitingReason.NOBODY_CHARGED]


def test_somebody_who_left_keeps_what_is_theirs() -> None:
    found = computed(of_items("points = -1"), a_fact(item="A1", staff_id=OTHER))

    assert own(found, OTHER) == [-1]
    assert OTHER not in {one.who.id for one in found.results}


@pytest.mark.parametrize("sheet", ['exclude = ["temporary"]', 'groups = ["permit"]'])
def test_who_is_not_appraised_is_shown_so_and_bears_nothing(sheet: str) -> None:
    rules = of_items("points = -1", sheet=f'subject = "staff"\n{sheet}')
    members = (staff(CLERK, staff_class="temporary"), staff(OTHER, group="permit"))

    found = computed(rules, a_fact(item="A1"), a_fact(item="A1", staff_id=OTHER), members=members)

    assert result(found).not_assessed is NotAssessed.EXCLUDED
    assert [own(found), own(found, OTHER)] == [[], [-1]]
    assert waiting(found) == [WaitingReason.NOBODY_CHARGED]


def test_a_group_with_its_own_sheet_is_not_shown_on_the_other() -> None:
    rules = scheme(
        "\n".join(
            f'[sheet.s{group}]\nsubject = "staff"\ngroups = ["{group}"]\n'
            f'[category.{code}]\nname = "类"\nsheet = "s{group}"\n'
            f'item.{code}1 = {{ text = "迟到", when = "late", points = -{points} }}'
            for code, group, points in (("A", "general", 1), ("B", "permit", 2))
        )
    )
    members = (staff(CLERK), staff(OTHER, group="permit"))
    late = [a_fact("late", staff_id=one, fields={"minutes": 5}) for one in (CLERK, OTHER)]

    found = computed(rules, *late, members=members)

    assert [(one.who.id, one.sheet) for one in found.results] == [
        (CLERK, "sgeneral"),
        (OTHER, "spermit"),
    ]
    assert [own(found, CLERK), own(found, OTHER)] == [[-1], [-2]]
    assert found.waiting == ()


def test_chiefs_stand_on_the_sheet_for_staff_unless_there_is_one_for_them() -> None:
    text, chiefs = (
        f'[sheet.{code}]\nsubject = "{subject}"\n[category.{code}]\nname = "类"\nsheet = "{code}"\n'
        f'item.{code}1 = {{ text = "条款", points = -1 }}\n'
        for code, subject in (("A", "staff"), ("B", "chief"))
    )

    together, apart = computed(scheme(text)), computed(scheme(text + chiefs))

    assert [(one.who.subject, one.who.id) for one in together.results] == [
        (Subject.STAFF, CLERK),
        (Subject.STAFF, CHIEF),
    ]
    assert [(one.who.subject, one.who.id) for one in apart.results] == [
        (Subject.STAFF, CLERK),
        (Subject.CHIEF, CHIEF),
    ]


def test_half_of_a_deduction_goes_to_the_chief_of_the_time() -> None:
    rules = of_items('points = -3, veto = "year", cap = 3, share = { chief = "50%" }')

    found = computed(rules, a_fact(item="A1"), a_fact(item="A1"))

    (shared, nothing_of_a_capped_one) = entries(found, CHIEF), found.entries[2:]
    assert [(one.kind, str(one.points), one.veto) for one in shared] == [
        (EntryKind.SHARED, "-3/2", None)
    ]
    assert [str(one.points) for one in nothing_of_a_capped_one] == ["0"]


@pytest.mark.parametrize(
    ("chief", "excluded"),
    [(None, ""), (CHIEF, 'exclude = ["temporary"]')],
    ids=["none", "excluded"],
)
def test_without_a_chief_who_is_appraised_nothing_is_shared(
    chief: int | None, excluded: str
) -> None:
    rules = of_items(
        'points = -3, share = { chief = "50%" }', sheet=f'subject = "staff"\n{excluded}'
    )
    members = (staff(CLERK), staff(CHIEF, staff_class="temporary"))

    found = computed(rules, a_fact(item="A1", chief_id=chief), members=members)

    assert [one.who.id for one in found.entries] == [CLERK]


def test_a_windows_month_is_shared_into_the_chiefs_quarter() -> None:
    rules = scheme(
        '[sheet.p]\nsubject = "staff"\ncycle = "quarter"\n[sheet.w]\nsubject = "window"\n'
        '[share]\nchief = "50%"\ninto = "B"\n'
        '[category.B]\nname = "人"\nsheet = "p"\nitem.B1 = { text = "条款", points = -1 }\n'
        '[category.W]\nname = "窗口"\nsheet = "w"\nitem.W1 = { text = "条款", points = -4 }'
    )
    facts = [a_fact(day=f"2026-0{month}-10", item="W1", staff_id=None) for month in (1, 2)]

    month, quarter = (
        computed(rules, *facts, period=Period.parse(text)) for text in ("2026-01", "2026-Q1")
    )

    assert [(one.sheet, one.who.id, str(one.points)) for one in month.entries] == [
        ("w", WINDOW, "-4")
    ]
    assert [(one.sheet, one.who.id, str(one.points)) for one in quarter.entries] == [
        ("p", CHIEF, "-2")
    ] * 2
    assert quarter.waiting == ()


def test_nothing_is_shared_with_the_same_person() -> None:
    rules = of_items('points = -3, share = { chief = "50%" }')

    assert own(computed(rules, a_fact(item="A1", staff_id=CHIEF)), CHIEF) == [-3]


def test_nothing_of_a_bonus_is_shared() -> None:
    found = computed(
        preset("2"), a_fact("bonus", item="D2", is_approved=True), members=(staff(CLERK),)
    )

    assert [one.kind for one in found.entries if one.fact_id] == [EntryKind.OWN]


def test_what_is_shared_is_no_occurrence_of_the_chief() -> None:
    rules = of_items('points = -2, share = { chief = "50%" }, repeat = { from = 2 }')
    chiefs_own = a_fact(day="2026-01-20", item="A1", staff_id=CHIEF)

    found = computed(rules, a_fact(item="A1"), chiefs_own)

    assert own(found, CHIEF) == [-1, -2]


def test_a_category_outside_the_list_is_not_shared() -> None:
    late = a_fact("late", fields={"minutes": 5})

    found = computed(preset("2"), late)

    assert [one.who.id for one in found.entries if one.fact_id] == [CLERK]


def test_an_item_can_refuse_to_be_shared() -> None:
    rules = scheme(
        '[share]\nchief = "50%"\n[sheet.s]\nsubject = "staff"\n[category.A]\nname = "类"\n'
        'item.A1 = { text = "条款", points = -2, share = false }'
    )

    assert own(computed(rules, a_fact(item="A1")), CHIEF) == []


def test_a_windows_deduction_goes_into_the_chiefs_own_sheet() -> None:
    fact = a_fact("application_fault", fields={"what": "fee"})

    found = computed(preset("4"), fact)

    (shared,) = [one for one in entries(found, CHIEF) if one.fact_id]
    assert (shared.sheet, shared.category, str(shared.points)) == ("person", "B", "-5/2")
    # Nobody's full attendance is known: its 10 points are left out, (30 + 27.5 + 30) × 100 ÷ 90.
    assert score(found, CHIEF, "person") == "97.22"


def test_a_part_of_a_rating_with_another_cause_reaches_no_person() -> None:
    fields = {"cause": "rule", "finding": "substantiated"}

    found = computed(
        preset("4"), a_fact("complaint", fields=fields), members=(place(Subject.WINDOW, WINDOW),)
    )

    assert [one.who.subject for one in found.entries if one.fact_id] == [Subject.WINDOW]


def test_a_window_can_bear_all_that_its_people_lost() -> None:
    rules = scheme(
        '[sheet.s]\nsubject = "staff"\n[sheet.w]\nsubject = "window"\n'
        '[share]\nchief = "50%"\nwindow = "100%"\ninto = "W"\n'
        '[category.A]\nname = "人"\nsheet = "s"\nitem.A1 = { text = "条款", points = -2 }\n'
        '[category.W]\nname = "窗口"\nsheet = "w"\nitem.W1 = { text = "条款", points = -5 }'
    )

    found = computed(rules, a_fact(item="A1"))

    assert [(one.who.id, one.category, str(one.points)) for one in found.entries] == [
        (CLERK, "A", "-2"),
        (CHIEF, "A", "-1"),
        (WINDOW, "W", "-2"),
    ]


def test_shares_of_several_members_to_one_chief_are_told_apart() -> None:
    rules = of_items('points = -2, charge = "members", share = { chief = "50%" }')
    members = (staff(CLERK), staff(OTHER), staff(CHIEF, is_chief=True, windows=()))

    found = computed(rules, a_fact(item="A1"), members=members)

    assert len({one.key for one in found.entries}) == len(found.entries) == 4
