"""How is the table of roles and permissions printed, for everybody to read?"""

from collections.abc import Callable, Iterator

from server.rules.accounts.roles import (
    ADMINISTRATORS,
    NEEDS_SECOND_FACTOR,
    OF_ONE_DEPARTMENT,
    PERMISSIONS,
    Role,
)

Say = Callable[[str], str]


def printed_table(say: Say) -> str:
    """The table as Markdown: what each role is, then each permission with the roles that hold it.

    ``say`` gives the words of a code (``role.supervisor``, ``permission.see_cases``).
    """
    return "\n".join([*_roles(say), "", *_permissions(say), ""])


def _roles(say: Say) -> Iterator[str]:
    yield from _head(say, "role", "code", "second_factor", "one_department", "apart")
    for role in Role:
        marks = (
            _mark(role in NEEDS_SECOND_FACTOR),
            _mark(role in OF_ONE_DEPARTMENT),
            _mark(role in ADMINISTRATORS),
        )
        yield f"| {say(f'role.{role}')} | `{role}` | {' | '.join(marks)} |"


def _permissions(say: Say) -> Iterator[str]:
    yield from _head(say, "permission", "code", "held_by")
    for permission, roles in PERMISSIONS.items():
        held_by = "、".join(say(f"role.{role}") for role in Role if role in roles)
        yield f"| {say(f'permission.{permission}')} | `{permission}` | {held_by} |"


def _head(say: Say, *columns: str) -> Iterator[str]:
    yield f"| {' | '.join(say(f'roles.{column}') for column in columns)} |"
    yield f"| {' | '.join('---' for _ in columns)} |"


def _mark(is_so: bool) -> str:  # noqa: FBT001 - a cell of the table
    return "✓" if is_so else ""
