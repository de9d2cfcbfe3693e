"""The guard of the tables' shape sees each table that could not be spread over machines."""

from collections.abc import Callable

import pytest
from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    MetaData,
    Table,
    UniqueConstraint,
)

from tests.architecture.guards.tables import misshapen_tables

SPREAD = {"distributed": True}


def key(name: str) -> "Column[int]":
    return Column(name, BigInteger, primary_key=True)


def a_hall(metadata: MetaData) -> None:
    Table("hall", metadata, key("id"), info={"reference": True})


def a_rating(metadata: MetaData) -> None:
    Table("rating", metadata, key("hall_id"), key("id"), info=SPREAD)


def well_shaped() -> MetaData:
    metadata = MetaData()
    a_hall(metadata)
    a_rating(metadata)
    Table(
        "photo",
        metadata,
        Column("hall_id", BigInteger, ForeignKey("hall.id"), primary_key=True),
        key("id"),
        Column("rating_id", BigInteger),
        ForeignKeyConstraint(["hall_id", "rating_id"], ["rating.hall_id", "rating.id"]),
        UniqueConstraint("hall_id", "rating_id", name="once"),
        info=SPREAD,
    )
    Table("node", metadata, key("id"), info={"local": "it names this machine"})
    return metadata


def test_well_shaped_tables_are_let_through() -> None:
    assert misshapen_tables(well_shaped()) == []


def plain_table(metadata: MetaData) -> None:
    Table("plain", metadata, key("id"))


def local_without_reason(metadata: MetaData) -> None:
    Table("plain", metadata, key("id"), info={"local": True})


def two_kinds_at_once(metadata: MetaData) -> None:
    Table("plain", metadata, key("hall_id"), info={**SPREAD, "reference": True})


def primary_key_without_hall(metadata: MetaData) -> None:
    Table("plain", metadata, Column("hall_id", BigInteger), key("id"), info=SPREAD)


def unique_key_without_hall(metadata: MetaData) -> None:
    nonce = Column("nonce", BigInteger, unique=True)
    Table("plain", metadata, key("hall_id"), key("id"), nonce, info=SPREAD)


def unique_index_without_hall(metadata: MetaData) -> None:
    nonce = Column("nonce", BigInteger)
    index = Index("once", "nonce", unique=True)
    Table("plain", metadata, key("hall_id"), key("id"), nonce, index, info=SPREAD)


def foreign_key_without_hall(metadata: MetaData) -> None:
    rating = Column("rating_id", BigInteger)
    reach = ForeignKeyConstraint(["rating_id"], ["rating.id"])
    Table("plain", metadata, key("hall_id"), key("id"), rating, reach, info=SPREAD)


def reference_that_points_at_a_spread_table(metadata: MetaData) -> None:
    hall, rating = Column("hall_id", BigInteger), Column("rating_id", BigInteger)
    reach = ForeignKeyConstraint(["hall_id", "rating_id"], ["rating.hall_id", "rating.id"])
    Table("plain", metadata, key("id"), hall, rating, reach, info={"reference": True})


DEFECTS = (
    plain_table,
    local_without_reason,
    two_kinds_at_once,
    primary_key_without_hall,
    unique_key_without_hall,
    unique_index_without_hall,
    foreign_key_without_hall,
    reference_that_points_at_a_spread_table,
)


@pytest.mark.parametrize("plant", DEFECTS, ids=lambda plant: plant.__name__.replace("_", " "))
def test_is_seen(plant: Callable[[MetaData], None]) -> None:
    metadata = well_shaped()
    plant(metadata)

    found = misshapen_tables(metadata)

    assert len(found) == 1
    assert found[0].startswith("plain:")
