"""A reply that was reviewed becomes public, and is taken back."""

from sqlalchemy import select

from server.actions.cases.taking import Taking
from server.actions.safety.holding import hold_if_hit, let_go
from server.errors import FormProblems, StepNotAllowed
from server.models.handling import PublishedReply
from server.queries.registry.people import full_names
from server.rules.cases.published import problems
from server.rules.hall_settings import YES
from server.rules.safety.holding import Place


def check(taking: Taking) -> None:
    """Raises StepNotAllowed where the hall publishes no replies, FormProblems for an identity."""
    hall = taking.office.hall
    if taking.office.facts.setting("replies_published", taking.office.today) != YES:
        raise StepNotAllowed(step=taking.step.name, reason="replies_not_public")
    found = problems(
        {part: taking.words(part) for part in ("asked", "reply")},
        staff_names=full_names(hall.id),
        public_numbers=[hall.phone],
        case_number=taking.case.number,
    )
    if found:
        raise FormProblems(found)


def publish(taking: Taking) -> None:
    """What was asked and answered, as the publisher worded it without anybody's identity.

    Where a word of the list is in it, another person looks at it before the public does.
    """
    case = taking.case
    key = {"hall_id": case.hall_id, "case_id": case.id, "round": case.round}
    reply = taking.session.get(PublishedReply, key) or PublishedReply(**key)
    reply.asked, reply.reply = taking.words("asked"), taking.words("reply")
    reply.reviewed_by = taking.account_id
    reply.published_on, reply.withdrawn_on = taking.office.today, None
    taking.session.add(reply)
    taking.session.flush()
    let_go(taking.session, case.hall_id, Place.REPLY, reply.number)
    hold_if_hit(
        taking.session,
        case.hall_id,
        Place.REPLY,
        reply.number,
        reply.asked,
        reply.reply,
        today=taking.office.today,
    )


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
