"""When did people of the demo hall sign in and out, and when were they away?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from server.actions.attendance.ask_business import ask_business
from server.actions.attendance.ask_leave import ask_leave
from server.actions.attendance.decide_request import Decision, decide_request
from server.actions.attendance.import_attendance import import_attendance
from server.demo import hall as demo_hall
from server.demo.appraisal.desk import CLERK, FIRST, OFFICER, ONE_DAY, Desk, at, chance_of, sheet
from server.rules.attendance.business import BusinessForm
from server.rules.attendance.leaves import LeaveForm, LeaveSpan
from server.rules.attendance.requests import Step
from server.rules.attendance.words import LeaveKind
from server.rules.months import Month

HEADING = ["工号", "日期", "签到", "签退"]
FRIDAY = 4
LATE, LONG_LATE, EARLY, NO_SIGN, ABSENT = 0.008, 0.002, 0.003, 0.003, 0.0008
# Of the clerk whom one can look at the demo as: late on that working day, a sign is missing.
LATE_DAY, NO_SIGN_DAY = 7, 3
KINDS = (
    (LeaveKind.ANNUAL, 2, "年休假。"),
    (LeaveKind.SICK, 1, "感冒发烧，附门诊病历。"),
    (LeaveKind.PERSONAL, 1, "办理孩子入学。"),
    (LeaveKind.PERSONAL, 4, "家中老人住院陪护。"),
    (LeaveKind.TRAINING, 2, "市局业务培训。"),
)
# A demo needs some leave, not much: everybody who comes is somebody to look at.
AWAY_A_MONTH = len(KINDS)
EARLIER = timedelta(days=4)


@dataclass(frozen=True)
class Shift:
    """Somebody works at a window from one time of the day to another."""

    staff: str
    comes: str
    goes: str


def attend(desk: Desk, month: Month) -> None:
    """Leave and official business of a month, then the machine's file, then its assessment."""
    away = _leaves(desk, month)
    _business(desk, month)
    days = desk.working(month)
    if days:
        rows = [row for day in days for row in _day(desk, day, away)]
        handed_in = min(at(days[-1] + ONE_DAY, "08:30"), desk.now)
        file = sheet("考勤", [HEADING, *rows])
        import_attendance(desk.hall, [file], by=desk.people[OFFICER], now=handed_in)


def shifts(day: date) -> Iterator[Shift]:
    """Who works on a day of the week, as the roster has it."""
    morning, afternoon = demo_hall.MORNING, demo_hall.AFTERNOON
    for window in demo_hall.windows():
        first, *others = demo_hall.staff_at(window)
        second, *third = others or [first]
        if third and day.weekday() == FRIDAY:
            yield Shift(third[0], morning[0], afternoon[1])
        elif second == first:
            yield Shift(first, morning[0], afternoon[1])
        else:
            yield Shift(first, *morning)
            yield Shift(second, *afternoon)


def _day(desk: Desk, day: date, away: Mapping[str, LeaveSpan]) -> Iterator[list[str]]:
    chance = chance_of("signs", day)
    first, second = demo_hall.staff_at(demo_hall.corrected_window())[:2]
    is_corrected = day == demo_hall.corrected_day(desk.months[demo_hall.CORRECTED_MONTH])
    for shift in shifts(day):
        if is_corrected and shift.staff == first:
            continue  # somebody else sat there that morning, and signed in the morning
        comes = demo_hall.MORNING[0] if is_corrected and shift.staff == second else shift.comes
        came, left = _signs(shift, _of_the_clerk(desk, day, shift.staff), chance)
        span = away.get(shift.staff)
        if (came or left) and not (span and span.halves(day)):
            moved = came if comes == shift.comes else _moved(comes, -6)
            yield [shift.staff, day.isoformat(), moved, left]


