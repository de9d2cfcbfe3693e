"""Which pages does the citizen have? Importing a module hangs its pages on the blueprint."""

from flask import Flask

from web.citizen import (
    case_photos,
    case_steps,
    cases,
    complaints,
    documents,
    opening,
    questionnaires,
    rating,
    receipts,
    verify,
)
from web.citizen.routes import feedback

__all__ = [
    "case_photos",
    "case_steps",
    "cases",
    "complaints",
    "documents",
    "opening",
    "questionnaires",
    "rating",
    "receipts",
    "register",
    "verify",
]


def register(app: Flask) -> None:
    """Give the app the citizen's pages."""
    app.register_blueprint(feedback)
