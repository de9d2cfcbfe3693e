"""A hall of four windows that is appraised: its scheme, its people, its files, its later months."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from server.actions.appraisal.compute_period import compute_period
from server.actions.appraisal.sign_period import Signing, sign_period
from server.actions.attendance.import_attendance import import_attendance
from server.actions.publication.seal_month import seal_month
from server.actions.registry.seed_calendar import seed_calendar
from server.actions.registry.set_hall_setting import set_hall_setting
from server.queries.appraisal.periods import latest_period
from server.rules.accounts.roles import Role
from server.rules.appraisal.periods import Period
from server.rules.attribution import DutySource
from server.rules.hall_settings import SettingRow
from server.rules.months import Month
from server.rules.schemes.words import Span
from server.settings import Settings
from sheets.cells import Row, Sheet
from tests.appraisal_build import an_adopted_scheme
from tests.build import TestHall, a_hall, at, in_being_since, on_duty
from tests.house.installation import installed
from tests.house.signed_in import TestAccount, an_account

STAFF = ("0137", "0138", "0139", "0140")
WINDOWS = ("A01", "A02", "A03", "A04")
OPENED = "2026-10-01 08:00"
# Late on these days of October, by so many minutes: 0137 objects to the second.
LATE = {("0137", "2026-10-13"): 5, ("0137", "2026-10-20"): 12, ("0139", "2026-10-21"): 40}
SATURDAY = 5
SCHEME = """
format = 1
id = "small"
version = "2026.1"
title = "窗口工作人员考核办法"
document = "政服〔2026〕9号"
from = 2026-10-01
[sheet.person]
name = "窗口人员月度考核"
subject = "staff"
[category.A]
name = "工作纪律"
sheet = "person"
max = 40
item.A1 = { text = "迟到、早退", when = ["late", "early"], points = -1 }
item.A2 = { text = "缺签", when = "missing_sign", points = -2 }
[category.B]
name = "文明服务"
sheet = "person"
max = 30
item.B1 = { text = "未佩戴胸牌", points = -1 }
[category.C]
name = "业务工作"
sheet = "person"
max = 30
item.C1 = { text = "超承诺时限", when = "overdue", points = -3 }
item.C2 = { text = "未一次性告知", when = "application_fault", what = "not_told_once", points = -2 }
[category.D]
name = "加分"
sheet = "person"
kind = "bonus"
max = 5
item.D1 = { text = "上门、延时服务", points = [1, 3] }
[sheet.annual]
name = "年度专项考核"
subject = "staff"
cycle = "year"
[category.N]
name = "民主测评"
sheet = "annual"
kind = "earn"
max = 100
item.N1 = { text = "民主测评", figure = "vote.peers", weight = 100 }
[ballot.peers]
name = "年度民主测评"
voters = "staff"
scale = 100
[award.star]
name = "季度服务标兵"
span = "quarter"
quota = 1
[award.model]
name = "年度先进个人"
span = "year"
quota = 1
[combine.quarter]
how = "mean"
[combine.year]
how = "mean"
weight = "80%"
annual = "annual"
annual_weight = "20%"
[[grade]]
sheet = "person"
span = "year"
steps = [ { name = "优秀", from = 95 }, { name = "合格", from = 60 }, { name = "不合格" } ]
[calendar]
collect_by = 5
sign_days = 3
appeal_days = 5
"""


@dataclass(frozen=True)
class AppraisedHall:
    """The hall and the people who act in it."""

    place: TestHall
    people: dict[str, TestAccount]


def settle(settings: Settings) -> AppraisedHall:
    """Put the hall into the database, as it is on the last days of October."""
    with installed(settings) as app, app.app_context():
        seed_calendar(now=at(OPENED))
        place = a_hall(windows=WINDOWS, staff=STAFF)
        in_being_since(OPENED)
        for staff, window in zip(STAFF, WINDOWS, strict=True):
            on_duty(place, staff, window, span=(OPENED, None), source=DutySource.STANDING)
        kept = SettingRow("attendance_kept", "", "machine", date(2026, 10, 1))
        set_hall_setting(place.hall.id, kept, by="李某", now=at(OPENED))
        an_adopted_scheme(place, SCHEME)
        return AppraisedHall(place, {**_office(place), **_clerks(place)})


def _office(place: TestHall) -> dict[str, TestAccount]:
    return {
        "officer": an_account(place, Role.APPRAISAL_OFFICER),
        "supervisor": an_account(place, Role.SUPERVISOR),
        "second": an_account(place, Role.SUPERVISOR),
        "inspector": an_account(place, Role.INSPECTOR),
        "head": an_account(place, Role.DEPARTMENT_HEAD, department="D1"),
    }


def _clerks(place: TestHall) -> dict[str, TestAccount]:
    return {staff: an_account(place, Role.STAFF, staff=staff) for staff in STAFF}


def write_attendance(file: Path, month: Month) -> Path:
    """The attendance machine's file of that month."""
    file.write_text("\n".join(",".join(row) for row in _signs(month)), encoding="utf-8")
    return file


def _signs(month: Month) -> list[list[str]]:
    # Who signs on a holiday was not due that day; it changes nothing.
    days = [day for day in month.days() if day.weekday() < SATURDAY]
    rows = [["工号", "日期", "签到", "签退"]]
    for day in days:
        for staff in STAFF:
            late = LATE.get((staff, day.isoformat()))
            came = f"09:{late:02}" if late else "08:51"
            rows.append([staff, day.isoformat(), came, "17:03"])
    return rows


def write_applications(file: Path) -> Path:
    """October's applications: one of them late, of another not all was told at once."""
    heading = [
        "办件编号",
        "窗口号",
        "工号",
        "受理日期",
        "承诺办结日期",
        "办结日期",
        "一次告知",
        "差错",
    ]
    rows = [
        [f"2026{place:04}", window, staff, "2026-10-12", "2026-10-16", "2026-10-15", "是", ""]
        for place, (window, staff) in enumerate(zip(WINDOWS, STAFF, strict=True))
    ]
    rows[1][5] = "2026-10-19"
    rows[2][6:] = ["否", "未一次告知"]
    lines = [",".join(row) for row in [heading, *rows]]
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def seal(settings: Settings, hall: AppraisedHall, month: str) -> None:
    """The clock seals the month's ratings."""
    with installed(settings) as app, app.app_context():
        month_over = Month.parse(month)
        moment = month_over.ends_at(hall.place.hall.zone) + timedelta(minutes=10)
        seal_month(hall.place.hall, month_over, by="timetable", now=moment)


def live_on(settings: Settings, hall: AppraisedHall) -> None:
    """November and December, in which everybody is in time, are computed and signed."""
    place = hall.place.hall
    officer, supervisor = hall.people["officer"].actor, hall.people["supervisor"].actor
    with installed(settings) as app, app.app_context():
        for month, computed, signed in (
            ("2026-11", "2026-12-04 10:00", "2026-12-14 10:00"),
            ("2026-12", "2027-01-05 10:00", "2027-01-14 10:00"),
        ):
            period = Period.around(Month.parse(month), Span.MONTH)
            rows = [Row(line, tuple(row)) for line, row in enumerate(_signs(Month.parse(month)), 1)]
            import_attendance(place, [Sheet("考勤", tuple(rows))], by=officer, now=at(computed))
            compute_period(place, period, by=officer, now=at(computed))
            latest = latest_period(place.id, period)
            assert latest
            sign_period(place, Signing(period, latest.digest), by=supervisor, now=at(signed))
