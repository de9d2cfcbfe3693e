"""Which pages do the sources have, and who may open each?"""

from typing import Any

from flask import Response

from server.gate import console_actor, console_hall
from server.rules.accounts.roles import Permission
from web.console.answers import page
from web.console.routes import at, is_here

SOURCES = "/console/sources"
SEES, MANAGES = Permission.SEE_APPRAISAL, Permission.MANAGE_APPRAISAL
SEEN = ("applications", "counts", "matters", "tasks")
MANAGED = ("import",)


def sources_page(template: str, *, status: int = 200, **values: Any) -> Response:
    """A page of the sources, with the way to the others."""
    may_manage = console_actor().may(MANAGES, console_hall().id)
    names = (*SEEN, *(MANAGED if may_manage else ()))
    places = [(name, at(f"{SOURCES}/{name}"), is_here(f"{SOURCES}/{name}")) for name in names]
    shown = {"places": places, "may_manage": may_manage, **values}
    return page(f"console/sources/{template}", status=status, **shown)
