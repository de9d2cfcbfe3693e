"""A second person confirms a proposed version of the scheme, and it is in force by its dates."""

from datetime import datetime

from sqlalchemy import update

from server.actions.appraisal.propose_scheme import sound_scheme
from server.actions.audit.record import locked_head, record
from server.db import transaction
from server.errors import SamePerson
from server.models.appraisal import SchemeAdoption
from server.queries.appraisal.periods import latest_periods
from server.queries.appraisal.schemes import KeptScheme, scheme_named, schemes_in_force
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor, name_of
from server.rules.appraisal.states import PeriodState
from server.rules.schemes.refusals import PeriodsClosed, SchemeAdopted, SchemeNotProposed

CLOSED = frozenset({PeriodState.SIGNED, PeriodState.FINAL})


def adopt_scheme(
    hall: Hall, key: str, version: str, *, by: Actor | str, now: datetime
) -> KeptScheme:
    """A second person confirms the version with its record; it is in force by its dates.

    Raises UnknownScheme, SchemeNotProposed, SchemeAdopted, SamePerson for who proposed it,
    SchemeRefused where it cannot follow the versions in force any more, PeriodsClosed where it
    would reach into a period that is signed.
    """
    with transaction() as session:
        locked_head(session, hall.id)  # two versions adopted at once could leave a gap or overlap
        kept = scheme_named(hall.id, key, version)
        _check(kept, by)
        sound_scheme(kept.text, schemes_in_force(hall.id))
        _check_periods(hall, kept)
        session.execute(
            update(SchemeAdoption)
            .where(SchemeAdoption.hall_id == hall.id, SchemeAdoption.scheme_id == kept.id)
            .values(approved_at=now, approved_by=name_of(by))
        )
        facts = {"digest": kept.digest, "from": kept.from_on.isoformat()}
        record(session, hall.id, by, "scheme_adopted", kept.name, facts=facts, now=now)
    return scheme_named(hall.id, key, version)


def _check(kept: KeptScheme, by: Actor | str) -> None:
    if kept.adoption is None:
        raise SchemeNotProposed(name=kept.name)
    if kept.is_adopted:
        raise SchemeAdopted(name=kept.name)
    if kept.adoption.proposed_by == name_of(by):
        raise SamePerson(name=name_of(by))


def _check_periods(hall: Hall, kept: KeptScheme) -> None:
    """What is closed was computed by the version of its time, and stays so."""
    reached = [
        one.period
        for one in latest_periods(hall.id)
        if one.state in CLOSED and one.period.last_on >= kept.from_on
    ]
    if reached:
        last = max(reached, key=lambda one: one.last_on)
        raise PeriodsClosed(name=kept.name, period=str(last), from_on=kept.from_on.isoformat())
