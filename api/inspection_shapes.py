"""Which shape has what inspectors, departments and staff read of rounds and findings?"""

from marshmallow import Schema, fields

from api.fields import Whole
from api.staff_shapes import MOST_PAGES, OwnIn
from server.rules.inspections.kinds import (
    FindingState,
    FoundEvent,
    Look,
    OrderState,
    Rhythm,
    RoundKind,
    RoundState,
    Severity,
)


class PageIn(OwnIn):
    """Which page of a list."""

    page = Whole(least=1, most=MOST_PAGES, from_text=True, load_default=1)


class RoundOut(Schema):
    """一次巡查 One round"""

    number = fields.String(required=True)
    kind = fields.Enum(RoundKind, by_value=True, required=True)
    rhythm = fields.String(required=True, metadata={"description": "day week month，非计划为空"})
    theme = fields.String(required=True)
    leader = fields.String(required=True)
    state = fields.Enum(RoundState, by_value=True, required=True)
    started_at = fields.AwareDateTime(required=True)
    closed_at = fields.AwareDateTime(required=True, allow_none=True)
    windows = fields.Integer(required=True, metadata={"description": "要看的窗口数"})
    looked = fields.Integer(required=True, metadata={"description": "已看的窗口数"})
    findings = fields.Integer(required=True)


class RoundsOut(Schema):
    """巡查，进行中的在前 Rounds, those going on first"""

    rounds = fields.List(fields.Nested(RoundOut), required=True)
    page = fields.Integer(required=True)
    has_more = fields.Boolean(required=True)


class TargetOut(Schema):
    """一个窗口 One window of a round"""

    window = fields.String(required=True)
    window_name = fields.String(required=True)
    department = fields.String(required=True)
    look = fields.Enum(Look, by_value=True, required=True)
    looked_at = fields.AwareDateTime(required=True, allow_none=True)
    staff = fields.String(required=True, metadata={"description": "当时独自在岗的人，没有为空"})
    findings = fields.Integer(required=True)


class FindingOut(Schema):
    """发现的问题 A finding"""

    number = fields.String(required=True)
    window = fields.String(required=True)
    department = fields.String(required=True)
    staff = fields.String(required=True, metadata={"description": "工号，不涉及个人为空"})
    event = fields.Enum(FoundEvent, by_value=True, required=True)
    item = fields.String(required=True, metadata={"description": "条款编号，没有为空"})
    severity = fields.Enum(Severity, by_value=True, required=True)
    minutes = fields.Integer(required=True, allow_none=True)
    state = fields.Enum(FindingState, by_value=True, required=True)
    is_taken_back = fields.Boolean(required=True, metadata={"description": "申诉成立，已冲回"})
    found_on = fields.Date(required=True)
    words = fields.String(required=True)
    photos = fields.Integer(required=True, metadata={"description": "照片张数"})


class DrawOut(Schema):
    """窗口怎样抽出 How the windows were drawn; anyone repeats it (docs/inspections.md)"""

    method = fields.String(required=True)
    seed = fields.String(required=True)
    candidates = fields.List(fields.String(), required=True)
    digest = fields.String(required=True)
    drawn = fields.List(fields.String(), required=True)


class OneRoundOut(RoundOut):
    """一次巡查的全部 One round with its windows and findings"""

    team = fields.String(required=True)
    witness = fields.String(required=True)
    notes = fields.String(required=True)
    goes_on = fields.Boolean(required=True, metadata={"description": "还能记录，本人可以记"})
    targets = fields.List(fields.Nested(TargetOut), required=True)
    found = fields.List(fields.Nested(FindingOut), required=True)
    draw = fields.Nested(DrawOut, required=True, allow_none=True)


class PlannedOut(Schema):
    """计划里的一次 A round of the plan"""

    rhythm = fields.Enum(Rhythm, by_value=True, required=True)
    title = fields.String(required=True)
    first_on = fields.Date(required=True)
    last_on = fields.Date(required=True)
    is_made = fields.Boolean(required=True)


class TodayOut(Schema):
    """今天要做的 What is to do today"""

    plan = fields.List(fields.Nested(PlannedOut), required=True)
    waiting = fields.List(
        fields.Nested(FindingOut), required=True, metadata={"description": "等第二人签批"}
    )
    orders_issued = fields.Integer(required=True)
    orders_answered = fields.Integer(required=True, metadata={"description": "等复查"})
    may_inspect = fields.Boolean(required=True)


class OneFindingOut(FindingOut):
    """一个问题和它的证据 One finding with its evidence"""

    round = fields.String(required=True)
    window_name = fields.String(required=True)
    staff_name = fields.String(required=True)
    what = fields.String(required=True, metadata={"description": "写给人看"})
    state_title = fields.String(required=True)
    found = fields.String(required=True, metadata={"description": "写给人看的日期和时间"})
    found_by = fields.String(required=True)
    witness = fields.String(required=True)
    value = fields.String(required=True)
    reason = fields.String(required=True)
    signed_by = fields.String(required=True)
    order = fields.String(required=True)
    photo_names = fields.List(fields.String(), required=True)
    may_sign = fields.Boolean(required=True)
    waits_for_other = fields.Boolean(required=True)
    may_withdraw = fields.Boolean(required=True)


class OwnFindingOut(FindingOut):
    """本人的一条 One finding about oneself"""

    fact = fields.String(required=True, metadata={"description": "申诉时用：against=fact"})


class OwnFindingsOut(Schema):
    """巡查发现的本人的问题 Findings about oneself"""

    findings = fields.List(fields.Nested(OwnFindingOut), required=True)


class RectificationOut(Schema):
    """一张催办单 One rectification order"""

    number = fields.String(required=True)
    department = fields.String(required=True)
    window = fields.String(required=True)
    state = fields.Enum(OrderState, by_value=True, required=True)
    due_on = fields.Date(required=True)
    is_due_provisional = fields.Boolean(required=True)
    demand = fields.String(required=True)


class RectificationsOut(Schema):
    """催办单，没办完的在前 Rectification orders, those still open first"""

    rectifications = fields.List(fields.Nested(RectificationOut), required=True)
    page = fields.Integer(required=True)
    has_more = fields.Boolean(required=True)