def _of_the_clerk(desk: Desk, day: date, staff: str) -> str:
    """What the clerk of the demo lives through, so that there is something to look at."""
    if staff != demo_hall.first_clerk():
        return ""
    for place, month in enumerate(desk.months):
        days = [one for one in month.days() if one.weekday() <= FRIDAY]
        if day == days[LATE_DAY] and place in {0, len(desk.published) - 1}:
            return "late"
        if day == days[NO_SIGN_DAY] and month == desk.running:
            return "no_sign"
    return "fine"


def _signs(shift: Shift, told: str, chance: Random) -> tuple[str, str]:
    """When somebody signed in and out; '' for a sign that is missing."""
    came = _moved(shift.comes, -chance.randint(1, 22))
    left = _moved(shift.goes, chance.randint(0, 15))
    drawn = chance.random()
    if told:
        drawn = {"late": 0.0, "no_sign": LATE + LONG_LATE + EARLY}.get(told, 1.0)
    for share, signed in (
        (LATE, (_moved(shift.comes, chance.randint(3, 24)), left)),
        (LONG_LATE, (_moved(shift.comes, chance.randint(31, 55)), left)),
        (EARLY, (came, _moved(shift.goes, -chance.randint(4, 20)))),
        (NO_SIGN, (came, "")),
        (ABSENT, ("", "")),
    ):
        if drawn < share:
            return signed
        drawn -= share
    return came, left


def _moved(clock: str, minutes: int) -> str:
    hours, over = map(int, clock.split(":"))
    total = hours * 60 + over + minutes
    return f"{total // 60:02}:{total % 60:02}"


def _leaves(desk: Desk, month: Month) -> Mapping[str, LeaveSpan]:
    """Leave that was asked for and approved, by staff number; of the running month some waits."""
    chance = chance_of("leave", month)
    days = [day for day in month.days() if desk.calendar.is_working(day) and day.weekday() < FRIDAY]
    staff = [shift.staff for shift in shifts(days[0])]
    away = {}
    for kind, length, reason in KINDS:
        who, day = staff.pop(chance.randrange(2, len(staff))), chance.choice(days[2:-6])
        span = LeaveSpan(day, desk.after(day, length - 1))
        asked = at(day - EARLIER, "10:20")
        if not desk.is_past(asked):
            continue
        form = LeaveForm(kind, span, reason)
        officer = desk.people[OFFICER]
        number = ask_leave(desk.hall, form, by=officer, now=asked, staff_number=who)
        if desk.is_past(asked + ONE_DAY):
            approved = Decision(Step.APPROVE)
            by = desk.people[FIRST]
            decide_request(desk.hall, number, approved, by=by, now=asked + ONE_DAY)
            away[who] = span
    if month == desk.running:
        _ask_for_oneself(desk)
    return away


def _ask_for_oneself(desk: Desk) -> None:
    """The clerk of the demo has asked for two days off, and waits."""
    day = desk.after(desk.now.date(), 5)
    form = LeaveForm(
        LeaveKind.ANNUAL, LeaveSpan(day, desk.after(day)), "年休假，已与同窗口人员调班。"
    )
    asked = desk.now - timedelta(hours=3)
    ask_leave(desk.hall, form, by=desk.people[CLERK], now=asked)


def _business(desk: Desk, month: Month) -> None:
    """Two people work elsewhere for some hours; one of the requests is refused."""
    chance = chance_of("business", month)
    days = [day for day in month.days() if desk.calendar.is_working(day) and day.weekday() < FRIDAY]
    for step, answer in ((Step.APPROVE, ""), (Step.REFUSE, "当天窗口人手不足，请改期。")):
        who = chance.choice([shift.staff for shift in shifts(days[0])][2:])
        day = chance.choice(days[1:-1])
        asked = at(day - ONE_DAY, "16:10")
        if not desk.is_past(asked + timedelta(hours=1)):
            continue
        form = BusinessForm(at(day, "10:00"), at(day, "11:00"), "到区局参加业务会审。")
        officer = desk.people[OFFICER]
        number = ask_business(desk.hall, form, by=officer, now=asked, staff_number=who)
        decided = asked + timedelta(hours=1)
        decision = Decision(step, answer)
        decide_request(desk.hall, number, decision, by=desk.people[FIRST], now=decided)
