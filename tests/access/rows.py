"""The reviewed table of who may come in where: one row a route, in routes.toml.

``may``: the roles that come in (``*``: every signed-in person; ``door``: whoever has shown a
password). ``object``: what the address names, a kind of tests/access/objects.py. ``sees``: the
roles of ``may`` that the example object opens to, where it is not all of them. ``fill``: what
stands in the other blanks of the address. A route of the API is there for bound phones as well,
but where a factor is shown anew (``fresh``), where the row says ``phone = false``, and for roles
that no phone stands for.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.routing import Rule

from server.gate import PASSWORD_SHOWN, Door, Need
from server.rules.accounts.phones import NOT_ON_PHONES
from server.rules.accounts.roles import PERMISSIONS, Role

TABLE = Path(__file__).parent / "routes.toml"
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
EVERYBODY, AT_THE_DOOR = "*", "door"
# What the address names, guessed from its path for a fresh row.
GUESSES = {
    "/cases/": "case",
    "/appeals/": "appeal",
    "/windows/": "window",
    "/people/": "account",
    "/exclusions/": "exclusion",
    "/notices/": "notice",
}


@dataclass(frozen=True)
class Row:
    """What a route was reviewed to do."""

    may: str
    object: str = ""
    sees: str | None = None
    fresh: bool = False
    phone: bool = True
    fill: dict[str, str] = field(default_factory=dict)

    def roles(self) -> frozenset[Role]:
        """The roles that come in."""
        open_to_all = self.may in {EVERYBODY, AT_THE_DOOR}
        return frozenset(Role) if open_to_all else frozenset(map(Role, self.may.split()))

    def roles_on_phones(self) -> frozenset[Role]:
        """The roles that come in on a phone, where the route admits phones."""
        return self.roles() & self.seeing() - NOT_ON_PHONES

    def seeing(self) -> frozenset[Role]:
        """The roles that the example object opens to."""
        return self.roles() if self.sees is None else frozenset(map(Role, self.sees.split()))


@dataclass(frozen=True)
class Route:
    """One method of one address behind the console's door."""

    method: str
    rule: Rule
    need: Need

    @property
    def is_of_api(self) -> bool:
        """Whether phones may show their token here at all."""
        return self.rule.rule.startswith("/api/")

    @property
    def is_shut_to_phones(self) -> bool:
        """Whether the permissions alone keep every phone out."""
        return self.is_of_api and not (self.need.admits_phones or self.need.is_fresh)

    @property
    def name(self) -> str:
        """As the table names it."""
        return f"{self.method} {self.rule.rule}"

    def declared(self) -> str:
        """Who may come in, as the code says it and the permissions are now."""
        if self.need.standing is PASSWORD_SHOWN:
            return AT_THE_DOOR
        if not self.need.permissions:
            return EVERYBODY
        roles = {role for one in self.need.permissions for role in PERMISSIONS[one]}
        return " ".join(role for role in Role if role in roles)

    def row_to_paste(self) -> str:
        """The row that would make the table say what the code does."""
        parts = [f'may = "{self.declared()}"']
        kind = next((kind for part, kind in GUESSES.items() if part in self.rule.rule), "")
        parts += [f'object = "{kind}"'] if kind and "number" in self.rule.arguments else []
        others = sorted(self.rule.arguments - ({"number"} if kind else set()))
        fill = ", ".join(f'{blank} = "?"' for blank in others)
        parts += [f"fill = {{ {fill} }}"] if fill else []
        parts += ["fresh = true"] if self.need.is_fresh else []
        parts += ["phone = false"] if self.is_shut_to_phones else []
        return f'"{self.name}" = {{ {", ".join(parts)} }}'


def table() -> dict[str, Row]:
    """The rows by the names of their routes."""
    read: dict[str, dict[str, Any]] = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return {name: Row(**row) for name, row in read.items()}


def console_routes(app: Flask) -> list[Route]:
    """Every method of every address behind the console's door."""
    return sorted(
        (
            Route(method, rule, need)
            for rule in app.url_map.iter_rules()
            for method, need in _needs(app, rule)
        ),
        key=lambda route: (route.rule.rule, route.method),
    )


def _needs(app: Flask, rule: Rule) -> Iterator[tuple[str, Need]]:
    view = app.view_functions[rule.endpoint]
    handler = getattr(view, "view_class", None)
    for method in METHODS:
        if method in (rule.methods or set()):
            places: tuple[Any, ...] = (getattr(handler, method.lower(), None), view, handler)
            marked = next((one for one in places if getattr(one, "door", None)), None)
            if marked is not None and marked.door is Door.CONSOLE:
                yield method, marked.need
