"""Which pages are there for staff? Importing a module hangs its pages on the blueprint."""

from flask import Flask

from web.staff import appeals, attendance, ballots, bonus, documents, findings, month, score
from web.staff.routes import own

__all__ = [
    "appeals",
    "attendance",
    "ballots",
    "bonus",
    "documents",
    "findings",
    "month",
    "register",
    "score",
]


def register(app: Flask) -> None:
    """Give the app the pages of staff."""
    app.register_blueprint(own)
