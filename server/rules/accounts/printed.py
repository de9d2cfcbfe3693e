"""How is the table of roles and permissions printed, for everybody to read?"""

from collections.abc import Callable, Iterable, Iterator

from server.rules.accounts.phones import CLOSED_TO_PHONES, NOT_ON_PHONES
from server.rules.accounts.roles import (
    ADMINISTRATORS,
    NEEDS_SECOND_FACTOR,
    OF_ONE_DEPARTMENT,
    PERMISSIONS,
    Permission,
    Role,
)

Say = Callable[[str], str]
ON_PHONES = frozenset(Role) - NOT_ON_PHONES


def printed_table(say: Say) -> str:
    """The table as Markdown (docs/roles.md): what each role is, then who holds each permission.

    ``say`` gives the words of a code (``role.supervisor``), in whatever languages it likes.
    """
    roles = _table(
        say, ("role", "code", "second_factor", "one_department", "apart", "on_phone"), _roles(say)
    )
    held = _table(say, ("permission", "code", "held_by", "on_phone"), _permissions(say))
    return "\n".join([f"# {say('roles.title')}", "", say("roles.how"), "", *roles, "", *held, ""])


def _roles(say: Say) -> Iterator[tuple[str, ...]]:
    for role in Role:
        groups = (NEEDS_SECOND_FACTOR, OF_ONE_DEPARTMENT, ADMINISTRATORS, ON_PHONES)
        marks = ("✓" if role in group else "" for group in groups)
        yield (say(f"role.{role}"), f"`{role}`", *marks)


def _permissions(say: Say) -> Iterator[tuple[str, ...]]:
    for permission in Permission:
        held_by = [f"`{role}`" for role in Role if role in PERMISSIONS[permission]]
        mark = "" if permission in CLOSED_TO_PHONES else "✓"
        yield (say(f"permission.{permission}"), f"`{permission}`", " ".join(held_by), mark)


def _table(say: Say, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    head = tuple(say(f"roles.{column}") for column in columns)
    for row in (head, ("---",) * len(columns), *rows):
        yield f"| {' | '.join(row)} |"
