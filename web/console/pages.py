"""Which pages does the console have? Importing a module hangs its pages on the blueprint."""

from flask import Flask

from web.console import (
    calendar,
    cases,
    codes,
    dashboard,
    demo_door,
    door,
    enrolment,
    entry,
    exports,
    invitation,
    kept,
    ledger,
    me,
    notices,
    queue,
    ratings,
    registry,
    settings,
)
from web.console.routes import office

__all__ = [
    "calendar",
    "cases",
    "codes",
    "dashboard",
    "demo_door",
    "door",
    "enrolment",
    "entry",
    "exports",
    "invitation",
    "kept",
    "ledger",
    "me",
    "notices",
    "queue",
    "ratings",
    "register",
    "registry",
    "settings",
]


def register(app: Flask) -> None:
    """Give the app the console."""
    app.register_blueprint(office)
