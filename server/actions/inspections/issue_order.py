"""An inspector issues a rectification order (催办单) to a department."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from server import errors
from server.actions.appraisal.state_fact import Stating
from server.actions.audit.record import record
from server.actions.distribution.form_document import Formed, form_document
from server.actions.distribution.send_document import Sending, send_copies
from server.actions.inspections.following import who_of
from server.actions.inspections.ordering import Ordering, tell_of_order, term_end, write_step
from server.actions.inspections.proposing import settle_ordered
from server.actions.inspections.start_round import check_inspects
from server.actions.ratings.rating_rows import lock_month
from server.db import transaction
from server.ids import new_id, new_number
from server.models.distribution import Document
from server.models.inspections import InspectionFinding, RectificationOrder
from server.queries.inspections.findings import finding_row
from server.queries.inspections.papers import order_facts
from server.queries.inspections.people import department_id_of
from server.queries.registry.halls import Hall
from server.queries.registry.hours import hall_facts
from server.rules.accounts.roles import Actor
from server.rules.distribution.kinds import DocumentKind, Recipient, RecipientKind
from server.rules.inspections.kinds import STANDING, OrderState, Term
from server.rules.inspections.orders import ISSUE, OrderForm, order_problems
from server.rules.messages.topics import Topic
from server.texts import say


def issue_order(hall: Hall, form: OrderForm, *, by: Actor, now: datetime) -> str:
    """An inspector orders a department to put something right until a day; the order's number.

    The same form again is the same order. Raises FormProblems, StepNotAllowed, and Unknown for a
    department or finding that is not there, or a finding that has its order or is another's.
    """
    check_inspects(hall, by, "issue_order")
    found = order_problems(ISSUE, form)
    if found:
        raise errors.FormProblems(found)
    with transaction() as session:
        # One at a time: the same form at one moment would find that nothing was sent before.
        lock_month(session.connection(), hall.id, f"order/{form.nonce}", exclusive=True)
        known = _sent_before(session, hall, form.nonce)
        if known:
            return known
        ordering = Ordering(hall, form, by, now)
        department_id = department_id_of(hall.id, form.department)
        findings = [_finding(hall, number, department_id) for number in form.findings]
        order = _add(session, ordering, department_id, findings)
        for finding in findings:
            finding.order_id = order.id
        outcome = say("inspections.order_issued_outcome", number=order.number)
        for who in dict.fromkeys(map(who_of, findings)):
            settle_ordered(session, who, outcome, Stating(hall.id, by, now))
        dedupe = f"order_issued/{order.number}/0"
        tell_of_order(session, order, Topic.ORDER_ISSUED, dedupe=dedupe, now=now)
        session.flush()  # the sheet that is sent says what was found
        _send(session, ordering, order)
        facts: dict[str, str | int | None] = {"findings": len(findings)}
        facts["due_on"] = order.due_on.isoformat()
        record(session, hall.id, by, "order_issued", order.number, facts=facts, now=now)
        return order.number


def _send(session: Session, ordering: Ordering, order: RectificationOrder) -> None:
    """The sheet is frozen, and the department has its copy to read and sign."""
    hall, by, now = ordering.hall, ordering.by, ordering.now
    title = say("inspections.order_number", number=order.number)
    day = ordering.today.isoformat()
    facts = order_facts(hall, order.number)
    formed = Formed(DocumentKind.ORDER, day, title, facts, about=order.number)
    document_id = form_document(session, hall, formed, by=by, now=now)
    document = session.get_one(Document, (hall.id, document_id))
    recipient = Recipient(RecipientKind.DEPARTMENT, order.department_id)
    send_copies(session, document, (recipient,), Sending(by, now))


def _sent_before(session: Session, hall: Hall, nonce: str) -> str:
    if not nonce:
        return ""
    known = session.scalar(
        select(RectificationOrder.number).where(
            RectificationOrder.hall_id == hall.id, RectificationOrder.nonce == nonce
        )
    )
    return known or ""


def _finding(hall: Hall, number: str, department_id: int) -> InspectionFinding:
    finding = finding_row(hall.id, number)
    is_free = finding.order_id is None and finding.state in STANDING
    if finding.department_id != department_id or not is_free:
        raise errors.Unknown
    return finding


def _add(
    session: Session,
    ordering: Ordering,
    department_id: int,
    findings: Sequence[InspectionFinding],
) -> RectificationOrder:
    hall, today = ordering.hall, ordering.today
    term = ordering.form.term or Term.SHORT
    due = term_end(hall_facts(hall.id, hall.registry_version), term, today)
    windows = {finding.window_id for finding in findings}
    rounds = {finding.inspection_id for finding in findings}
    order = RectificationOrder(
        hall_id=hall.id,
        id=new_id(today),
        number=new_number(),
        department_id=department_id,
        window_id=windows.pop() if len(windows) == 1 else None,
        inspection_id=rounds.pop() if len(rounds) == 1 else None,
        state=OrderState.ISSUED,
        term=term,
        due_on=due.due_on,
        is_due_provisional=due.is_provisional,
        term_from=today,
        issued_at=ordering.now,
        issued_by=ordering.by.account_id,
        nonce=ordering.form.nonce,
    )
    session.add(order)
    session.flush()  # its steps refer to it
    write_step(session, order, ISSUE.name, ordering)
    return order
