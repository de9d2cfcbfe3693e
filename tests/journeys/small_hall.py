"""A small hall whose day goes wrong: two windows, one with a revoked code, open at all hours."""

from sqlalchemy import select

from server import clock
from server.actions.codes.revoke_code import revoke_code
from server.db import session
from server.models.ratings import Rating
from server.rules.attribution import DutySource
from server.settings import Settings
from tests.build import a_hall, in_being_since, on_duty
from tests.house.installation import installed

OPEN, REVOKED = "A01", "A02"
SINCE_AUTUMN: tuple[str, None] = ("2026-09-01 09:00", None)


def settle(settings: Settings) -> dict[str, str]:
    """Put the hall into the database; the codes of its windows."""
    with installed(settings) as app, app.app_context():
        place = a_hall(windows=(OPEN, REVOKED), opens=None)
        in_being_since(SINCE_AUTUMN[0])
        on_duty(place, "0137", OPEN, span=SINCE_AUTUMN, source=DutySource.STANDING)
        revoke_code(place.hall.id, REVOKED, by="李某", now=clock.now())
        return place.codes


def levels_given(settings: Settings) -> list[int]:
    """The levels of all ratings that are stored."""
    with installed(settings) as app, app.app_context():
        return list(session.scalars(select(Rating.level)))
