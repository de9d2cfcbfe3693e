"""How did the demo hall's months become final: computed, objected to, signed, revised, closed?"""

from datetime import date, datetime

from sqlalchemy import select

from server.actions.appraisal.compute_period import compute_period, revise_period
from server.actions.appraisal.decide_award import AwardDecision, decide_award
from server.actions.appraisal.open_ballot import BallotForm, open_ballot
from server.actions.appraisal.propose_award import ProposalForm, propose_award
from server.actions.appraisal.sign_period import Signing, finish_period, sign_period
from server.actions.ledger.decide_appeal import DecisionForm, decide_appeal
from server.actions.ledger.file_appeal import file_appeal
from server.db import session
from server.demo.appraisal.desk import CLERK, FIRST, OFFICER, ONE_DAY, SECOND, Desk, at
from server.models.appraisal import Fact
from server.queries.appraisal.periods import latest_period
from server.queries.appraisal.winners import winners_of
from server.rules.appraisal.periods import Period
from server.rules.appraisal.winners import WinnerState
from server.rules.ledger.appeals import Against, AppealForm
from server.rules.months import Month, day_of
from server.rules.schemes.words import Span

# The scheme of the demo: collected by the fifth of the next month.
COLLECTED_BY = 5
STAR = "star"
CLOCK = "考勤机当天校时，快了二十分钟，附监控截图，请核对。"
UPHELD = "经查看监控和考勤机日志，反映属实，本条撤销。"


def settle(desk: Desk) -> None:
    """Every published month, and the last quarter that they complete."""
    for month in desk.published:
        period = Period.around(month, Span.MONTH)
        day = desk.after(month.next().days()[COLLECTED_BY - 1] - ONE_DAY)
        if not desk.is_past(at(day, "10:30")):
            return
        compute_period(desk.hall, period, by=desk.people[OFFICER], now=at(day, "10:30"))
        signed_on = _sign(desk, period)
        if signed_on and month == desk.months[0]:
            _revise(desk, period, signed_on)
        quarter = Period.around(month, Span.QUARTER)
        if signed_on and quarter.months()[-1] == month:
            _close(desk, quarter, desk.after(signed_on, 8))
    _object_now(desk)


def finish(desk: Desk) -> None:
    """What can no longer be appealed against is final."""
    for month in desk.published:
        for span in (Span.MONTH, Span.QUARTER):
            period = Period.around(month, span)
            if latest_period(desk.hall.id, period):
                finish_period(desk.hall, period, by="timetable", now=desk.now)


def _sign(desk: Desk, period: Period) -> date | None:
    """Another person signs on the first day after the objections, if it has come."""
    latest = latest_period(desk.hall.id, period)
    if latest is None or latest.objections_until is None:
        return None
    day = desk.after(latest.objections_until)
    if not desk.is_past(at(day, "09:30")):
        return None
    signing = Signing(period, latest.digest)
    sign_period(desk.hall, signing, by=desk.people[FIRST], now=at(day, "09:30"))
    return day


def _revise(desk: Desk, period: Period, signed_on: date) -> None:
    """The clerk was late by a clock that was wrong: appealed, upheld, computed and signed anew."""
    filed, decided = at(desk.after(signed_on), "12:10"), at(desk.after(signed_on, 3), "16:00")
    number = _appeal(desk, "late", period.months()[0], filed)
    if not number:
        return
    form = DecisionForm(is_upheld=True, answer=UPHELD)
    decide_appeal(desk.hall, number, form, by=desk.people[SECOND], now=decided)
    reason = f"申诉 {number} 成立，撤销一次迟到。"
    officer = desk.people[OFFICER]
    revise_period(desk.hall, period, reason, by=officer, now=at(desk.after(signed_on, 4), "10:00"))
    _sign(desk, period)


def _appeal(desk: Desk, event: str, month: Month, now: datetime) -> str:
    """The clerk objects to that fact of that month; its number, '' where there is none."""
    clerk, days = desk.people[CLERK], month.days()
    fact = session.scalar(
        select(Fact.number).where(
            Fact.hall_id == desk.hall.id,
            Fact.staff_id == clerk.staff_id,
            Fact.event == event,
            Fact.happened_on.between(days[0], days[-1]),
        )
    )
    if fact is None:
        return ""
    return file_appeal(desk.hall, AppealForm(Against.FACT, fact, CLOCK), by=clerk, now=now)


def _object_now(desk: Desk) -> None:
    """Something of the running month is objected to, and waits for a decision."""
    _appeal(desk, "missing_sign", desk.running, desk.now)


def _close(desk: Desk, quarter: Period, day: date) -> None:
    """The quarter is computed and signed; its stars are proposed, and given but for one."""
    if not desk.is_past(at(day, "10:00")):
        return
    officer = desk.people[OFFICER]
    compute_period(desk.hall, quarter, by=officer, now=at(day, "10:00"))
    signed_on = _sign(desk, quarter)
    if signed_on is None:
        return
    proposed, given = at(signed_on, "14:00"), at(desk.after(signed_on), "15:00")
    propose_award(desk.hall, ProposalForm(STAR, str(quarter)), by=officer, now=proposed)
    give = AwardDecision(WinnerState.GIVEN)
    for winner in list(winners_of(desk.hall.id, quarter, STAR))[:-1]:
        decide_award(desk.hall, winner.number, give, by=desk.people[SECOND], now=given)


def vote(desk: Desk) -> None:
    """The ballot of the year is open."""
    closes_on = day_of(desk.now, desk.hall.zone) + 20 * ONE_DAY
    form = BallotForm("peers", str(desk.running.year), closes_on)
    open_ballot(desk.hall, form, by=desk.people[OFFICER], now=desk.now - ONE_DAY)
