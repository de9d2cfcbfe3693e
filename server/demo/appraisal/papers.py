"""Which documents did the demo hall form and send, and who has signed for them?"""

from datetime import date

from server.actions.distribution.acknowledge_copy import Receipt, acknowledge_copy
from server.actions.distribution.form_bulletin import form_bulletin
from server.actions.distribution.send_document import send_document
from server.demo.appraisal.desk import HEAD, OFFICER, Desk, at
from server.demo.people import HEAD_OF
from server.queries.appraisal.periods import latest_period
from server.queries.inspections.people import department_id_of
from server.queries.registry.units import departments_by_id
from server.rules.appraisal.periods import Period
from server.rules.appraisal.states import PeriodState
from server.rules.distribution.kinds import Recipient, RecipientKind
from server.rules.months import day_of
from server.rules.schemes.words import Span

REQUIREMENTS = "各窗口要对照通报问题逐条整改，下月重点检查着装挂牌和一次性告知。"


def send_bulletins(desk: Desk) -> None:
    """The bulletin of every signed month goes to all departments; the demo's head signs for it."""
    for month in desk.published:
        period = Period.around(month, Span.MONTH)
        latest = latest_period(desk.hall.id, period)
        if latest and latest.state is not PeriodState.COMPUTED and latest.signed_at:
            _send(desk, period, day_of(latest.signed_at, desk.hall.zone))


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
