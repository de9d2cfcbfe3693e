"""Their codes and our words: total, and each the inverse of the other where a table allows it.

``options.csv`` and ``fields.csv`` beside this file are the collected sources, not our tables.
"""

import csv
import re
from pathlib import Path

import pytest

from server.packs import province
from server.packs.tags import tags
from server.rules.cases.codes import Cause, Finding
from server.rules.cases.kinds import CaseState
from server.rules.cells import CellProblem, RawCell
from server.rules.province.codes import DEFAULT, CodeTable, NoSuchWord, Times, Way, code_tables
from server.rules.province.options import Chosen, read_options, written
from server.rules.ratings.levels import Channel, Lane, Level, from_gbt_39046, to_gbt_39046

HERE = Path(__file__).parent
# The sources' records, and what we call each.
RECORDS = {
    "evaluation (province upload)": "upload",
    "evaluation (vendor entity)": "vendor",
    "evaluation + rectification (vendor page)": "page",
    "request evaluation URL": "request",
    "GB/T 39046 table 9 服务评价": "gbt-39046",
}
STATED = re.compile(r"(?:^|[;:] )(\d) ([^;(]+?)(?= ?[;(]|$)")
# What the words of ours are, by what a field is about.
LEVELS = {str(int(level)) for level in Level}
CHANNELS = {channel.value for channel in Channel}
TIMES = {times.value for times in Times}
WORDS_OF = {
    ("upload", "satisfaction"): LEVELS,
    ("upload", "pf"): CHANNELS,
    ("upload", "assessNumber"): TIMES,
    ("gbt-39046", "满意度"): LEVELS,
    ("gbt-39046", "满意度代码"): LEVELS,
    ("gbt-39046", "评价渠道"): CHANNELS,
    ("gbt-39046", "评价次数"): TIMES,
    ("vendor", "pf"): CHANNELS,
    ("page", "levelCode"): LEVELS,
    ("page", "channel"): CHANNELS,
    ("page", "number"): TIMES,
    ("request", "PF"): CHANNELS,
    ("request", "EVALUATETYPE"): TIMES,
    ("ours", "finding"): {finding.value for finding in Finding},
    ("ours", "causeClass"): {cause.value for cause in Cause},
    ("ours", "caseState"): {state.value for state in CaseState},
    ("ours", "lane"): {lane.value for lane in Lane},
}


def lines(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((HERE / name).read_text(encoding="utf-8").splitlines()))


def tables() -> dict[tuple[str, str], CodeTable]:
    rows = province.code_rows()
    layouts = {row.layout for row in rows}
    return {
        (layout, field): table
        for layout in layouts
        for field, table in code_tables(rows, layout).items()
    }


def stated() -> set[tuple[str, str, str]]:
    """Every code that the sources state: of which layout and field."""
    found = set()
    for line in lines("fields.csv"):
        layout = RECORDS.get(line["record"])
        if layout and line["field"] != "PF5URLTYPE":  # how an address is asked for, not a rating
            codes = [code for code, _ in STATED.findall(line["codes"])]
            found |= {(layout, line["field"], code) for code in codes}
            found |= {(layout, line["field"], name) for name in _named(line["codes"])}
    return found


def _named(codes: str) -> list[str]:
    """GB/T 39046 names its channels instead of numbering them."""
    return codes.split("、") if "、" in codes else []


@pytest.mark.parametrize("place", sorted(tables()), ids="/".join)
def test_every_code_of_a_table_comes_back_as_itself(place: tuple[str, str]) -> None:
    table = tables()[place]

    read = {code: table.word(code) for code in table.words}
    there_and_back = {code: table.code(str(word)) for code, word in read.items()}

    assert [word for word in read.values() if isinstance(word, CellProblem)] == []
    assert there_and_back == {code: code for code in table.words}


@pytest.mark.parametrize("place", sorted(WORDS_OF), ids="/".join)
def test_every_word_of_ours_has_a_code_and_most_come_back(place: tuple[str, str]) -> None:
    table, words = tables()[place], WORDS_OF[place]
    one_way = {
        row.word
        for row in province.code_rows()
        if (row.layout, row.field) == place and row.way is Way.OUT
    }

    back = {word: table.word(table.code(word)) for word in words}

    assert {word for word, came in back.items() if came != word} == one_way
    assert one_way <= {Channel.PHONE, Channel.SMS, Channel.PAPER}
    assert set(table.words.values()) - words <= {DEFAULT}


