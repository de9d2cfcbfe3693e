"""Which shape has what a member of staff reads and sends?"""

from marshmallow import Schema, fields

from api.fields import Choice, Several, Whole, Words, by_value
from api.photo_references import LONGEST_REFERENCE
from api.shape import Shape
from server.rules.ledger.appeals import LONGEST_WORDS, Against, AppealState
from server.rules.ratings.form import MOST_PHOTOS

LONGEST_NUMBER = 16
MONTH = "[1-9][0-9]{3}-(0[1-9]|1[0-2])"
MOST_PAGES = 10_000
A_NUMBER = {"description": "少于 10 的一律为 null"}


class OwnIn(Shape):
    """Which hall, where the person works in several."""

    hall = Words(most=32, least=1, metadata={"description": "大厅代码；默认本人所在的第一个大厅"})


class EntriesIn(OwnIn):
    """Which entries."""

    month = Words(most=7, pattern=MONTH, load_default="", metadata={"description": "2026-11"})
    page = Whole(least=1, most=MOST_PAGES, from_text=True, load_default=1)


class OwnBatchOut(Schema):
    """一批评价 One batch of ratings"""

    since = fields.Date(required=True)
    until = fields.Date(required=True)
    n = fields.Integer(required=True, metadata={"description": "计入的首次评价，至少 10 条"})


class OwnLevelOut(Schema):
    """一级的条数 How many of one level"""

    level = fields.Integer(required=True)
    text = fields.String(required=True)
    n = fields.Integer(required=True, allow_none=True, metadata=A_NUMBER)


class OwnReasonOut(Schema):
    """一个评价指标，至少 10 次 One reason, named ten times or more"""

    code = fields.String(required=True)
    text = fields.String(required=True)
    n = fields.Integer(required=True)


class OwnTableOut(Schema):
    """几批合在一起的明细 Batches put together, broken down"""

    since = fields.Date(required=True)
    until = fields.Date(required=True)
    n = fields.Integer(required=True)
    levels = fields.List(fields.Nested(OwnLevelOut), required=True)
    reasons = fields.List(fields.Nested(OwnReasonOut), required=True)
    second = fields.Integer(required=True, allow_none=True, metadata=A_NUMBER)
    set_aside = fields.Integer(required=True, allow_none=True, metadata=A_NUMBER)


class OwnTextOut(Schema):
    """监督科放出的一段文字 What a citizen wrote, released by a supervisor"""

    number = fields.String(required=True, metadata={"description": "申诉时用"})
    week = fields.Date(required=True, metadata={"description": "那一周的星期一"})
    day = fields.Date(
        required=True, allow_none=True, metadata={"description": "那半天评价少于 5 条时为 null"}
    )
    text = fields.String(required=True)


class OwnAppealableOut(Schema):
    """申诉的期限 Until when one may appeal"""

    until = fields.Date(required=True)
    days_left = fields.Integer(required=True, metadata={"description": "工作日；-1 表示已过"})
    is_provisional = fields.Boolean(required=True)
    number = fields.String(required=True, metadata={"description": "已提出的申诉，没有为空"})


class OwnMonthOut(Schema):
    """已公示的一个月 A published month"""

    month = fields.String(required=True)
    served = fields.Integer(
        required=True, allow_none=True, metadata={"description": "接待（办件）数；没有数据为 null"}
    )
    rated = fields.Integer(required=True, metadata={"description": "计入公示的评价"})
    in_words = fields.String(required=True, metadata={"description": "2026年10月"})
    band = fields.String(required=True, metadata={"description": "评价太少不比较，为空"})
    band_in_words = fields.String(required=True)
    appeal = fields.Nested(OwnAppealableOut, required=True)


class OwnLimitsOut(Schema):
    """多少条、隔几天成一批 How many ratings and days make a batch"""

    ratings = fields.Integer(required=True)
    days = fields.Integer(required=True)
    least = fields.Integer(required=True, metadata={"description": "少于这个数的不列"})


class OwnRatingsOut(Schema):
    """本人的评价，只成批 Own ratings, in batches only"""

    batches = fields.List(fields.Nested(OwnBatchOut), required=True)
    tables = fields.List(fields.Nested(OwnTableOut), required=True)
    in_no_table = fields.Integer(
        required=True, metadata={"description": "已经放出、还不能列明细的条数"}
    )
    texts = fields.List(fields.Nested(OwnTextOut), required=True)
    months = fields.List(fields.Nested(OwnMonthOut), required=True)
    limits = fields.Nested(OwnLimitsOut, required=True)


class OwnEntryOut(Schema):
    """一笔台账 One entry"""

    number = fields.String(required=True)
    month = fields.String(required=True, metadata={"description": "作出决定的月份"})
    event = fields.String(required=True)
    cause = fields.String(required=True)
    finding = fields.String(required=True)
    evidence = fields.String(
        required=True, metadata={"description": "评价的来源 verified present printed，或 complaint"}
    )
    points = fields.String(required=True, metadata={"description": "考核办法启用前为空"})
    entered_on = fields.Date(required=True)
    reverses = fields.String(required=True, metadata={"description": "冲回哪一笔，没有为空"})
    reversed_by = fields.String(required=True, metadata={"description": "被哪一笔冲回，没有为空"})
    why = fields.String(required=True, metadata={"description": "冲回的理由，没有为空"})
    title = fields.String(required=True, metadata={"description": "什么事，文字"})
    told = fields.String(required=True, metadata={"description": "结论、原因、证据，文字"})
    appeal = fields.Nested(OwnAppealableOut, required=True, allow_none=True)


class OwnEntriesOut(Schema):
    """本人的台账，新的在前 Own entries, the latest first"""

    entries = fields.List(fields.Nested(OwnEntryOut), required=True)
    page = fields.Integer(required=True)
    has_more = fields.Boolean(required=True)


class AppealIn(Shape):
    """申诉 An appeal"""

    against = Choice(by_value(*Against), required=True)
    what = Words(
        most=LONGEST_NUMBER,
        least=1,
        required=True,
        metadata={"description": "台账编号、文字编号，或月份 2026-11"},
    )
    words = Words(most=LONGEST_WORDS, least=1, required=True, metadata={"description": "理由"})
    photos = Several(
        Words(most=LONGEST_REFERENCE),
        most=MOST_PHOTOS,
        load_default=list,
        metadata={"description": "先用 POST /staff/me/photos 上传"},
    )


class AppealOut(Schema):
    """申诉 An appeal"""

    number = fields.String(required=True)
    against = fields.Enum(Against, by_value=True, required=True)
    what = fields.String(required=True)
    about = fields.String(required=True, metadata={"description": "对什么，文字"})
    state = fields.Enum(AppealState, by_value=True, required=True)
    state_in_words = fields.String(required=True)
    filed_on = fields.Date(required=True)
    due_on = fields.Date(required=True, metadata={"description": "决定的期限"})
    is_due_provisional = fields.Boolean(required=True)
    waits_for_second = fields.Boolean(required=True)
    decided_on = fields.Date(required=True, allow_none=True)
    words = fields.String(required=True, metadata={"description": "自己写的理由"})
    photos = fields.Integer(required=True, metadata={"description": "照片张数"})
    answer = fields.String(required=True)


class AppealsOut(Schema):
    """本人的申诉，没有决定的在前 Own appeals, those not decided first"""

    appeals = fields.List(fields.Nested(AppealOut), required=True)
