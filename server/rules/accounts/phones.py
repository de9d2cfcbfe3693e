"""What may a person do on the phone that is bound to their account, and how long does it hold?

A phone shows that it is in somebody's hand, and that a code from the console once bound it to the
account. It shows no factor anew, so that whatever asks for one stays at the console, and so does
what would be worth most to whoever finds a phone: identities, tip-offs, exports, administration.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from server.rules.accounts.roles import ADMINISTRATORS, Grant, Permission, Role

PHONE_SIGN_IN_LIFE = timedelta(hours=2)
# Two machines of one installation, or one machine whose clock was set back a little.
CLOCKS_APART = timedelta(minutes=1)
BINDING_CODE_LIFE = timedelta(hours=72)
BINDING_CODE_LETTERS = 10

NOT_ON_PHONES = ADMINISTRATORS | {Role.DISCIPLINE}
"""Roles that a phone never stands for."""

P = Permission
CLOSED_TO_PHONES = frozenset(
    {
        P.SEE_IDENTITY,
        P.SEE_TIP_OFFS,
        P.HANDLE_TIP_OFFS,
        P.EXPORT,
        P.MANAGE_REGISTRY,
        P.MANAGE_SETTINGS,
        P.MANAGE_CODES,
        P.MANAGE_CALENDAR,
        P.SEE_OPERATIONS,
        P.MANAGE_ACCOUNTS,
        P.SEE_AUDIT,
    }
)
"""What nobody does on a phone, whatever else their roles are."""


def grants_on_phone(grants: Iterable[Grant]) -> tuple[Grant, ...]:
    """The roles that the person's phone stands for; none: it is not worth binding one."""
    return tuple(grant for grant in grants if grant.role not in NOT_ON_PHONES)


def is_in_force(issued_at: datetime, now: datetime) -> bool:
    """Whether a phone's sign-in still holds; one that was issued in the future never did."""
    return -CLOCKS_APART <= now - issued_at <= PHONE_SIGN_IN_LIFE
