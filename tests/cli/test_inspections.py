"""Does the command draw, draw again, and see a record that was changed?"""

from flask import Flask
from sqlalchemy import update

from server.db import session, transaction
from server.models.inspections import InspectionDraw
from tests.build import a_hall

DRAW = ("draw", "--count", "1", "--seed", "3D 417", "--leader", "王某", "--by", "王某")


def said(app: Flask, *args: str) -> tuple[int, str]:
    """The exit code of the command and what it says."""
    answer = app.test_cli_runner().invoke(args=["inspections", *args])
    return answer.exit_code, answer.output


def test_a_draw_is_drawn_again_and_a_changed_record_is_seen(app: Flask, clock: object) -> None:
    del clock
    with app.app_context():
        a_hall()

    code, drawn = said(app, *DRAW)
    number = drawn.split()[1].partition("：")[0]
    alike = said(app, "redraw", number)
    with app.app_context():
        with transaction() as writing:
            writing.execute(update(InspectionDraw).values(drawn="A01\nA02\n"))
        session.remove()
    otherwise = said(app, "redraw", number)

    assert (code, alike[0], otherwise[0]) == (0, 0, 1)
    assert number in said(app, "list")[1]
