"""The sum at the end is what pytest wrote in its reports."""

from pathlib import Path

from tools.reports import Tally, read

REPORT = """<testsuites><testsuite>
<testcase classname="a" name="good"/>
<testcase classname="a" name="bad"><failure message="no"/></testcase>
<testcase classname="a" name="worse"><error message="no"/></testcase>
<testcase classname="a" name="later"><skipped message="no Chromium"/></testcase>
<testcase classname="a" name="later still"><skipped message="no Chromium"/></testcase>
<testcase classname="a" name="mute"><skipped/></testcase>
</testsuite></testsuites>"""


def test_a_report_is_counted(tmp_path: Path) -> None:
    (tmp_path / "unit.xml").write_text(REPORT)

    tally = read(tmp_path / "unit.xml")

    assert str(tally) == "1 passed, 2 failed, 3 skipped"
    assert tally.skipped == {"no Chromium": 2, "a::mute": 1}


def test_a_report_that_was_never_written_counts_nothing(tmp_path: Path) -> None:
    assert read(tmp_path / "unit.xml") == Tally()


def test_groups_are_added_up(tmp_path: Path) -> None:
    (tmp_path / "unit.xml").write_text(REPORT)
    tally = read(tmp_path / "unit.xml")

    assert str(tally + tally) == "2 passed, 4 failed, 6 skipped"
