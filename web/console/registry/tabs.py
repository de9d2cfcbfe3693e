"""Which pages does the registry have, and who may open each?"""

from typing import Any

from flask import Response

from server.gate import console_actor, console_hall
from server.rules.accounts.roles import Permission
from web.console.answers import page
from web.console.routes import at, is_here

REGISTRY = "/console/registry"
SEEN = (
    "windows",
    "people",
    "departments",
    "groups",
    "matters",
    "roster",
    "reattributions",
    "history",
)
MANAGED = ("import",)


def registry_page(template: str, *, status: int = 200, **values: Any) -> Response:
    """A page of the registry, with the way to the others."""
    may_manage = console_actor().may(Permission.MANAGE_REGISTRY, console_hall().id)
    names = (*SEEN, *(MANAGED if may_manage else ()))
    places = [(name, at(f"{REGISTRY}/{name}"), is_here(f"{REGISTRY}/{name}")) for name in names]
    return page(template, status=status, places=places, **values)
