"""How does a draft become a notice: its number, its place in the chain, what it replaces?"""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from server.actions.audit.record import locked_head
from server.actions.messages.tell import News, tell
from server.actions.publication.drafting import Draft
from server.ids import new_id
from server.models.publication import Notice, NoticeEvent
from server.queries.registry.halls import Hall
from server.queries.registry.hours import hall_facts
from server.rules.canonical import canonical, digest
from server.rules.messages.audience import NOTICES
from server.rules.messages.topics import LONGEST_FACT, Topic

# The second notice of a month, published in the same moment: one message tells of both.
WITH_THE_RANKING = "disclosure"


def post(session: Session, hall: Hall, draft: Draft) -> str:
    """The number of the notice now published, chained to the last, in the caller's transaction.

    A notice of an earlier revision is superseded and stays readable. It prints where the hall's
    audit ended, so that copies of it vouch for every line up to there.
    """
    last = session.scalars(
        select(Notice).where(Notice.hall_id == hall.id).order_by(Notice.serial.desc()).limit(1)
    ).first()
    number = _number(session, hall, draft)
    facts = draft.facts | {
        "number": number,
        "formed_on": draft.formed_on.isoformat(),
        "published_on": draft.published_at.astimezone(hall.zone).date().isoformat(),
        "objections_until": draft.objections_until.isoformat(),
        "audit_head": str(locked_head(session, hall.id)),
    }
    previous = last.digest if last else ""
    notice = Notice(
        hall_id=hall.id,
        id=new_id(draft.published_at.date()),
        serial=last.serial + 1 if last else 1,
        number=number,
        kind=draft.kind,
        month=draft.month,
        revision=draft.revision,
        facts=canonical(facts).decode(),
        digest=digest(facts, previous),
        previous_digest=previous,
        formed_on=draft.formed_on,
        published_at=draft.published_at,
        objections_until=draft.objections_until,
        drafted_by=draft.drafted_by,
        approved_by=draft.approved_by,
    )
    _supersede(session, hall, draft)
    session.add(notice)
    session.flush()  # the next notice is chained to this one
    if notice.kind != WITH_THE_RANKING:
        _tell(session, hall, notice)
    return number


def _tell(session: Session, hall: Hall, notice: Notice) -> None:
    """Publishers hear of it, and whoever subscribed to notices."""
    facts: dict[str, str | int] = {
        "number": notice.number[:LONGEST_FACT],
        "month": notice.month,
    }
    news = News(Topic.NOTICE_PUBLISHED, NOTICES, facts)
    tell(session, hall.id, news, dedupe=f"notice/{notice.serial}", now=notice.published_at)


def _number(session: Session, hall: Hall, draft: Draft) -> str:
    """The index number by the hall's pattern; its serial begins anew each year."""
    day = draft.published_at.astimezone(hall.zone).date()
    year_begins = datetime(day.year, 1, 1, tzinfo=hall.zone)
    this_year = session.scalar(
        select(func.count())
        .select_from(Notice)
        .where(Notice.hall_id == hall.id, Notice.published_at >= year_begins)
    )
    pattern = hall_facts(hall.id, hall.registry_version).setting("notice_number", day)
    return pattern.format(unit=hall.unit_code, year=day.year, serial=(this_year or 0) + 1)


def _supersede(session: Session, hall: Hall, draft: Draft) -> None:
    earlier = session.scalars(
        select(Notice.id).where(
            Notice.hall_id == hall.id,
            Notice.kind == draft.kind,
            Notice.month == draft.month,
            Notice.revision < draft.revision,
        )
    )
    session.add_all(
        NoticeEvent(
            hall_id=hall.id,
            id=new_id(draft.published_at.date()),
            notice_id=notice_id,
            kind="superseded",
            happened_at=draft.published_at,
            entered_by=draft.approved_by,
            reason=draft.facts["reason"],
        )
        for notice_id in earlier.all()
    )
