"""How do provincial platforms write the record of a rating: fields, codes, options?

The tables are data, so that a province that differs is a few more lines; sources and conflicts
between them are told in docs/province.md, which ``flask province codes`` prints.
"""

import csv
from functools import cache
from importlib.resources import files

from server.errors import ChuangpingError
from server.packs.tags import tags
from server.rules.province.codes import CodeRow, Way, code_tables
from server.rules.province.options import Option
from server.rules.province.record import Field, Layout
from server.rules.ratings.levels import Level

USUAL_LAYOUT = "upload"
LAYOUTS = (USUAL_LAYOUT, "gbt-39046", "page")
OUR_FIELDS = "ours"  # what we add to each layout has code tables too
RETIRED, IN_USE = "v1", "v2"


class UnknownLayout(ChuangpingError):
    """No layout of that name ships with the program."""

    code = "province.unknown_layout"


@cache
def code_rows() -> tuple[CodeRow, ...]:
    """Every line of every code table, also of layouts of which only the codes are known."""
    return tuple(
        CodeRow(row["layout"], row["field"], row["word"], row["code"], row["name"], Way(row["way"]))
        for row in _lines("province_codes.csv")
    )


@cache
def layout(key: str) -> Layout:
    """The fields and code tables of one layout. Raises UnknownLayout."""
    if key not in LAYOUTS:
        raise UnknownLayout(layout=key)
    fields = tuple(
        Field(row["field"], row["name"], row["fact"], row["whose"] == "ours")
        for row in _lines("province_fields.csv")
        if row["layout"] == key
    )
    codes = code_tables(code_rows(), OUR_FIELDS) | code_tables(code_rows(), key)
    return Layout(key, fields, codes)


@cache
def options() -> dict[str, Option]:
    """Every option of the national list by its code, the retired version too."""
    retired = (
        Option(row["tag_set"], row["code"], Level(int(row["level"])))
        for row in _lines("province_options.csv")
    )
    in_use = (Option(tag.tag_set, tag.code, tag.level) for tag in tags(IN_USE))
    return {option.code: option for option in (*retired, *in_use)}


@cache
def option_names() -> dict[str, str]:
    """What each option says, by its code."""
    retired = {row["code"]: row["zh"] for row in _lines("province_options.csv")}
    return retired | {tag.code: tag.zh for tag in tags(IN_USE)}


def _lines(name: str) -> list[dict[str, str]]:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
