"""What a file does not say is filled in as the format promises; numbers are exact."""

from fractions import Fraction

import pytest

from server.packs.schemes import preset
from server.rules.appraisal.ballots import CITIZENS, VOTERS
from server.rules.inspections.kinds import Rhythm
from server.rules.schemes.items import Condition, Item, PointRange, Range
from server.rules.schemes.outcomes import Consequence, Pool, Quota
from server.rules.schemes.reading import examine, read, text_of
from server.rules.schemes.shape import Scheme, Span, Subject
from server.rules.schemes.words import PlannedRounds, Voters
from tests.rules.schemes.scheme_build import TOP, a_file, an_item

BONUS = '[category.A]\nname = "加分"\nkind = "bonus"\nmax = 5'


def scheme_of(text: str) -> Scheme:
    found = read(text)
    assert isinstance(found, Scheme), found
    return found


def item_of(keys: str, category: str = '[category.A]\nname = "纪律"') -> Item:
    return scheme_of(a_file(category=category, item=an_item(keys))).categories[0].items[0]


@pytest.mark.parametrize(
    ("keys", "category", "needs"),
    [
        pytest.param("points = 1", BONUS, (True, True), id="a bonus needs both"),
        pytest.param("points = 1, approve = false", BONUS, (False, True), id="unless it is said"),
        pytest.param("points = -1", "", (False, True), id="a finding needs evidence"),
        pytest.param('when = "finding", points = -1', "", (False, True), id="also when named"),
        pytest.param('when = "late", points = -1', "", (False, False), id="attendance needs none"),
        pytest.param(
            'when = ["late", "finding"], points = -1', "", (False, False), id="nor does a mixture"
        ),
        pytest.param('figure = "findings", points = -1', "", (False, False), id="nor a figure"),
    ],
)
def test_what_an_item_needs_before_it_counts(
    keys: str, category: str, needs: tuple[bool, bool]
) -> None:
    item = item_of(keys, category) if category else item_of(keys)

    assert (item.approve, item.evidence) == needs


def test_an_item_that_names_no_kind_of_fact_is_picked_by_a_person() -> None:
    item = item_of('severity = "light", points = [-3, -1]')

    assert item.when == ()
    assert item.points == PointRange(Fraction(-3), Fraction(-1))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1..10", Range(Fraction(1), Fraction(10))),
        ("30..", Range(Fraction(30))),
        ("..5", Range(None, Fraction(5))),
        ("<30", Range(None, Fraction(30), excludes_high=True)),
        (">=30", Range(Fraction(30))),
        (">2", Range(Fraction(2), excludes_low=True)),
        ("7", Range(Fraction(7), Fraction(7))),
    ],
)
def test_a_range_is_read_as_it_is_written(written: str, meant: Range) -> None:
    item = item_of(f'when = "late", minutes = "{written}", points = -1, also = true')

    assert item.conditions == (Condition("minutes", meant),)


def test_decimals_are_exact() -> None:
    assert item_of("points = -0.1").points == Fraction(-1, 10)


def test_everybody_is_a_pool_of_the_first_sheet() -> None:
    assert scheme_of(a_file()).pools == (Pool(key="all", sheet="person"),)


def test_a_rule_about_the_last_is_about_everybody_unless_it_names_a_pool() -> None:
    text = a_file('[[consequence]]\nbottom = 1\nrunning = 2\ntask = "约谈"')

    (found,) = scheme_of(text).consequences

    assert isinstance(found, Consequence)
    assert found.pool == "all"


def test_the_example_of_the_district_says_what_its_file_says() -> None:
    scheme = preset("district").scheme

    assert [sheet.key for sheet in scheme.sheets] == ["person", "annual"]
    assert scheme.awards[0].quota == Quota(share=Fraction(1, 5))
    assert scheme.weight_of("hard") == Fraction(5, 2)
    assert scheme.sheet("annual").cycle is Span.YEAR
    assert scheme.pools[1].roles == (Subject.CHIEF,)
    assert [one.code for category in scheme.categories for one in category.items][:3] == [
        "A1",
        "A2",
        "A3",
    ]


def test_what_others_call_voters_and_rounds_is_what_a_scheme_can_say() -> None:
    assert {str(one) for one in Voters} == {*VOTERS, CITIZENS}
    assert {str(one) for one in PlannedRounds} == {str(one) for one in Rhythm}


def test_a_table_without_keys_is_as_good_as_none() -> None:
    assert scheme_of(a_file(top=f"{TOP}\nguard = {{}}")) == scheme_of(a_file())


def test_what_is_to_be_thought_over_keeps_nothing_from_being_a_scheme() -> None:
    examined = examine(a_file(item=an_item('when = "late", minutes = "..9", points = -1')))

    assert examined.scheme is not None
    assert [one.code for one in examined.warnings] == ["W03"]
    assert examined.errors == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_file_of_any_editor_says_the_same(encoding: str) -> None:
    text = a_file()

    assert text_of(text.replace("\n", "\r\n").encode(encoding)) == text


def test_a_file_that_is_no_text_is_told_as_no_toml() -> None:
    (found,) = examine(text_of(b"\xff\xfe\x00PK\x80")).problems

    assert found.code == "E00"


def test_line_ends_of_any_kind_keep_the_lines() -> None:
    text = a_file(item=an_item("points = 1"))

    lines = [examine(one).problems[0].line for one in (text, text.replace("\n", "\r\n"))]

    assert lines[0] == lines[1] == text.splitlines().index(an_item("points = 1")) + 1
