"""Who may come in by a route, and how does a route say so?"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from flask import request

from server.rules.accounts.phones import CLOSED_TO_PHONES
from server.rules.accounts.roles import Permission

View = TypeVar("View", bound=Callable[..., object])


class Door(Enum):
    """Who may come in by a route."""

    CITIZEN = "anyone, and nothing is remembered of who it was"
    PUBLIC = "anyone"
    SCREEN = "a paired screen of a hall"
    SYSTEM = "another system with an access token"
    OPERATIONS = "the operator's monitoring; closed to the outside by the proxy"
    PHONE = "a phone that has signed in by WeChat, bound to an account or not"
    CONSOLE = "a signed-in person whose role holds the permission that the route names"


class Standing(Enum):
    """How far a person of the console has come, where a route asks for no permission."""

    PASSWORD_SHOWN = "the password was right, the second factor is still to be shown"  # noqa: S105 - a sentence
    SIGNED_IN = "signed in, whatever the role: what concerns one's own account"


PASSWORD_SHOWN, SIGNED_IN = Standing.PASSWORD_SHOWN, Standing.SIGNED_IN


class NoPermissionNamed(TypeError):
    """A route of the console says neither a permission nor a standing."""


@dataclass(frozen=True)
class Need:
    """What a route of the console asks of a person: one of the permissions, or a standing."""

    permissions: tuple[Permission, ...] = ()
    standing: Standing = SIGNED_IN
    is_fresh: bool = False

    @property
    def admits_phones(self) -> bool:
        """Whether a bound phone can come in: it shows no factor anew, and some acts stay shut."""
        is_shut = bool(self.permissions) and CLOSED_TO_PHONES.issuperset(self.permissions)
        return not (is_shut or self.is_fresh or self.standing is PASSWORD_SHOWN)


def open_to(
    door: Door, *needs: Permission | Standing, needs_fresh: bool = False
) -> Callable[[View], View]:
    """Declares who may come in by the route below; a route without a door stays shut.

    A route of the console names what it needs: one permission, several of which one is enough,
    or ``SIGNED_IN``. ``needs_fresh``: a factor must have been shown within the last five minutes
    (identity, accounts, exports, publishing, exclusions). Raises NoPermissionNamed.
    """
    if (door is Door.CONSOLE) is not bool(needs):
        raise NoPermissionNamed(door.name)
    standing = next((need for need in needs if isinstance(need, Standing)), SIGNED_IN)
    asked = tuple(need for need in needs if isinstance(need, Permission))

    def mark(view: View) -> View:
        view.door = door  # type: ignore[attr-defined]  # functions carry attributes, types do not say so
        view.need = Need(asked, standing, needs_fresh)  # type: ignore[attr-defined]  # as above
        return view

    return mark


def door_of(view: object) -> Door | None:
    """The declared door of a view function (of its class, or of its method, where it has one)."""
    return _declared(view, "door", Door)


def need_of(view: object) -> Need | None:
    """What the view's declaration asks of a person of the console."""
    return _declared(view, "need", Need)


Declared = TypeVar("Declared")


def _declared(view: object, name: str, kind: type[Declared]) -> Declared | None:
    handler = getattr(view, "view_class", view)
    method = getattr(handler, request.method.lower(), None)
    found = (getattr(place, name, None) for place in (view, method, handler))
    return next((one for one in found if isinstance(one, kind)), None)
