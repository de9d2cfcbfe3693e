"""Which pseudonyms of accounts have been kept as long as they may be?"""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from server.models.publication import Ranking
from server.models.wechat_accounts import AccountCount, AccountVisit, MonthKey


def month_keys(hall_id: int, before: datetime) -> Select[Any]:
    """The months whose keys are to go: sealed for the first time by then."""
    return (
        select(MonthKey.month)
        .where(MonthKey.hall_id == hall_id, MonthKey.month.in_(_sealed(hall_id, before)))
        .distinct()
    )


def pseudonyms(
    table: type[AccountVisit] | type[AccountCount], hall_id: int, before: datetime
) -> Select[Any]:
    """The pseudonyms of months that were sealed by then; each is of one month only."""
    return (
        select(table.pseudonym)
        .where(table.hall_id == hall_id, table.month.in_(_sealed(hall_id, before)))
        .distinct()
    )


def _sealed(hall_id: int, before: datetime) -> Select[Any]:
    """A month that is sealed again for a correction does not begin anew."""
    return (
        select(Ranking.month)
        .where(Ranking.hall_id == hall_id)
        .group_by(Ranking.month)
        .having(func.min(Ranking.sealed_at) < before)
    )
