"""Every test begins on a database as the migrations leave it, on both kinds."""

import pytest
from flask import Flask
from sqlalchemy import text


@pytest.mark.parametrize("run", ["first", "second"])
def test_nothing_is_left_of_the_test_before(in_app: Flask, run: str) -> None:
    session = in_app.extensions["sqlalchemy"].session
    found = session.scalar(text("SELECT count(*) FROM alembic_version"))

    session.execute(text("INSERT INTO alembic_version VALUES (:name)"), {"name": run})
    session.commit()

    assert found == 1
