"""The same over JSON, under /api/v1."""

from flask import Flask

from api import (
    applications,
    attendance,
    cases,
    codes,
    complaints,
    documents,
    explanations,
    findings,
    inspecting,
    inspections,
    messages,
    office_cases,
    operations,
    opinions,
    order_checks,
    photos,
    public,
    rankings,
    ratings,
    receipts,
    rectifications,
    registry,
    replies,
    scores,
    staff,
    staff_photos,
    staff_today,
    subscriptions,
    tickets,
    wechat,
    wechat_callback,
    windows,
)
from api.description import describe
from api.errors import answer_unrouted
from api.wire import OrjsonProvider

__all__ = ["register"]

SECTIONS = (
    windows.section,
    ratings.section,
    receipts.section,
    photos.section,
    complaints.section,
    cases.section,
    opinions.section,
    rankings.section,
    public.section,
    replies.section,
    tickets.section,
    applications.section,
    registry.section,
    codes.section,
    staff.section,
    staff_photos.section,
    staff_today.section,
    scores.section,
    attendance.section,
    inspections.section,
    inspecting.section,
    findings.section,
    order_checks.section,
    rectifications.section,
    office_cases.section,
    documents.section,
    explanations.section,
    wechat.section,
    messages.section,
    subscriptions.section,
)


def register(app: Flask) -> None:
    """Give the app its API."""
    app.json = OrjsonProvider(app)
    operations.register(app)
    wechat_callback.register(app)
    describe(app, SECTIONS)
    answer_unrouted(app)
