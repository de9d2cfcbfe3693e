"""What keeps a computed period from being signed, and a signed one from becoming final."""

from dataclasses import replace
from datetime import date

import pytest

from server.rules.appraisal.states import (
    Found,
    Obstacle,
    PeriodState,
    obstacles_to_final,
    obstacles_to_signing,
)

LAST_DAY = date(2026, 3, 5)
DAY_AFTER = date(2026, 3, 6)
READY = Found(PeriodState.COMPUTED, LAST_DAY, 0, is_outdated=False, is_tampered=False)
SIGNED = replace(READY, state=PeriodState.SIGNED)


def test_a_quiet_month_may_be_signed_the_day_after_the_last_for_objections() -> None:
    assert obstacles_to_signing(READY, "王某", DAY_AFTER) == ()
    assert obstacles_to_signing(READY, "王某", LAST_DAY) == (Obstacle.STILL_OPEN,)


@pytest.mark.parametrize(
    ("found", "obstacle"),
    [
        pytest.param(replace(READY, state=None), Obstacle.NOT_COMPUTED, id="nothing is computed"),
        pytest.param(SIGNED, Obstacle.ALREADY_SIGNED, id="somebody signed it"),
        pytest.param(replace(READY, open_objections=1), Obstacle.OBJECTIONS, id="an objection"),
        pytest.param(replace(READY, is_outdated=True), Obstacle.OUTDATED, id="a fact came later"),
        pytest.param(replace(READY, is_tampered=True), Obstacle.TAMPERED, id="a changed score"),
        pytest.param(
            replace(READY, unsigned_parts=("2026-02",)),
            Obstacle.PART_NOT_SIGNED,
            id="a month of the quarter is not signed",
        ),
        pytest.param(
            replace(READY, computed_by="王某"),
            Obstacle.COMPUTED_BY_SIGNER,
            id="the signer computed it",
        ),
    ],
)
def test_signing_is_held_back_by(found: Found, obstacle: Obstacle) -> None:
    assert obstacles_to_signing(found, "王某", DAY_AFTER) == (obstacle,)


def test_all_obstacles_are_named_at_once() -> None:
    found = replace(READY, open_objections=2, is_outdated=True)

    held = obstacles_to_signing(found, "王某", LAST_DAY)

    assert held == (Obstacle.STILL_OPEN, Obstacle.OBJECTIONS, Obstacle.OUTDATED)


def test_a_signed_month_becomes_final_when_the_days_for_appeals_are_over() -> None:
    assert obstacles_to_final(SIGNED, DAY_AFTER) == ()
    assert obstacles_to_final(SIGNED, LAST_DAY) == (Obstacle.STILL_OPEN,)


def test_what_nobody_signed_never_becomes_final() -> None:
    assert obstacles_to_final(READY, DAY_AFTER) == (Obstacle.NOT_SIGNED,)
    assert obstacles_to_final(replace(READY, state=None), DAY_AFTER) == (Obstacle.NOT_COMPUTED,)


def test_a_final_month_is_final_once() -> None:
    final = replace(READY, state=PeriodState.FINAL)

    assert obstacles_to_final(final, DAY_AFTER) == (Obstacle.ALREADY_FINAL,)
