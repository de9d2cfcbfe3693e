"""What may everybody know of a month, and what can nobody work out from it?"""

from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.rules.disclosure import PublicFacts, public_facts
from server.rules.disclosure.pooling import Reason
from server.rules.months import Month
from server.rules.ranking.facts import GroupFacts
from tests.rules.ranking.groups import FIRST_MONTH
from tests.rules.ranking.totals import a_peer_group, a_unit, sealed

OCTOBER = Month(2026, 10)
NOBODY: dict[str, Fraction] = {}
LARGE = ("A01", "A02", "A03", "A04", "A05", "A06")


def a_hall(sizes: Mapping[str, int]) -> list[GroupFacts]:
    """Windows of these sizes with one bad rating each; the letter is the group."""
    groups = tuple(a_peer_group(code) for code in sorted({unit[0] for unit in sizes}))
    units = [a_unit(unit, min(1, n), n, group=unit[0]) for unit, n in sizes.items()]
    return sealed(*units, groups=groups)


def of_size(n: int, *units: str) -> dict[str, int]:
    return dict.fromkeys(units, n)


def one_person(*units: str) -> dict[str, Fraction]:
    return dict.fromkeys(units, Fraction(1))


def published(
    sizes: Mapping[str, int], shares: Mapping[str, Fraction] = NOBODY, basis: str = ""
) -> PublicFacts:
    return public_facts(OCTOBER, a_hall(sizes), shares, basis=basis)


def alone(public: PublicFacts) -> set[str]:
    return {unit["unit"] for group in public["groups"] for unit in group["units"]}


def reasons(public: PublicFacts) -> dict[str, str]:
    return {
        unit["unit"]: unit["reason"]
        for group in public["groups"]
        for unit in group["rest"]["units"]
    }


@pytest.mark.parametrize(
    ("share", "is_alone"),
    [
        pytest.param(Fraction(79, 100), True, id="less than four fifths"),
        pytest.param(Fraction(4, 5), True, id="exactly four fifths"),
        pytest.param(Fraction(81, 100), False, id="more than four fifths"),
        pytest.param(Fraction(1), False, id="all"),
    ],
)
def test_a_window_is_a_person_when_one_did_more_than_four_fifths(
    share: Fraction, *, is_alone: bool
) -> None:
    public = published(of_size(400, *LARGE), {"A06": share})

    assert ("A06" in alone(public)) is is_alone


@pytest.mark.parametrize(
    ("n", "is_alone"), [pytest.param(29, False, id="29"), pytest.param(30, True, id="30")]
)
def test_a_window_is_shown_alone_from_thirty_ratings_on(n: int, *, is_alone: bool) -> None:
    public = published({**of_size(400, *LARGE), "A07": n})

    assert ("A07" in alone(public)) is is_alone


def test_the_rest_is_named_with_the_reason_and_summed_up() -> None:
    sizes = {**of_size(400, *LARGE), "A07": 20, "A08": 9, "A09": 500}

    (group,) = published(sizes, one_person("A09"))["groups"]

    assert [(unit["unit"], unit["reason"]) for unit in group["rest"]["units"]] == [
        ("A07", "few_ratings"),
        ("A08", "few_ratings"),
        ("A09", "one_person"),
    ]
    assert group["rest"]["figures"] is not None
    assert (group["rest"]["figures"]["n"], group["rest"]["figures"]["bad"]) == (529, 3)


def test_a_rest_of_one_window_shows_no_figure_and_no_total_gives_it_away() -> None:
    public = published({**of_size(400, *LARGE), "A07": 20})

    assert public["groups"][0]["rest"]["figures"] is None
    assert public["rest"] is None
    assert (public["totals"]["n"], public["totals"]["units"], public["unshown"]) == (2400, 6, 1)


def test_a_rest_of_two_without_a_person_is_summed_up() -> None:
    public = published({**of_size(400, *LARGE), "A07": 20, "A08": 20})

    assert public["groups"][0]["rest"]["figures"] is not None
    assert public["unshown"] == 0


def test_a_single_person_in_the_hall_is_hidden_among_the_smallest_windows_of_the_group() -> None:
    sizes = {**of_size(400, *LARGE), "A02": 200, "A05": 100, "B01": 40, "B02": 50}

    public = published(sizes, one_person("A06"))

    assert reasons(public) == {
        "A02": Reason.COMPLEMENT,
        "A05": Reason.COMPLEMENT,
        "A06": Reason.ONE_PERSON,
    }
    assert public["groups"][0]["rest"]["figures"] is not None
    assert public["unshown"] == 0


def test_two_people_are_not_summed_up_without_a_third_window() -> None:
    public = published(of_size(400, *LARGE), one_person("A05", "A06"))

    assert reasons(public)["A01"] == Reason.COMPLEMENT
    assert len(reasons(public)) == 3


