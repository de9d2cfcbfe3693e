"""Does a stranger, with the download and one small program, get the published ranking?"""

import csv
import json
import re
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import recompute
from server.rules.canonical import canonical
from server.rules.disclosure import PublicFacts, public_facts
from server.rules.download import HEADER, download_rows, ranking_of
from server.rules.months import Month
from server.rules.ranking import numbers
from server.rules.ranking.sealing import UnitTotals
from tests.rules.ranking.groups import FIRST_MONTH, groups
from tests.rules.ranking.totals import a_peer_group, a_unit, sealed

ROOT = Path(__file__).parents[2]
PROGRAM = ROOT / "recompute.py"
EXAMPLE = [a_unit(unit, *counts) for unit, counts in FIRST_MONTH.items()]
CAPPED = [
    *(a_unit(f"B{n:02}", n, 200 + n, group="B", applications=400 + n) for n in range(7)),
    a_unit("B08", 1, 500, group="B", applications=400),
    a_unit("B09", 1, 500, group="B"),
]


def published(*units: UnitTotals, people: tuple[str, ...] = ()) -> PublicFacts:
    codes = sorted({unit.group for unit in units})
    facts = sealed(*units, groups=tuple(a_peer_group(code) for code in codes))
    return public_facts(Month(2026, 10), facts, dict.fromkeys(people, Fraction(9, 10)))


def downloaded(public: PublicFacts, folder: Path) -> tuple[Path, Path]:
    """The table and the facts, as a stranger has them."""
    table, facts = folder / "2026-10.csv", folder / "2026-10.json"
    with table.open("w", encoding="utf-8-sig", newline="") as opened:
        csv.writer(opened).writerows(download_rows(public))
    facts.write_text(json.dumps(public, indent=2), encoding="utf-8")
    return table, facts


def run(*arguments: Path | str) -> subprocess.CompletedProcess[bytes]:
    # -I: nothing of this project can be imported, only Python's own library.
    command = [sys.executable, "-I", PROGRAM, *arguments]
    return subprocess.run(command, capture_output=True, check=False)


def test_table_and_facts_both_give_the_published_ranking_to_the_byte(tmp_path: Path) -> None:
    public = published(*EXAMPLE, *CAPPED, people=("A02",))

    outcomes = [run(download) for download in downloaded(public, tmp_path)]

    assert [outcome.stdout for outcome in outcomes] == [canonical(ranking_of(public))] * 2


def test_a_check_says_that_the_ranking_is_as_published(tmp_path: Path) -> None:
    public = published(*EXAMPLE, *CAPPED)
    table, facts = downloaded(public, tmp_path)
    ranking = tmp_path / "RANKING.json"
    ranking.write_bytes(canonical(ranking_of(public)))

    outcomes = [run(table, "--check", ranking), run(table, "--check", facts)]

    assert [outcome.returncode for outcome in outcomes] == [0, 0]
    assert all(outcome.stdout.startswith(b"equal") for outcome in outcomes)


@pytest.mark.parametrize(
    ("honest", "forged"),
    [
        pytest.param('"band":"below"', '"band":"alike"', id="a band"),
        pytest.param('"index":"2.9', '"index":"2.8', id="an index"),
        pytest.param('"interval":[207,', '"interval":[206,', id="an interval"),
        pytest.param('"unit":"A04"', '"unit":"A05"', id="a window"),
    ],
)
def test_a_check_finds_a_forged_ranking(tmp_path: Path, honest: str, forged: str) -> None:
    public = published(*EXAMPLE)
    table, _ = downloaded(public, tmp_path)
    ranking = tmp_path / "RANKING.json"
    text = canonical(ranking_of(public)).decode()
    ranking.write_text(text.replace(honest, forged, 1), encoding="utf-8")

    outcome = run(table, "--check", ranking)

    assert honest in text
    assert outcome.returncode == 1
    assert outcome.stderr.startswith(b"different")


