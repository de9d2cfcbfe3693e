"""Does a hall hear of posters that still hang although their codes are out of use?"""

from datetime import timedelta

from flask import Flask

from server.actions.codes.count_stray_scan import count_stray_scan
from server.queries.codes.strays import Strays, stray_scans
from tests.build import MORNING, a_hall
from tests.house.installation import Clock

TODAY = MORNING.date()
YESTERDAY, LONG_AGO = TODAY - timedelta(days=1), TODAY - timedelta(days=31)


def test_a_hall_reads_the_stray_scans_of_its_own_codes_the_latest_first(in_app: Flask) -> None:
    del in_app
    here, elsewhere = a_hall(), a_hall("H2", windows=("B01",), staff=("0201",))
    old = here.codes["A02"]
    for day, code in ((YESTERDAY, old), (TODAY, old), (TODAY, old), (TODAY, "")):
        count_stray_scan(day, code)
    count_stray_scan(LONG_AGO, old)
    count_stray_scan(TODAY, elsewhere.codes["B01"])

    found = stray_scans(here.hall.id, since=YESTERDAY)

    assert sorted(found, key=lambda each: (each.day, each.code)) == [
        Strays(YESTERDAY, old, "A02", 1),
        Strays(TODAY, "", None, 1),
        Strays(TODAY, old, "A02", 2),
    ]
    assert [each.day for each in found] == [TODAY, TODAY, YESTERDAY]


def test_the_command_says_where_the_old_poster_hangs(app: Flask, clock: Clock) -> None:
    del clock
    runner = app.test_cli_runner()
    with app.app_context():
        here = a_hall()
        nothing = runner.invoke(args=["codes", "strays"])
        count_stray_scan(TODAY, here.codes["A02"])
        count_stray_scan(TODAY)

    told = runner.invoke(args=["codes", "strays", "--days", "1"])

    assert nothing.output == "最近 30 天没有人扫过停用或不存在的码。\n"
    assert f"{TODAY}  窗口 A02 的旧码 {here.codes['A02']}：被扫 1 次" in told.output
    assert f"{TODAY}  不存在的码：被扫 1 次" in told.output
