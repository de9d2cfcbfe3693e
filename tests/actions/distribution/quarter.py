"""The worked quarter, computed and signed, so that its sheets can be formed."""

from server.actions.appraisal.compute_period import compute_period
from server.actions.appraisal.sign_period import Signing, sign_period
from server.rules.appraisal.periods import Period
from tests.appraisal_build import ENTERED
from tests.build import TestHall, at

QUARTER = Period.parse("2026-Q1")
LATER = at("2026-04-20 09:00")


def compute_and_sign(place: TestHall, *periods: str) -> None:
    """One person computes each of them and another one signs it."""
    for period in map(Period.parse, periods):
        digest = compute_period(place.hall, period, by="李某", now=ENTERED).digest
        sign_period(place.hall, Signing(period, digest), by="王某", now=LATER)


def a_signed_quarter(place: TestHall) -> None:
    """Its three months and the quarter are signed."""
    compute_and_sign(place, "2026-01", "2026-02", "2026-03", "2026-Q1")
