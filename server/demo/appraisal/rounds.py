"""Which rounds went through the demo hall, what did they find, and which orders followed?"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from server.actions.inspections.close_round import close_round
from server.actions.inspections.issue_order import issue_order
from server.actions.inspections.press_normal import press_normal
from server.actions.inspections.record_finding import record_finding
from server.actions.inspections.send_round import send_round
from server.actions.inspections.sign_finding import sign_finding
from server.actions.inspections.start_round import start_round
from server.actions.inspections.take_order_step import take_order_step
from server.demo import hall as demo_hall
from server.demo.appraisal.desk import FIRST, HEAD, INSPECTOR, Desk, at, chance_of
from server.demo.people import HEAD_OF
from server.queries.inspections.rounds import draw_of, round_row
from server.rules.accounts.roles import Actor
from server.rules.inspections.form import FindingForm, NormalForm, RoundForm
from server.rules.inspections.kinds import FoundEvent, MeetingHow, MeetingKind, RoundKind, Term
from server.rules.inspections.orders import OrderForm, OrderStepName
from server.rules.months import Month

PATROLS_ON = (2, 7, 12, 16)
WINDOWS_A_PATROL = 8
DRAWN, DRAWN_ON = 6, 9
LEADER, TEAM, WITNESS = "巡查组吴某", "监督科王某", "大厅值班长刘某"
LOOKS = timedelta(minutes=3)
N = OrderStepName


@dataclass(frozen=True)
class Seen:
    """What was found: at which window, what, and the words; '' for no witness."""

    window: str
    event: FoundEvent
    words: str
    item: str = ""
    value: str = ""
    minutes: int | None = None
    witness: str = WITNESS


# By place of the month and of its patrol. The first windows are of the demo's head.
FOUND = {
    (0, 0): (Seen("B02", FoundEvent.FINDING, "未佩戴胸牌，桌牌缺失。", "B1"),),
    (0, 2): (Seen("A05", FoundEvent.OFF_POST, "窗口空岗，无人代班。", minutes=25),),
    (1, 0): (Seen("B03", FoundEvent.FINDING, "对咨询群众不抬头、不应答。", "B2"),),
    (1, 1): (Seen("C04", FoundEvent.FINDING, "着便装上岗。", "B1", witness=""),),
    (1, 3): (Seen("A09", FoundEvent.FINDING, "要求群众到指定店铺复印。", "B7", "-2"),),
    (2, 0): (Seen("B04", FoundEvent.FINDING, "工作时间着便装。", "B1"),),
    (2, 1): (Seen("D02", FoundEvent.MEETING, "晨会迟到。"),),
    (3, 0): (Seen("B05", FoundEvent.FINDING, "桌面资料过期，桌牌未更新。", "B1"),),
    (3, 1): (
        Seen("A10", FoundEvent.FINDING, "推荐群众使用收费代办。", "B7", "-1"),
        Seen("C02", FoundEvent.OFF_POST, "离岗取件，未摆放暂停牌。", minutes=18),
    ),
}


def inspect(desk: Desk, month: Month) -> None:
    """The patrols of a month with what they found, one random draw, and the orders that follow."""
    days, place = desk.working(month), desk.months.index(month)
    for turn, on in enumerate(PATROLS_ON):
        if on < len(days):
            found = _patrol(desk, days[on], FOUND.get((place, turn), ()))
            if turn == 0 and found:
                _order(desk, place, days[on], found)
    if len(days) > DRAWN_ON:
        _draw(desk, month, days[DRAWN_ON])


def _patrol(desk: Desk, day: date, seen: tuple[Seen, ...]) -> list[str]:
    """One round of the duty leader; the numbers of what was found."""
    chance = chance_of("patrol", day)
    numbers = [window.number for window in demo_hall.windows()]
    windows = sorted({*chance.sample(numbers, WINDOWS_A_PATROL), *(one.window for one in seen)})
    form = RoundForm(RoundKind.PATROL, LEADER, windows=tuple(windows))
    return _go_round(desk, form, at(day, "09:40"), seen)


def _draw(desk: Desk, month: Month, day: date) -> None:
    seed = f"demo-{month}"
    form = RoundForm(RoundKind.RANDOM, LEADER, TEAM, WITNESS, seed=seed, count=DRAWN)
    _go_round(desk, form, at(day, "10:10"), ())


def _go_round(desk: Desk, form: RoundForm, moment: datetime, seen: tuple[Seen, ...]) -> list[str]:
    hall, by = desk.hall, desk.people[INSPECTOR]
    number = start_round(hall, form, by=by, now=moment)
    drawn = draw_of(hall.id, round_row(hall.id, number).id)
    found = []
    for window in drawn.draw.drawn if drawn else form.windows:
        moment += LOOKS
        here = [one for one in seen if one.window == window]
        if not here:
            press_normal(hall, number, NormalForm(window), by=by, now=moment)
        found += [_record(desk, number, one, moment) for one in here]
    close_round(hall, number, "", by=by, now=moment + LOOKS)
    send_round(hall, number, (), by=by, now=moment + 2 * LOOKS)
    return found


def _record(desk: Desk, number: str, seen: Seen, moment: datetime) -> str:
    window = next(one for one in demo_hall.windows() if one.number == seen.window)
    is_meeting = seen.event is FoundEvent.MEETING
    form = FindingForm(
        seen.window,
        chance_of("finding", seen.window, moment).randbytes(16).hex(),
        seen.event,
        seen.words,
        item=seen.item,
        staff=demo_hall.staff_at(window)[0],
        minutes=seen.minutes,
        meeting_kind=MeetingKind.MEETING if is_meeting else None,
        meeting_how=MeetingHow.LATE if is_meeting else None,
        witness=seen.witness,
        value=seen.value,
        reason="两名群众证实，情节较轻。" if seen.value else "",
    )
    found = record_finding(desk.hall, number, form, by=desk.people[INSPECTOR], now=moment)
    if seen.value and moment < at(desk.running.days()[0], "00:00"):
        sign_finding(desk.hall, found, by=desk.people[FIRST], now=moment + timedelta(hours=5))
    return found


def _order(desk: Desk, place: int, day: date, findings: list[str]) -> None:
    """An order to the demo's own department; each month's came another way."""
    inspector, head = desk.people[INSPECTOR], desk.people[HEAD]
    words = "规范着装和桌牌摆放，当日整改并在晨会通报。"
    form = OrderForm(words, term=Term.SHORT, department=HEAD_OF, findings=tuple(findings))
    number = issue_order(desk.hall, form, by=inspector, now=at(day, "15:00"))
    answered = OrderForm("已补齐胸牌、桌牌，科室每日自查。", N.ANSWER)
    failed = OrderForm("现场仍有一人未佩戴，重新整改。", N.FAIL, Term.SHORT)
    passed = OrderForm("复查合格。", N.PASS)
    ways: dict[int, tuple[tuple[int, Actor, OrderForm], ...]] = {
        0: ((1, head, answered), (2, inspector, passed)),
        1: (
            (1, head, answered),
            (2, inspector, failed),
            (3, head, answered),
            (4, inspector, passed),
        ),
        2: ((9, head, answered),),  # late, and still to be checked again
    }
    for days, by, step in ways.get(place, ()):
        moment = at(desk.after(day, days), "10:30")
        if desk.is_past(moment):
            take_order_step(desk.hall, number, step, by=by, now=moment)


def order_elsewhere(desk: Desk) -> None:
    """Another department's order, lately, and one that was cancelled the same day."""
    day = desk.after(desk.now.date() - timedelta(days=7))
    if not desk.is_past(at(day, "17:00")):
        return
    inspector = desk.people[INSPECTOR]
    for department, words, is_cancelled in (
        ("D05", "等候区叫号屏故障三日未修，请修复并报告。", False),
        ("D10", "窗口暂停服务牌长期摆放，请说明。", True),
    ):
        form = OrderForm(words, term=Term.LONG, department=department)
        number = issue_order(desk.hall, form, by=inspector, now=at(day, "15:00"))
        if is_cancelled:
            cancelled = OrderForm("经核实系设备检修，已提前公告。", N.CANCEL)
            take_order_step(desk.hall, number, cancelled, by=inspector, now=at(day, "16:30"))
