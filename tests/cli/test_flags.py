"""Does a person learn what the nights noted, and only of their own hall?"""

from datetime import date, timedelta

from flask import Flask

from server.db import transaction
from server.models.ratings import NightFlag
from server.rules.flags import FlagKind
from server.texts import is_known, say
from tests.build import MORNING, TestHall, a_hall

TODAY = date(2026, 11, 25)


def flag(place: TestHall, *, day: date = TODAY, kind: FlagKind = FlagKind.BURST) -> None:
    """A night noted something at A01."""
    with transaction() as session:
        session.add(
            NightFlag(
                hall_id=place.hall.id,
                day=day,
                window_id=place.windows["A01"],
                kind=kind,
                chance="",
                seen=9,
                flagged_at=MORNING,
            )
        )


def lines(app: Flask, *args: str) -> str:
    """What the command says."""
    answer = app.test_cli_runner().invoke(args=["flags", "--hall", "H1", *args])
    assert answer.exit_code == 0, answer.output
    return answer.output


def test_a_flag_is_told_with_its_day_window_and_reason(app: Flask, clock: object) -> None:
    del clock
    with app.app_context():
        flag(a_hall())

    assert "2026-11-25  窗口 A01：十分钟内 9 条" in lines(app)


def test_older_flags_and_those_of_other_halls_are_left_out(app: Flask, clock: object) -> None:
    del clock
    with app.app_context():
        flag(a_hall("H1"), day=TODAY - timedelta(days=8))
        flag(a_hall("H2"))

    assert lines(app, "--days", "7") == say("flag.none", days=7) + "\n"


def test_every_kind_of_flag_has_its_sentence() -> None:
    assert [kind for kind in FlagKind if not is_known(f"flag.{kind}")] == []