def test_single_windows_of_several_groups_are_summed_up_together() -> None:
    sizes = of_size(400, "A01", "A02", "A03", "B01", "B02", "B03", "C01", "C02", "C03")

    public = published(sizes, one_person("A03", "B03", "C03"))

    assert set(reasons(public).values()) == {"one_person"}
    assert [group["rest"]["figures"] for group in public["groups"]] == [None, None, None]
    assert public["rest"] is not None
    assert (public["rest"]["units"], public["rest"]["n"]) == (3, 1200)
    assert public["unshown"] == 0


def test_a_person_in_a_group_without_others_is_hidden_among_windows_of_other_groups() -> None:
    public = published({**of_size(400, "B01", "B02", "B03"), "A01": 400}, one_person("A01"))

    assert reasons(public) == {"A01": "one_person", "B01": "complement", "B02": "complement"}
    assert public["rest"] is not None
    assert (public["rest"]["units"], public["unshown"]) == (3, 0)


def test_a_person_joins_the_rest_of_another_group_before_any_window_is_hidden() -> None:
    sizes = {**of_size(400, *LARGE), "B01": 20, "B02": 20}

    public = published(sizes, one_person("A06"))

    assert set(reasons(public)) == {"A06", "B01", "B02"}
    assert [group["rest"]["figures"] for group in public["groups"]] == [None, None]
    assert public["rest"] is not None
    assert public["rest"]["n"] == 440


def test_with_a_legal_basis_people_are_shown_and_the_basis_is_told() -> None:
    public = published(of_size(400, *LARGE), one_person("A06"), "示例条例第 8 条")

    assert alone(public) == set(LARGE)
    assert public["basis"] == "示例条例第 8 条"


def test_a_basis_for_people_does_not_show_few_ratings() -> None:
    public = published({**of_size(400, *LARGE), "A07": 20}, one_person("A07"), "示例条例第 8 条")

    assert reasons(public) == {"A07": "few_ratings"}


def test_the_public_comparison_is_of_the_windows_shown_alone() -> None:
    facts = sealed(*(a_unit(unit, *counts) for unit, counts in FIRST_MONTH.items()))

    (group,) = public_facts(OCTOBER, facts, one_person("A06", "A07"))["groups"]

    assert [unit["unit"] for unit in group["units"]] == ["A01", "A02", "A03", "A04", "A05"]
    assert group["ranked"] == 5
    assert group["units"][4]["worse"] != facts[0]["units"][4]["worse"]


def test_where_all_are_shown_the_public_comparison_is_the_sealed_one() -> None:
    facts = sealed(*(a_unit(u, *counts) for u, counts in FIRST_MONTH.items() if u != "A08"))

    (group,) = public_facts(OCTOBER, facts, NOBODY)["groups"]

    for public, own in zip(group["units"], facts[0]["units"], strict=True):
        assert {name: own[name] for name in ("band", "worse", "index", "interval")} == {
            name: public[name] for name in ("band", "worse", "index", "interval")
        }


def test_levels_are_never_public_for_a_single_window() -> None:
    public = published(of_size(400, *LARGE))

    assert not {"levels"} & {name for g in public["groups"] for u in g["units"] for name in u}
    assert public["totals"]["levels"] == [6, 0, 0, 0, 2394]


def test_an_empty_hall_has_empty_totals() -> None:
    public = published({})

    assert (public["totals"]["units"], public["totals"]["levels"]) == (0, [0, 0, 0, 0, 0])


HALLS = st.dictionaries(
    st.builds("{}{:02}".format, st.sampled_from("ABC"), st.integers(1, 5)),
    st.sampled_from([0, 5, 29, 30, 80, 400]),
    max_size=12,
)


@given(sizes=HALLS, data=st.data())
def test_no_sum_that_can_be_formed_holds_a_person_and_fewer_than_two_others(
    sizes: dict[str, int], data: st.DataObject
) -> None:
    """Sums that can be formed: each rest, and what is in none of the public figures."""
    people = data.draw(st.sets(st.sampled_from(sorted(sizes)))) if sizes else set[str]()
    public = published(sizes, one_person(*people))

    pools = [
        {unit["unit"] for unit in group["rest"]["units"]}
        for group in public["groups"]
        if group["rest"]["figures"]
    ]
    left = set(sizes) - alone(public) - set[str]().union(*pools)

    assert not alone(public) & people
    assert all(len(pool) >= 3 for pool in [*pools, left] if pool & people and len(sizes) >= 3)
    assert public["unshown"] == (0 if public["rest"] else len(left))


@given(sizes=HALLS, data=st.data())
def test_every_window_is_shown_alone_or_in_the_rest_and_totals_are_the_sum(
    sizes: dict[str, int], data: st.DataObject
) -> None:
    people = data.draw(st.sets(st.sampled_from(sorted(sizes)))) if sizes else set[str]()
    public = published(sizes, one_person(*people))

    shown = [unit["n"] for group in public["groups"] for unit in group["units"]]
    rests = [group["rest"]["figures"] for group in public["groups"]]
    summed = [rest["n"] for rest in [*rests, public["rest"]] if rest]

    assert alone(public) | set(reasons(public)) == set(sizes)
    assert not alone(public) & set(reasons(public))
    assert public["totals"]["n"] == sum(shown) + sum(summed)
