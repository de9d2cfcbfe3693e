"""What does a database have to be able to do, so that it can be kept and brought back?"""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

from backup.manifest import Table

Row = tuple[Any, ...]


class Stand(Protocol):
    """A database as it stands at one moment, whatever happens to it meanwhile."""

    def tables(self) -> Mapping[str, Table]:
        """Every table with its digest.

        The digest is over the columns' names and all rows in the order of the primary key, so
        it is the same on every machine; it is not the same on the other kind of database.
        """

    def ask(self, question: str) -> list[Row]:
        """The rows that answer an SQL question."""


class Snapshot(Stand, Protocol):
    """A stand that can be written down."""

    def dump(self) -> Path:
        """A file that brings the database back as it stands."""


class Database(Protocol):
    """One kind of database at one place."""

    kind: str

    def snapshot(self, scratch: Path) -> AbstractContextManager[Snapshot]:
        """The stand at this moment. The folder is empty, and goes when the with ends."""

    def now(self, question: str) -> list[Row]:
        """The rows that answer an SQL question at present."""

    def refuse_unless_free(self, *, replace: bool) -> None:
        """Raises NotEmpty where tables are in the way, InUse where somebody works on them."""

    def aside(self, stamp: str) -> Path | None:
        """Where a database is kept that had to make room; None: it never has to."""

    def restoring(self, dump: Path, stamp: str) -> AbstractContextManager[Stand]:
        """The restored database, to be looked at before the with ends: then it is in its place.

        An error inside the with takes it away again. What was there before is kept beside it
        under a name with that stamp, where the kind of database can do so.
        """
