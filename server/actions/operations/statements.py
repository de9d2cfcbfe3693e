"""How do both databases insert a row that may be there, and how many rows did that write?"""

from typing import Any, cast

from sqlalchemy import Connection, CursorResult, Executable, Table
from sqlalchemy.dialects import postgresql, sqlite

INSERTS = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def table_of(model: Any) -> Table:
    """The table of a model, for Core statements."""
    return cast(Table, model.__table__)


def insert_into(connection: Connection, table: Table) -> Any:
    """An INSERT that can say ON CONFLICT, in the connection's dialect."""
    return INSERTS[connection.dialect.name](table)


def count_of(connection: Connection, statement: Executable) -> int:
    """Execute the statement; how many rows it wrote."""
    # Without being asked, SQLAlchemy forgets how many rows an INSERT wrote on PostgreSQL (-1).
    asked = {"preserve_rowcount": True}
    result = connection.execute(statement, execution_options=asked)
    return cast(CursorResult[Any], result).rowcount
