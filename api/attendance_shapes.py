"""Which shape has what is read and sent about attendance?"""

from marshmallow import Schema, fields

from api.fields import Choice, Day, Inner, Moment, Several, Words, by_value
from api.shape import Shape
from api.staff_shapes import MONTH, OwnIn
from server.rules.attendance.leaves import LONGEST_REASON
from server.rules.attendance.today import NextStep
from server.rules.attendance.words import (
    Direction,
    LeaveKind,
    Procedure,
    RequestState,
    SignSource,
)
from server.rules.months import HalfDay

MOST_SIGNS = 500
LONGEST_STAFF = 32
LONGEST_WINDOW = 16
LONGEST_SCANNED = 1024


class ToldSignIn(Shape):
    """一次打卡 One sign of a machine"""

    staff = Words(most=LONGEST_STAFF, least=1, required=True, metadata={"description": "工号"})
    at = Moment(required=True, metadata={"description": "带时区，到秒"})
    direction = Choice(
        by_value(*Direction), load_default=Direction.ANY, metadata={"description": "any 分不清"}
    )


class SignsIn(Shape):
    """考勤机的打卡 Signs of a machine"""

    signs = Several(Inner(ToldSignIn), most=MOST_SIGNS, required=True)


class SignsOut(Schema):
    """收到多少 How many were taken"""

    added = fields.Integer(required=True)
    known = fields.Integer(required=True, metadata={"description": "以前已经收到的"})


class OwnMonthIn(OwnIn):
    """Which month."""

    month = Words(most=7, pattern=MONTH, required=True, metadata={"description": "2026-11"})


class OwnSignOut(Schema):
    """一次签到或签退 One sign"""

    signed_at = fields.DateTime(required=True)
    direction = fields.Enum(Direction, by_value=True, required=True)
    source = fields.Enum(SignSource, by_value=True, required=True)
    window = fields.String(required=True, metadata={"description": "网页签到时的窗口号"})
    is_cancelled = fields.Boolean(required=True)


class OwnDayOut(Schema):
    """一天 One day"""

    day = fields.Date(required=True)
    signs = fields.List(fields.Nested(OwnSignOut), required=True)
    is_assessed = fields.Boolean(required=True)
    is_waiting = fields.Boolean(required=True, metadata={"description": "全厅还没有签到数据"})
    told = fields.List(fields.String(), required=True, metadata={"description": "结果，文字"})


class OwnDaysOut(Schema):
    """本人某月的考勤 One's own month"""

    month = fields.String(required=True)
    due_days = fields.String(required=True)
    attended_days = fields.String(required=True)
    leave_days = fields.String(required=True)
    absent_days = fields.String(required=True)
    days = fields.List(fields.Nested(OwnDayOut), required=True)


class SignIn(Shape):
    """签到或签退 Sign in or out"""

    direction = Choice(by_value(Direction.IN, Direction.OUT), required=True)
    window = Words(
        most=LONGEST_WINDOW, load_default="", metadata={"description": "签到的窗口号；签退不用"}
    )
    code = Words(
        most=LONGEST_SCANNED,
        load_default="",
        metadata={"description": "扫到的窗口码或整个链接，代替 window；签退时也可以扫"},
    )


class SignedOut(Schema):
    """现在在哪里在岗 Where one is on duty now"""

    is_new = fields.Boolean(required=True, metadata={"description": "false：刚才已经签过"})
    window = fields.String(required=True, metadata={"description": "没有签到为空"})


class TodayDutyOut(Schema):
    """今天的一个班 A duty of today"""

    window = fields.String(required=True)
    name = fields.String(required=True)
    since = fields.String(required=True, metadata={"description": "09:00；长期的为空"})
    until = fields.String(required=True)


class TodaySignedOut(Schema):
    """在岗 Where one is signed in"""

    window = fields.String(required=True)
    since = fields.String(required=True, metadata={"description": "09:00"})


class TodaySignOut(Schema):
    """今天的一次签到或签退 A sign of today"""

    clock = fields.String(required=True, metadata={"description": "09:00"})
    direction = fields.Enum(Direction, by_value=True, required=True)
    window = fields.String(required=True)


class WaitingCountsOut(Schema):
    """等着本人的 What waits for one"""

    messages = fields.Integer(required=True, metadata={"description": "没有读的消息"})
    documents = fields.Integer(required=True, metadata={"description": "等签收的文件"})
    results = fields.Integer(required=True, metadata={"description": "等看过确认的得分"})
    rectifications = fields.Integer(
        required=True, allow_none=True, metadata={"description": "等答复的催办单；不归本人为 null"}
    )


class TodayHallOut(Schema):
    """大厅 The hall"""

    code = fields.String(required=True)
    name = fields.String(required=True)


class OwnTodayOut(Schema):
    """本人的今天 One's own day"""

    hall = fields.Nested(TodayHallOut, required=True)
    staff = fields.String(required=True, metadata={"description": "工号"})
    name = fields.String(required=True)
    department = fields.String(required=True)
    day = fields.Date(required=True)
    is_open = fields.Boolean(required=True, metadata={"description": "现在是否在办公时间"})
    is_working_day = fields.Boolean(required=True)
    counts = fields.Boolean(
        required=True, metadata={"description": "大厅是否以签到记考勤；不记也可签到，评价归属照算"}
    )
    duties = fields.List(fields.Nested(TodayDutyOut), required=True)
    signed_in = fields.Nested(TodaySignedOut, required=True, allow_none=True)
    signs = fields.List(fields.Nested(TodaySignOut), required=True)
    next_step = fields.Enum(NextStep, by_value=True, required=True)
    waiting = fields.Nested(WaitingCountsOut, required=True)


class LeaveIn(Shape):
    """请假 Ask for leave"""

    kind = Choice(by_value(*LeaveKind), required=True)
    from_day = Day(required=True)
    to_day = Day(required=True)
    from_half = Choice(by_value(*HalfDay), load_default=HalfDay.AM)
    to_half = Choice(by_value(*HalfDay), load_default=HalfDay.PM)
    reason = Words(most=LONGEST_REASON, least=1, required=True)


class BusinessIn(Shape):
    """公务外出，同一天 Official business, within one day"""

    from_at = Moment(required=True)
    until_at = Moment(required=True)
    reason = Words(most=LONGEST_REASON, least=1, required=True)


class RequestOut(Schema):
    """一件请假或公务外出 One request"""

    number = fields.String(required=True)
    kind = fields.String(required=True, metadata={"description": "请假种类；business 公务外出"})
    state = fields.Enum(RequestState, by_value=True, required=True)
    from_day = fields.Date(required=True)
    to_day = fields.Date(required=True)
    from_half = fields.Enum(HalfDay, by_value=True, required=True, allow_none=True)
    to_half = fields.Enum(HalfDay, by_value=True, required=True, allow_none=True)
    since = fields.String(required=True, metadata={"description": "公务外出的起点 14:00"})
    until = fields.String(required=True)
    half_days = fields.Integer(required=True, metadata={"description": "工作日的半天数"})
    procedure = fields.Enum(Procedure, by_value=True, required=True)
    reason = fields.String(required=True)
    answer = fields.String(required=True)


class RequestsOut(Schema):
    """本人的申请 Own requests, the latest first"""

    requests = fields.List(fields.Nested(RequestOut), required=True)
