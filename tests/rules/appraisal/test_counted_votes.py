"""Is a file of counted votes read as it stands, and every bad row told?"""

from collections.abc import Sequence
from fractions import Fraction

import pytest

from server.rules.appraisal.counted_votes import CountedVotes, read_votes

HEAD = ("编号", "平均分", "票数")


def read(*rows: Sequence[object]) -> tuple[tuple[CountedVotes, ...], list[str]]:
    found, problems = read_votes(list(enumerate((HEAD, *rows), start=1)))
    return found, [one.code for one in problems]


def test_numbers_come_as_a_spreadsheet_keeps_them() -> None:
    found, problems = read((137.0, 92.5, 40.0), (None, None, None), ("A01", "100", "1"))

    assert problems == []
    assert found == (
        CountedVotes(2, "137", Fraction(185, 2), 40),
        CountedVotes(4, "A01", Fraction(100), 1),
    )


@pytest.mark.parametrize(
    "row",
    [
        ("0137", "100.01", "5"),
        ("0137", "-1", "5"),
        ("0137", "九十", "5"),
        ("0137", "NaN", "5"),
        ("0137", "90", "1.5"),
        ("0137", "90", "0"),
        ("0137", "90"),
        ("", "90", "5"),
    ],
)
def test_a_row_that_cannot_be_is_told(row: Sequence[object]) -> None:
    assert read(("0138", "90", "5"), row)[1] == ["ballot.row_wrong"]


def test_a_number_twice_and_a_file_without_rows_are_told() -> None:
    assert read(("0137", "90", "5"), ("0137", "91", "5"))[1] == ["ballot.row_twice"]
    assert read()[1] == ["ballot.no_rows"]