def test_no_table_gives_one_code_or_word_two_meanings() -> None:
    rows = province.code_rows()

    words = [(row.layout, row.field, row.word) for row in rows]
    codes = [(row.layout, row.field, row.code) for row in rows if row.way is Way.BOTH]

    assert len(words) == len(set(words))
    assert len(codes) == len(set(codes))


def test_every_code_that_the_sources_state_is_in_our_tables() -> None:
    known = {
        (layout, field, code) for (layout, field), table in tables().items() for code in table.words
    }
    said = stated()

    assert len(said) == 80
    assert said - known == set()


def test_our_tables_hold_no_code_that_no_source_states() -> None:
    known = {
        (layout, field, code)
        for (layout, field), table in tables().items()
        for code in table.words
        if layout != province.OUR_FIELDS
    }

    beyond = {(layout, field) for layout, field, _ in known - stated()}

    # The page states its levels as 1-5; the standard names its levels in the same table as the
    # codes, and states no codes for how often was rated, on which the other sources agree.
    assert beyond == {("page", "levelCode"), ("gbt-39046", "满意度"), ("gbt-39046", "评价次数")}


def test_the_standard_counts_levels_the_other_way_round() -> None:
    by_table = tables()["gbt-39046", "满意度代码"]

    assert by_table.code("5") == "1"
    assert by_table.word("5") == "1"
    for level in Level:
        code = to_gbt_39046(level)
        assert by_table.code(str(int(level))) == str(code)
        assert from_gbt_39046(code) is level
        assert tables()["upload", "satisfaction"].code(str(int(level))) == str(int(level))


def test_six_and_seven_mean_other_channels_elsewhere() -> None:
    upload, request = tables()["upload", "pf"], tables()["request", "PF"]

    assert [upload.word(code) for code in "67"] == ["sms", DEFAULT]
    assert [request.word(code) for code in "67"] == ["phone", "sms"]


@pytest.mark.parametrize("cell", ["8", "0", "", "QR", "６６", 8.0, True, "3,4"])
def test_an_unknown_code_is_refused_and_never_guessed(cell: RawCell) -> None:
    assert isinstance(tables()["upload", "pf"].word(cell), CellProblem)


@pytest.mark.parametrize("cell", ["3", "３", " 3 ", 3.0, "3\u200b"])
def test_a_known_code_is_read_however_a_spreadsheet_keeps_it(cell: RawCell) -> None:
    assert tables()["upload", "pf"].word(cell) == "qr"


def test_a_word_without_a_code_is_refused() -> None:
    with pytest.raises(NoSuchWord):
        tables()["page", "channel"].code(DEFAULT)


def test_the_options_are_those_of_the_national_list_both_versions() -> None:
    source = lines("options.csv")

    ours = province.options()

    assert len(source) == 72
    assert {line["code"]: (line["version"], int(line["level"])) for line in source} == {
        code: (option.tag_set, int(option.level)) for code, option in ours.items()
    }
    assert province.option_names() == {line["code"]: line["text"] for line in source}


@pytest.mark.parametrize("tag_set", [province.RETIRED, province.IN_USE])
@pytest.mark.parametrize("level", Level, ids=lambda level: f"level {level}")
def test_all_options_of_a_level_come_back_as_written(tag_set: str, level: Level) -> None:
    options = province.options()
    codes = tuple(
        sorted(o.code for o in options.values() if (o.tag_set, o.level) == (tag_set, level))
    )

    assert codes
    assert read_options(written(codes), level, options) == Chosen(codes, tag_set)
    assert read_options("|".join(codes), level, options) == Chosen(codes, tag_set)


def test_our_tags_are_options_in_use_under_the_same_codes() -> None:
    in_use = {o.code for o in province.options().values() if o.tag_set == province.IN_USE}

    assert {tag.code for tag in tags()} == in_use


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("518", "province.unknown_option"),
        ("403", "province.unknown_option"),
        ("517,999", "province.unknown_option"),
        ("413", "province.option_of_other_level"),
        ("517,501", "province.two_versions"),
    ],
)
def test_an_option_that_does_not_fit_is_refused(cell: str, code: str) -> None:
    found = read_options(cell, Level.VERY_SATISFIED, province.options())

    assert isinstance(found, CellProblem)
    assert found.code == code


@pytest.mark.parametrize("cell", [None, "", " , "])
def test_no_option_is_no_version(cell: RawCell) -> None:
    assert read_options(cell, Level.SATISFIED, province.options()) == Chosen()


def test_one_option_as_a_number_of_a_spreadsheet_is_that_option() -> None:
    assert read_options(517.0, Level.VERY_SATISFIED, province.options()) == Chosen(("517",), "v2")
