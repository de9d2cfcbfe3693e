"""Which pages does the console have? Importing a module hangs its pages on the blueprint."""

from flask import Flask

from web.console import (
    dashboard,
    door,
    enrolment,
    invitation,
    kept,
    me,
)
from web.console.routes import office

__all__ = [
    "dashboard",
    "door",
    "enrolment",
    "invitation",
    "kept",
    "me",
    "register",
]


def register(app: Flask) -> None:
    """Give the app the console."""
    app.register_blueprint(office)
