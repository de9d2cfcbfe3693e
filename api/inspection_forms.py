"""Which shape has what an inspector sends, and what the forms of a round offer?"""

from marshmallow import Schema, fields

from api.fields import Choice, Moment, Several, Whole, Words, by_value
from api.photo_references import LONGEST_REFERENCE
from api.shape import Shape
from server.rules.inspections.draw import LONGEST_SEED, MOST_DRAWN
from server.rules.inspections.form import (
    LONGEST_NAME,
    LONGEST_NOTES,
    LONGEST_TEAM,
    LONGEST_THEME,
    LONGEST_WORDS,
    MOST_MINUTES,
)
from server.rules.inspections.kinds import (
    FindingState,
    FoundEvent,
    MeetingHow,
    MeetingKind,
    OrderState,
    Rhythm,
    RoundKind,
    Severity,
    Term,
)
from server.rules.inspections.orders import LONGEST_WORDS as LONGEST_ORDER
from server.rules.inspections.orders import OrderStepName
from server.rules.ratings.form import MOST_PHOTOS

LONGEST_WINDOW, LONGEST_CODE, MOST_WINDOWS = 32, 32, 2000
CHECKS = (OrderStepName.PASS, OrderStepName.FAIL, OrderStepName.CANCEL)
SEEN_AT = {"description": "没有网络时在手机上记下的时间，只认在这次巡查以内的；没有就是现在"}


class RoundIn(Shape):
    """开始一次巡查 A round begins"""

    kind = Choice(by_value(*RoundKind), required=True)
    leader = Words(most=LONGEST_NAME, required=True)
    team = Words(most=LONGEST_TEAM, load_default="", metadata={"description": "用、隔开"})
    witness = Words(most=LONGEST_NAME, load_default="")
    theme = Words(most=LONGEST_THEME, load_default="")
    rhythm = Choice(by_value(*Rhythm), load_default=None)
    windows = Several(
        Words(most=LONGEST_WINDOW, least=1),
        most=MOST_WINDOWS,
        load_default=list,
        metadata={"description": "只去（抽查：只在其中抽）这些窗口；空为全部"},
    )
    seed = Words(most=LONGEST_SEED, load_default="", metadata={"description": "抽查的种子"})
    count = Whole(least=0, most=MOST_DRAWN, load_default=0, metadata={"description": "抽几个"})


class LookIn(Shape):
    """一个窗口正常 A window is as it should be"""

    window = Words(most=LONGEST_WINDOW, least=1, required=True)
    seen_at = Moment(load_default=None, metadata=SEEN_AT)


class FindingIn(Shape):
    """发现的问题 What was found at a window"""

    window = Words(most=LONGEST_WINDOW, least=1, required=True)
    event = Choice(by_value(*FoundEvent), required=True)
    item = Words(most=LONGEST_CODE, load_default="")
    severity = Choice(by_value(*Severity), required=True)
    staff = Words(most=LONGEST_CODE, load_default="", metadata={"description": "工号"})
    minutes = Whole(least=1, most=MOST_MINUTES, load_default=None)
    meeting_kind = Choice(by_value(*MeetingKind), load_default=None)
    meeting_how = Choice(by_value(*MeetingHow), load_default=None)
    words = Words(most=LONGEST_WORDS, least=1, required=True)
    witness = Words(most=LONGEST_NAME, load_default="")
    value = Words(most=16, load_default="", metadata={"description": "区间条款的分值"})
    reason = Words(most=LONGEST_WORDS, load_default="")
    photos = Several(Words(most=LONGEST_REFERENCE), most=MOST_PHOTOS, load_default=list)
    seen_at = Moment(load_default=None, metadata=SEEN_AT)


class CloseIn(Shape):
    """结束巡查 The round is over"""

    notes = Words(most=LONGEST_NOTES, load_default="", metadata={"description": "巡查小结"})


class OrderStepIn(Shape):
    """复查或撤销 An order is checked again, or cancelled"""

    step = Choice(by_value(*CHECKS), required=True)
    words = Words(most=LONGEST_ORDER, load_default="")
    term = Choice(by_value(*Term), load_default=None, metadata={"description": "不通过时的新期限"})
    photos = Several(Words(most=LONGEST_REFERENCE), most=MOST_PHOTOS, load_default=list)


class WordOut(Schema):
    """一个选项 One word that may be chosen"""

    value = fields.String(required=True)
    text = fields.String(required=True)


class NewRoundOut(Schema):
    """开始巡查的表单 What the form of a round offers"""

    kinds = fields.List(fields.Nested(WordOut), required=True)
    rhythms = fields.List(fields.Nested(WordOut), required=True)
    least_people = fields.Integer(required=True)
    leader = fields.String(required=True)
    seed = fields.String(required=True, metadata={"description": "随机的一个；可以换成事先说定的"})
    most_drawn = fields.Integer(required=True)
    windows = fields.List(fields.Nested(WordOut), required=True)


class ItemOut(Schema):
    """可以选的条款 An item that a person may pick"""

    code = fields.String(required=True)
    text = fields.String(required=True)
    category = fields.String(required=True)
    points = fields.String(required=True, metadata={"description": "写给人看，没有为空"})
    is_range = fields.Boolean(required=True, metadata={"description": "要填分值和理由，第二人签批"})


class PlaceOut(Schema):
    """一个窗口和它的部门 A window with its department"""

    window = fields.String(required=True)
    window_name = fields.String(required=True)
    department = fields.String(required=True, metadata={"description": "部门代码"})


class UnitOut(Schema):
    """一个部门的人 The people of a department"""

    code = fields.String(required=True)
    name = fields.String(required=True)
    people = fields.List(fields.Nested(WordOut), required=True)


class FindingFormOut(Schema):
    """记录问题的表单，没有网络时也用得上 All that the form of a finding offers"""

    items = fields.List(fields.Nested(ItemOut), required=True)
    severities = fields.List(fields.Nested(WordOut), required=True)
    meeting_kinds = fields.List(fields.Nested(WordOut), required=True)
    meeting_hows = fields.List(fields.Nested(WordOut), required=True)
    places = fields.List(fields.Nested(PlaceOut), required=True)
    units = fields.List(fields.Nested(UnitOut), required=True)
    witness = fields.String(required=True)


class PresentOut(Schema):
    """此刻在岗的工号 Who is on duty now, by number"""

    present = fields.List(fields.String(), required=True)


class StartedOut(Schema):
    """已开始 Begun"""

    number = fields.String(required=True)


class RecordedOut(Schema):
    """已记录 Recorded"""

    number = fields.String(required=True)
    state = fields.Enum(FindingState, by_value=True, required=True)
    state_title = fields.String(required=True)


class LookedOut(Schema):
    """已看 Seen"""

    window = fields.String(required=True)


class OrderTakenOut(Schema):
    """已记下 Taken"""

    number = fields.String(required=True)
    state = fields.Enum(OrderState, by_value=True, required=True)
    state_title = fields.String(required=True)
