"""Which photos and words of inspections have been kept as long as they may be?"""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select

from server.models.inspections import (
    FindingText,
    Inspection,
    InspectionFinding,
    InspectionPhoto,
    RectificationOrder,
    RectificationStep,
    RectificationText,
)
from server.rules.inspections.kinds import OPEN_ORDERS


def photo_keys(hall_id: int, before: datetime) -> Select[Any]:
    """Photos of findings whose round was closed and whose order was over by then, and of orders."""
    photo = InspectionPhoto
    of_finding = exists().where(
        InspectionFinding.hall_id == photo.hall_id,
        InspectionFinding.id == photo.finding_id,
        *_is_over(before),
    )
    of_order = exists().where(
        RectificationOrder.hall_id == photo.hall_id,
        RectificationOrder.id == photo.order_id,
        _ended(before),
    )
    return select(photo.id).where(photo.hall_id == hall_id, or_(of_finding, of_order))


def finding_keys(hall_id: int, before: datetime) -> Select[Any]:
    """Findings with words whose round was closed and whose order was over by then."""
    of_finding = and_(
        InspectionFinding.hall_id == FindingText.hall_id,
        InspectionFinding.id == FindingText.finding_id,
    )
    return (
        select(FindingText.finding_id)
        .join(InspectionFinding, of_finding)
        .where(FindingText.hall_id == hall_id, *_is_over(before))
        .distinct()
    )


def order_keys(hall_id: int, before: datetime) -> Select[Any]:
    """Orders with words that were over by then."""
    of_order = and_(
        RectificationOrder.hall_id == RectificationText.hall_id,
        RectificationOrder.id == RectificationText.order_id,
    )
    return (
        select(RectificationText.order_id)
        .join(RectificationOrder, of_order)
        .where(RectificationText.hall_id == hall_id, _ended(before))
        .distinct()
    )


def _is_over(before: datetime) -> tuple[ColumnElement[bool], ...]:
    """Of a finding: its round was closed by then, and so was its order, where there is one."""
    found = InspectionFinding
    is_closed = exists().where(
        Inspection.hall_id == found.hall_id,
        Inspection.id == found.inspection_id,
        Inspection.closed_at < before,
    )
    has_ended = exists().where(
        RectificationOrder.hall_id == found.hall_id,
        RectificationOrder.id == found.order_id,
        _ended(before),
    )
    return is_closed, or_(found.order_id.is_(None), has_ended)


def _ended(before: datetime) -> ColumnElement[bool]:
    """Of an order: nothing more can happen to it, and its last step was taken by then."""
    order, step = RectificationOrder, RectificationStep
    last = (
        select(func.max(step.taken_at))
        .where(step.hall_id == order.hall_id, step.order_id == order.id)
        .correlate(order)
        .scalar_subquery()
    )
    return and_(order.state.not_in(OPEN_ORDERS), last < before)
