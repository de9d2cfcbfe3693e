"""Which shape has one's own score, with every entry that led to it?"""

from marshmallow import Schema, fields

from api.fields import Whole
from api.shape import Shape


class ScorePeriodOut(Schema):
    """一期得分 One period"""

    period = fields.String(required=True, metadata={"description": "2026-03 2026-Q1 2026-H1 2026"})
    sheet = fields.String(required=True)
    revision = fields.Integer(required=True)
    score = fields.String(required=True, allow_none=True, metadata={"description": "不计分为 null"})
    not_assessed = fields.String(required=True, allow_none=True)
    place = fields.Integer(required=True, allow_none=True)
    place_of = fields.Integer(required=True, allow_none=True)
    grade = fields.String(required=True)


class OwnScoreOut(ScorePeriodOut):
    """本人一期得分，和它现在怎样 One's own period and where it stands"""

    in_words = fields.String(required=True, metadata={"description": "2026年10月"})
    state = fields.String(required=True, metadata={"description": "computed signed final"})
    objections_until = fields.Date(required=True, allow_none=True)
    seen_on = fields.Date(
        required=True, allow_none=True, metadata={"description": "本人确认看过的日子"}
    )
    is_to_be_seen = fields.Boolean(required=True, metadata={"description": "请本人看过并确认"})
    appeal = fields.String(required=True, metadata={"description": "对这个月的申诉，没有为空"})


class SeenIn(Shape):
    """看过哪一版 Which revision one has seen"""

    revision = Whole(least=1, most=10_000, required=True)


class ScoresOut(Schema):
    """本人各期得分，新的在前 Own scores, the latest first"""

    scores = fields.List(fields.Nested(OwnScoreOut), required=True)


class ScoreFactOut(Schema):
    """一条事实 What happened"""

    number = fields.String(required=True, metadata={"description": "申诉时用"})
    event = fields.String(required=True)
    happened_on = fields.Date(
        required=True, allow_none=True, metadata={"description": "评价和投诉不告诉哪一天"}
    )
    established_on = fields.Date(required=True)
    source = fields.String(required=True)
    source_in_words = fields.String(required=True)
    has_evidence = fields.Boolean(required=True)
    appeal = fields.String(required=True, metadata={"description": "申诉的状态，没有为空"})


class ScoreEntryOut(Schema):
    """一笔加减分 One entry"""

    number = fields.String(required=True)
    category = fields.String(required=True)
    item = fields.String(required=True)
    title = fields.String(required=True, metadata={"description": "条款文字"})
    points = fields.String(required=True, metadata={"description": "精确分数，如 -1/2"})
    kind = fields.String(required=True, metadata={"description": "own shared figure"})
    computation = fields.Dict(
        keys=fields.String(),
        required=True,
        metadata={"description": "怎么算的：units rate free times limit figure median ratio …"},
    )
    stands = fields.Boolean(required=True, metadata={"description": "已冲回和冲回为 false"})
    reverses = fields.String(required=True, metadata={"description": "冲回哪一笔，没有为空"})
    entered_on = fields.Date(required=True)
    points_in_words = fields.String(required=True, metadata={"description": "−0.5、+2"})
    facts_in_words = fields.String(required=True, metadata={"description": "发生了什么"})
    steps_in_words = fields.List(
        fields.String(), required=True, metadata={"description": "怎么算的，一步一句"}
    )
    fact = fields.Nested(ScoreFactOut, required=True, allow_none=True)


class ScoreCategoryOut(Schema):
    """一个类别 One category"""

    code = fields.String(required=True)
    name = fields.String(required=True)
    change = fields.String(required=True)
    score = fields.String(required=True)
    limit = fields.String(required=True)
    change_in_words = fields.String(required=True, metadata={"description": "−1、+1.5"})
    limit_in_words = fields.String(required=True)


class ScoreBarOut(Schema):
    """图中的一步 One step of the picture, from a value to another"""

    label = fields.String(required=True)
    words = fields.String(required=True)
    since = fields.Float(required=True)
    until = fields.Float(required=True)
    is_end = fields.Boolean(required=True)


class ScoreDotOut(Schema):
    """组里的一位 Somebody of the group, without a name"""

    at = fields.Float(required=True, metadata={"description": "0 到 1"})
    height = fields.Integer(required=True)
    is_own = fields.Boolean(required=True)


class ScoreWaitingOut(Schema):
    """还没有计分的事实 A fact without points yet"""

    reason = fields.String(required=True)
    reason_in_words = fields.String(required=True)
    facts_in_words = fields.String(required=True)
    fact = fields.Nested(ScoreFactOut, required=True)


class ScoreStoryOut(Schema):
    """一张考核表的得分和来历 One sheet's score and how it came about"""

    result = fields.Nested(ScorePeriodOut, required=True)
    scheme = fields.String(required=True)
    scheme_title = fields.String(required=True)
    bars = fields.List(fields.Nested(ScoreBarOut), required=True)
    dots = fields.List(fields.Nested(ScoreDotOut), required=True)
    notes = fields.List(fields.String(), required=True)
    combined = fields.List(fields.String(), required=True)
    categories = fields.List(fields.Nested(ScoreCategoryOut), required=True)
    entries = fields.List(fields.Nested(ScoreEntryOut), required=True)
    waiting = fields.List(fields.Nested(ScoreWaitingOut), required=True)


class ScoreOut(Schema):
    """本人一期得分，每一笔都有来历 Own score of a period, every entry with its cause"""

    period = fields.String(required=True)
    state = fields.String(required=True, metadata={"description": "computed signed final"})
    revision = fields.Integer(required=True)
    reason = fields.String(required=True)
    in_words = fields.String(required=True)
    group = fields.String(required=True)
    may_object = fields.Boolean(required=True)
    seen_on = fields.Date(required=True, allow_none=True)
    is_to_be_seen = fields.Boolean(required=True)
    appeal = fields.String(required=True, metadata={"description": "对这个月的申诉，没有为空"})
    objections_until = fields.Date(required=True, allow_none=True)
    sheets = fields.List(fields.Nested(ScoreStoryOut), required=True)
