"""On how many days of a month did accounts rate each window?"""

from sqlalchemy import func, select

from server.db import session
from server.models.registry import Window
from server.models.wechat_accounts import AccountCount
from server.rules.concentration import WindowAccounts
from server.rules.months import Month


def account_months(hall_id: int, month: Month) -> tuple[WindowAccounts, ...]:
    """Each window that accounts rated in that month, in the order of their numbers.

    Only how many accounts there were of so many days: no pseudonym is read.
    """
    rows = session.execute(
        select(
            AccountCount.window_id,
            Window.group_id,
            AccountCount.days,
            func.count().label("accounts"),
        )
        .join(Window, Window.id == AccountCount.window_id)
        .where(AccountCount.hall_id == hall_id, AccountCount.month == str(month))
        .group_by(Window.number, AccountCount.window_id, Window.group_id, AccountCount.days)
        .order_by(Window.number)
    )
    found: dict[tuple[int, int], dict[int, int]] = {}
    for window_id, group_id, days, accounts in rows:
        found.setdefault((window_id, group_id), {})[days] = accounts
    return tuple(WindowAccounts(*window, accounts) for window, accounts in found.items())
