"""The clock mixes the rows of accounts: nothing tells any more which rating each came with."""

from typing import Any

from sqlalchemy import delete, insert, select

from server.actions.operations.statements import table_of
from server.db import db, transaction
from server.models.wechat_accounts import AccountCount, AccountVisit
from server.queries.registry.halls import Hall


def mix_accounts(hall: Hall) -> None:
    """The clock writes a hall's rows of accounts anew, all at once and in the order of chance.

    PostgreSQL keeps with each row the number of the transaction that wrote it, and rows where
    they came: both would lead from a pseudonym to a rating, and so to its level. SQLite keeps
    neither (``NO_ORDER``). A rating that comes meanwhile waits a moment.
    """
    if db.engine.dialect.name != "postgresql":
        return
    for model in (AccountVisit, AccountCount):
        # One by one: whoever rates holds a row of the first while it asks for one of the second.
        with transaction() as session:
            session.connection().execute(_anew(table_of(model), hall.id))


def _anew(table: Any, hall_id: int) -> Any:
    """Take every row of the hall out and put it in again; pseudonyms are in no order."""
    gone = delete(table).where(table.c.hall_id == hall_id).returning(*table.c).cte("gone")
    rows = select(*gone.c).order_by(gone.c.pseudonym, gone.c.window_id)
    return insert(table).from_select([column.name for column in table.c], rows)
