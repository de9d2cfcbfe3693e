"""Could each table be spread over machines by hall? The shape that docs/scale.md asks for."""

from collections.abc import Iterator

from sqlalchemy import ForeignKeyConstraint, MetaData, Table, UniqueConstraint

SHARD = "hall_id"


def misshapen_tables(metadata: MetaData) -> list[str]:
    """Tables that say nothing of themselves, and distributed ones whose keys lack the hall.

    In its ``info`` a table says ``distributed``, ``reference`` (a registry, copied to every
    machine) or ``local`` (of the installation, of no hall; it gives the reason).
    """
    return [problem for table in metadata.sorted_tables for problem in _problems(table)]


def _problems(table: Table) -> Iterator[str]:
    kinds = [kind for kind in ("distributed", "reference", "local") if table.info.get(kind)]
    if len(kinds) != 1:
        yield f"{table.name}: is distributed, reference or local? It says {kinds or 'nothing'}"
    if "local" in kinds and not isinstance(table.info["local"], str):
        yield f"{table.name}: local, but gives no reason"
    if is_distributed(table):
        yield from _keys_without_hall(table)
    else:
        yield from _reaching_for_distributed(table)


def is_distributed(table: Table) -> bool:
    """Whether the rows of a table live on the machine of their hall."""
    return table.info.get("distributed") is True


def _keys_without_hall(table: Table) -> Iterator[str]:
    if SHARD not in table.primary_key.columns:
        yield f"{table.name}: its primary key lacks {SHARD}"
    for name, columns in _unique_keys(table):
        if SHARD not in columns:
            yield f"{table.name}: the unique key {name} lacks {SHARD}"
    for key in table.foreign_key_constraints:
        if is_distributed(key.referred_table) and SHARD not in _joined(key):
            yield f"{table.name}: the foreign key to {key.referred_table.name} lacks {SHARD}"


def _reaching_for_distributed(table: Table) -> Iterator[str]:
    for key in table.foreign_key_constraints:
        if is_distributed(key.referred_table):
            yield f"{table.name}: is on every machine, but points at {key.referred_table.name}"


def _unique_keys(table: Table) -> Iterator[tuple[object, set[str]]]:
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint):
            yield constraint.name, set(constraint.columns.keys())
    for index in table.indexes:
        if index.unique:
            yield index.name, set(index.columns.keys())


def _joined(key: ForeignKeyConstraint) -> set[str]:
    """The columns that a foreign key joins to the column of the same name."""
    return {e.parent.name for e in key.elements if e.parent.name == e.column.name}