def test_a_check_finds_a_changed_count(tmp_path: Path) -> None:
    public = published(*EXAMPLE)
    table, facts = downloaded(public, tmp_path)
    text = table.read_text(encoding="utf-8-sig")
    table.write_text(text.replace("A04,480,17", "A04,480,7"), encoding="utf-8")

    assert "A04,480,17" in text
    assert run(table, "--check", facts).returncode == 1


def test_another_rule_is_refused(tmp_path: Path) -> None:
    table, _ = downloaded({**published(*EXAMPLE), "rule_version": "2031-01"}, tmp_path)

    outcome = run(table)

    assert outcome.returncode == 1
    assert b"2031-01" in outcome.stderr


@settings(max_examples=20)
@given(month=groups(most_units=8), applications=st.sampled_from([None, 90, 400]))
def test_the_program_and_ours_say_the_same_of_any_month(
    tmp_path_factory: pytest.TempPathFactory,
    month: list[dict[str, tuple[int, int]]],
    applications: int | None,
) -> None:
    public = published(
        *(a_unit(unit, *counts, applications=applications) for unit, counts in month[0].items())
    )

    for path in downloaded(public, tmp_path_factory.getbasetemp()):
        found = recompute.download(path)
        recompute.judge(found["units"])

        assert recompute.spelled(found) == canonical(ranking_of(public))


def test_the_program_is_short_and_needs_nothing_but_python() -> None:
    text = PROGRAM.read_text(encoding="utf-8")
    imported = set(re.findall(r"^(?:from|import) (\w+)", text, re.MULTILINE))

    assert len(text.splitlines()) < 150
    assert imported <= sys.stdlib_module_names


def test_both_know_the_same_rule() -> None:
    assert recompute.RULE_VERSION == numbers.RULE_VERSION
    assert (recompute.LEAST_RATINGS, recompute.LEAST_UNITS, recompute.PRIOR, recompute.GRID) == (
        numbers.LEAST_RATINGS,
        numbers.LEAST_UNITS,
        numbers.PRIOR_RATINGS,
        numbers.GRID,
    )
    assert (recompute.ERROR, recompute.MATERIAL, recompute.CAP) == (
        numbers.ERROR,
        numbers.MATERIAL,
        numbers.COVERAGE_CAP,
    )


def test_the_table_has_a_row_for_each_window_the_rest_and_the_total() -> None:
    header, *rows = download_rows(published(*EXAMPLE, people=("A02",)))

    assert header == HEADER
    assert [(row[2], row[3], row[4]) for row in rows] == [
        *(("unit", "A", unit) for unit in ("A01", "A03", "A04", "A05", "A06")),
        ("rest", "A", "A02 A07 A08"),
        ("total", "", ""),
    ]
    assert rows[-2][5:7] == [str(585 + 58 + 20), "4"]


def test_a_rest_whose_sum_would_tell_too_much_has_empty_cells() -> None:
    rows = download_rows(published(*EXAMPLE))

    assert rows[-2] == ["2026-10", "2026-11", "rest", "A", "A08", *[""] * 10]
    assert rows[-1][5] == str(sum(n for unit, (_, n) in FIRST_MONTH.items() if unit != "A08"))


def test_figures_of_several_groups_together_stand_in_a_row_of_their_own() -> None:
    others = [a_unit(f"B{n:02}", 1, 300, group="B") for n in range(5)]
    rows = download_rows(published(*EXAMPLE, *others, a_unit("B09", 1, 10, group="B")))

    assert rows[-2][2:7] == ["joint_rest", "", "", "30", "2"]


def test_an_empty_month_can_be_downloaded_and_recomputed(tmp_path: Path) -> None:
    public = public_facts(Month(2026, 10), sealed(), {})

    outcomes = [run(download) for download in downloaded(public, tmp_path)]

    assert [outcome.stdout for outcome in outcomes] == [canonical(ranking_of(public))] * 2
