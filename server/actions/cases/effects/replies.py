"""A reply that was reviewed becomes public, and is taken back."""

from sqlalchemy import select

from server.actions.cases.taking import Taking
from server.models.handling import PublishedReply


def publish(taking: Taking) -> None:
    """What was asked and answered, as the publisher worded it without anybody's identity."""
    case = taking.case
    key = {"hall_id": case.hall_id, "case_id": case.id, "round": case.round}
    reply = taking.session.get(PublishedReply, key) or PublishedReply(**key)
    reply.asked, reply.reply = taking.words("asked"), taking.words("reply")
    reply.reviewed_by = taking.account_id
    reply.published_on, reply.withdrawn_on = taking.office.today, None
    taking.session.add(reply)


def take_back(taking: Taking) -> None:
    """Nobody reads it from now on."""
    case = taking.case
    published = select(PublishedReply).where(
        PublishedReply.hall_id == case.hall_id,
        PublishedReply.case_id == case.id,
        PublishedReply.withdrawn_on.is_(None),
    )
    for reply in taking.session.scalars(published):
        reply.withdrawn_on = taking.office.today
