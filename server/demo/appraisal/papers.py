"""Which documents did the demo hall form and send, and who has signed for them?"""

from datetime import date

from server.actions.distribution.acknowledge_copy import Receipt, acknowledge_copy
from server.actions.distribution.form_awards import form_awards
from server.actions.distribution.form_bulletin import form_bulletin
from server.actions.distribution.form_sheets import form_sheets
from server.actions.distribution.send_document import send_document
from server.actions.distribution.send_sheets import send_sheets
from server.demo.appraisal.desk import HEAD, OFFICER, Desk, at
from server.demo.people import HEAD_OF
from server.queries.appraisal.periods import latest_period
from server.queries.appraisal.winners import winners_of
from server.queries.inspections.people import department_id_of
from server.queries.registry.units import departments_by_id
from server.rules.appraisal.periods import Period
from server.rules.appraisal.states import PeriodState
from server.rules.appraisal.winners import WinnerState
from server.rules.distribution.kinds import Recipient, RecipientKind
from server.rules.months import day_of
from server.rules.schemes.words import Span

REQUIREMENTS = "各窗口要对照通报问题逐条整改，下月重点检查着装挂牌和一次性告知。"


def send(desk: Desk) -> None:
    """The bulletin of every signed month goes to all departments; the demo's head signs for it.

    A signed quarter has its sheets and the notice of its awards.
    """
    for month in desk.published:
        period, quarter = Period.around(month, Span.MONTH), Period.around(month, Span.QUARTER)
        signed_on = _signed_on(desk, period)
        if signed_on:
            _send(desk, period, signed_on)
        closed_on = _signed_on(desk, quarter)
        if closed_on and quarter.months()[-1] == month:
            _send_sheets(desk, quarter, closed_on)


def _signed_on(desk: Desk, period: Period) -> date | None:
    latest = latest_period(desk.hall.id, period)
    if latest is None or latest.signed_at is None or latest.state is PeriodState.COMPUTED:
        return None
    return day_of(latest.signed_at, desk.hall.zone)


def _send_sheets(desk: Desk, quarter: Period, signed_on: date) -> None:
    """Each person's and each department's sheet, two days later the notice of the awards."""
    hall, officer = desk.hall, desk.people[OFFICER]
    formed, noticed = at(signed_on, "16:20"), at(desk.after(signed_on, 2), "09:00")
    if not desk.is_past(noticed):
        return
    form_sheets(hall, quarter, by=officer, now=formed)
    send_sheets(hall, quarter, by=officer, now=formed)
    # In a quarter of which the demo has one month alone, nobody served long enough for an award.
    if any(one.state is WinnerState.GIVEN for one in winners_of(hall.id, quarter)):
        form_awards(hall, quarter, by=officer, now=noticed)


def _send(desk: Desk, period: Period, signed_on: date) -> None:
    hall, officer = desk.hall, desk.people[OFFICER]
    formed, sent = at(signed_on, "16:00"), at(desk.after(signed_on), "09:00")
    if not desk.is_past(sent):
        return
    number = form_bulletin(hall, period, REQUIREMENTS, by=officer, now=formed)
    units = departments_by_id(hall.id)
    recipients = [Recipient(RecipientKind.DEPARTMENT, unit) for unit in units]
    send_document(hall, number, recipients, by=officer, now=sent)
    own = Recipient(RecipientKind.DEPARTMENT, department_id_of(hall.id, HEAD_OF))
    is_last = period.months()[0] == desk.published[-1]
    receipt = Receipt(number, own, signs=not is_last)
    acknowledge_copy(hall, receipt, by=desk.people[HEAD], now=at(desk.after(signed_on), "11:20"))
