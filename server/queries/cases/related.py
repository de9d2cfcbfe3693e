"""Which other cases may belong with this one?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import CompoundSelect, Select, and_, func, or_, select

from server.db import session
from server.ids import first_id
from server.models.cases import Case, CaseText
from server.models.handling import CaseLink
from server.models.ratings import RatingText
from server.queries.cases.alike import likeness
from server.queries.cases.lines import CaseLine, line_of, lines
from server.queries.cases.office import Office
from server.queries.cases.opened import opened_case
from server.queries.cases.scope import seen_by
from server.rules.accounts.roles import Actor
from server.rules.cases.queue import borders_on
from server.rules.cases.related import NEAR_DAYS, Kinship, Sketch, kinship
from server.rules.months import day_of

MOST_COMPARED = 400
MOST_SHOWN = 5
_WORDS = func.coalesce(CaseText.text, RatingText.text, "")


@dataclass(frozen=True)
class Related:
    """A case that may belong with this one, and why."""

    line: CaseLine
    kinship: Kinship


def related(office: Office, actor: Actor, number: str) -> tuple[Related, ...]:
    """Cases of the same days that say nearly the same or are about the same window.

    Near texts first, then the newest; those tied to it already are left out. Four statements.
    Raises UnknownCase.
    """
    case = opened_case(office.hall.id, number, actor)
    rows = session.execute(_around(case, actor)).all()
    sketches = {
        row.id: Sketch(row.window_id or 0, day_of(row.received_at, office.hall.zone), row.text)
        for row in rows
    }
    own = sketches.pop(case.id, None)
    if own is None:
        return ()
    kin = {id_: found for id_, each in sketches.items() if (found := kinship(own, each, likeness))}
    shown = sorted(kin, key=lambda id_: (kin[id_] is not Kinship.NEAR_TEXT, -id_))[:MOST_SHOWN]
    return _lines(office, shown, kin)


def _around(case: Case, actor: Actor) -> Select[int, int | None, datetime, str]:
    # Ids tell the day, so that their range is the shortest way to the cases of some days.
    days = timedelta(days=NEAR_DAYS + 1)
    first, last = case.received_at - days, case.received_at + days
    return (
        select(Case.id, Case.window_id, Case.received_at, _WORDS.label("text"))
        .outerjoin(CaseText, and_(CaseText.hall_id == Case.hall_id, CaseText.case_id == Case.id))
        .outerjoin(
            RatingText,
            and_(RatingText.hall_id == Case.hall_id, RatingText.rating_id == Case.rating_id),
        )
        .where(
            seen_by(actor, case.hall_id),
            Case.id.between(first_id(first.date()), first_id(last.date())),
            or_(Case.id == case.id, Case.id.not_in(_tied(case))),
        )
        .order_by((Case.id == case.id).desc(), Case.received_at.desc())
        .limit(MOST_COMPARED)
    )


def _tied(case: Case) -> CompoundSelect[int]:
    there = select(CaseLink.other_id).where(
        CaseLink.hall_id == case.hall_id, CaseLink.case_id == case.id
    )
    back = select(CaseLink.case_id).where(
        CaseLink.hall_id == case.hall_id, CaseLink.other_id == case.id
    )
    return there.union(back)


def _lines(office: Office, wanted: Sequence[int], kin: dict[int, Kinship]) -> tuple[Related, ...]:
    borders = borders_on(office.today, office.calendar)
    rows = session.execute(lines().where(Case.hall_id == office.hall.id, Case.id.in_(wanted))).all()
    by_id = {row.Case.id: line_of(row, office, borders) for row in rows}
    return tuple(Related(by_id[id_], kin[id_]) for id_ in wanted)
