"""Which pages does the console have? Importing a module hangs its pages on the blueprint."""

from flask import Flask

from web.console import (
    accounts,
    appraisal,
    attendance,
    audit,
    calendar,
    cases,
    codes,
    dashboard,
    demo_door,
    documents,
    door,
    enrolment,
    entry,
    exports,
    inbox,
    inspections,
    invitation,
    kept,
    ledger,
    me,
    notices,
    operations,
    opinions,
    phones,
    queue,
    ratings,
    registry,
    safety,
    settings,
    sources,
    webhooks,
)
from web.console.routes import office

__all__ = [
    "accounts",
    "appraisal",
    "attendance",
    "audit",
    "calendar",
    "cases",
    "codes",
    "dashboard",
    "demo_door",
    "documents",
    "door",
    "enrolment",
    "entry",
    "exports",
    "inbox",
    "inspections",
    "invitation",
    "kept",
    "ledger",
    "me",
    "notices",
    "operations",
    "opinions",
    "phones",
    "queue",
    "ratings",
    "register",
    "registry",
    "safety",
    "settings",
    "sources",
    "webhooks",
]


def register(app: Flask) -> None:
    """Give the app the console."""
    app.register_blueprint(office)
