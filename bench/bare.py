"""The least that can store a rating-sized row: one view, one Core INSERT, one commit."""

import secrets
from typing import Any

from flask import Flask, request
from sqlalchemy import BigInteger, Column, Integer, LargeBinary, MetaData, String, Table, insert

from server import settings
from server.db import db, driver_url, engine_options, prepare

METADATA = MetaData()
# As wide as what one plain rating writes: a visit, a rating, a receipt and two tallies.
ROW = Table(
    "bare_row",
    METADATA,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    *(Column(f"number_{at}", BigInteger) for at in range(8)),
    *(Column(f"count_{at}", Integer) for at in range(12)),
    *(Column(f"hash_{at}", LargeBinary(32)) for at in range(3)),
    *(Column(f"word_{at}", String(16)) for at in range(10)),
)
INSERT = insert(ROW)
VALUES: dict[str, Any] = {
    **{f"number_{at}": 1 << 60 for at in range(8)},
    **dict.fromkeys([f"count_{at}" for at in range(12)], 1),
    **{f"hash_{at}": b"h" * 32 for at in range(3)},
    **{f"word_{at}": "printed" for at in range(10)},
}


def create_app() -> Flask:
    """The bare application, on the database and durability of the real one."""
    chosen = settings.from_environment()
    app = Flask("bare")
    app.config.update(
        SQLALCHEMY_DATABASE_URI=driver_url(chosen.database_url),
        SQLALCHEMY_ENGINE_OPTIONS=engine_options(chosen.database_url, threads=chosen.threads),
    )
    db.init_app(app)
    with app.app_context():
        prepare(db.engine)
        METADATA.create_all(db.engine, checkfirst=True)

    @app.post("/")
    def store() -> tuple[dict[str, str], int]:
        """Read the JSON, insert one row, commit."""
        said = request.get_json()
        with db.engine.connect().execution_options(writes=True) as connection:
            connection.execute(INSERT, VALUES | {"id": secrets.randbits(62)})
            connection.commit()
        return {"receipt": said["ticket"][:16]}, 201

    return app


app = create_app()
