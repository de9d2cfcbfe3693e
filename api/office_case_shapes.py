"""Which shape has what the supervising office reads of cases?"""

from marshmallow import Schema, fields

from api.case_shapes import OwnPhotoOut
from server.rules.cases.kinds import CaseKind, CaseSource, CaseState
from server.rules.cases.queue import QueueFilter, Urgency
from server.rules.cases.step_names import StepName


class QueueLineOut(Schema):
    """待办里的一件 One case of the queue"""

    number = fields.String(required=True)
    kind = fields.Enum(CaseKind, by_value=True, required=True)
    kind_title = fields.String(required=True)
    state = fields.Enum(CaseState, by_value=True, required=True)
    state_title = fields.String(required=True)
    urgency = fields.Enum(Urgency, by_value=True, required=True)
    title = fields.String(required=True, metadata={"description": "办事人的话的开头，没有为空"})
    category = fields.String(required=True, metadata={"description": "类别名称，没有为空"})
    level = fields.Integer(required=True, allow_none=True)
    has_contact = fields.Boolean(required=True)
    window = fields.String(required=True)
    window_name = fields.String(required=True)
    department = fields.String(required=True, metadata={"description": "现在交给的部门"})
    handler = fields.String(required=True)
    round = fields.Integer(required=True)
    received_on = fields.Date(required=True)
    due_on = fields.Date(
        required=True, allow_none=True, metadata={"description": "没有期限为 null"}
    )
    is_due_provisional = fields.Boolean(required=True)
    days_left = fields.Integer(
        required=True,
        allow_none=True,
        metadata={"description": "工作日；负数是逾期几日，没有期限为 null"},
    )


class FilterOut(Schema):
    """一个筛选条件 One filter with how many it has"""

    filter = fields.Enum(QueueFilter, by_value=True, required=True)
    title = fields.String(required=True)
    n = fields.Integer(required=True)


class GroupOut(Schema):
    """一组 One group of the chosen filter"""

    urgency = fields.Enum(Urgency, by_value=True, required=True)
    n = fields.Integer(required=True)


class NextPageOut(Schema):
    """下一页从哪里开始 Where the next page begins"""

    after = fields.String(required=True)
    due = fields.Date(required=True)


class QueueOut(Schema):
    """待办，最急的在前 Open cases, the most urgent first"""

    cases = fields.List(fields.Nested(QueueLineOut), required=True)
    filters = fields.List(fields.Nested(FilterOut), required=True)
    groups = fields.List(fields.Nested(GroupOut), required=True)
    next = fields.Nested(NextPageOut, required=True, allow_none=True)
    today = fields.Date(required=True)


class AboutOut(Schema):
    """涉及谁、在哪里 Whom it is about, and where it lies"""

    window = fields.String(required=True)
    window_name = fields.String(required=True)
    department = fields.String(required=True)
    staff = fields.String(required=True, metadata={"description": "服务时在岗的工号，没有为空"})
    level = fields.Integer(required=True, allow_none=True)
    level_title = fields.String(required=True)
    tags = fields.List(fields.String(), required=True)
    service_day = fields.Date(required=True, allow_none=True)
    lies_with = fields.String(required=True)


class PartOut(Schema):
    """写下的一段 What was written in one part"""

    part = fields.String(required=True)
    text = fields.String(required=True)


class StoryLineOut(Schema):
    """经过的一行 One line of what happened"""

    when = fields.String(required=True, metadata={"description": "本地日期和时间，写给人看"})
    title = fields.String(required=True)
    by = fields.String(required=True)
    facts = fields.List(fields.String(), required=True)
    words = fields.List(fields.Nested(PartOut), required=True)
    photos = fields.List(fields.String(), required=True)
    is_of_citizen = fields.Boolean(required=True)


class CountedOut(Schema):
    """期限里的一天 One day of the count"""

    day = fields.Date(required=True)
    number = fields.Integer(required=True, allow_none=True)
    note = fields.String(required=True)
    is_counted = fields.Boolean(required=True)
    is_today = fields.Boolean(required=True)
    is_end = fields.Boolean(required=True)


class OfficeDeadlineOut(Schema):
    """正在走的期限 The deadline that runs, day by day"""

    clock = fields.String(required=True)
    clock_title = fields.String(required=True)
    started_on = fields.Date(required=True)
    due_on = fields.Date(required=True)
    working_days = fields.Integer(required=True)
    extended_days = fields.Integer(required=True)
    is_provisional = fields.Boolean(required=True)
    unannounced_year = fields.Integer(
        required=True, allow_none=True, metadata={"description": "放假安排没有公布的年份"}
    )
    days_left = fields.Integer(required=True)
    days = fields.List(fields.Nested(CountedOut), required=True)


class OptionOut(Schema):
    """一个选项 One word that may be chosen"""

    value = fields.String(required=True)
    text = fields.String(required=True)


class WhenOut(Schema):
    """什么时候才要填 Under which other choice a field belongs to the form"""

    fact = fields.String(required=True)
    values = fields.List(fields.String(), required=True)


class ChoiceOut(Schema):
    """要选的一项 One thing to choose; without options its number is typed"""

    name = fields.String(required=True)
    label = fields.String(required=True)
    options = fields.List(fields.Nested(OptionOut), required=True)
    usual = fields.String(required=True)
    is_compulsory = fields.Boolean(required=True)
    when = fields.Nested(WhenOut, required=True, allow_none=True)


class WordsOut(Schema):
    """要写的一段 One part to write"""

    part = fields.String(required=True)
    label = fields.String(required=True)
    is_compulsory = fields.Boolean(required=True)


class StandardOut(Schema):
    """一段标准文字 A standard text, filled from the case"""

    title = fields.String(required=True)
    text = fields.String(required=True)


class StepFormOut(Schema):
    """现在能办的一步和它的表单 A step that is possible now, with its form"""

    step = fields.Enum(StepName, by_value=True, required=True)
    title = fields.String(required=True)
    is_main = fields.Boolean(required=True, metadata={"description": "把这件往前推的一步"})
    choices = fields.List(fields.Nested(ChoiceOut), required=True)
    words = fields.List(fields.Nested(WordsOut), required=True)
    takes_photos = fields.Boolean(required=True)
    standard = fields.List(fields.Nested(StandardOut), required=True)
    may_be_checked = fields.Boolean(
        required=True, metadata={"description": "答复：发出前可以看看缺什么（…/reply-check）"}
    )


class RefusedStepOut(Schema):
    """现在不能办的一步，为什么 A step that is not possible now, and why"""

    step = fields.Enum(StepName, by_value=True, required=True)
    title = fields.String(required=True)
    why = fields.String(required=True)
    reason = fields.String(required=True, metadata={"description": "写给人看的原因"})


class TieOut(Schema):
    """有关的另一件 Another case that belongs with it, or may"""

    number = fields.String(required=True)
    title = fields.String(required=True)
    state_title = fields.String(required=True)
    how = fields.String(required=True)


class OfficeCaseOut(Schema):
    """一件的全部 One case whole"""

    number = fields.String(required=True)
    version = fields.Integer(required=True)
    kind = fields.Enum(CaseKind, by_value=True, required=True)
    kind_title = fields.String(required=True)
    state = fields.Enum(CaseState, by_value=True, required=True)
    state_title = fields.String(required=True)
    round = fields.Integer(required=True)
    received = fields.String(required=True, metadata={"description": "写给人看的日期和时间"})
    words = fields.String(required=True, metadata={"description": "办事人的话；删除后为空"})
    photos = fields.List(fields.Nested(OwnPhotoOut), required=True)
    category = fields.String(required=True)
    source = fields.Enum(CaseSource, by_value=True, required=True)
    source_title = fields.String(required=True)
    outside_number = fields.String(required=True)
    has_contact = fields.Boolean(required=True)
    handler = fields.String(required=True)
    handling_level = fields.Integer(required=True, allow_none=True)
    about = fields.Nested(AboutOut, required=True)
    steps = fields.List(fields.Nested(StoryLineOut), required=True)
    deadline = fields.Nested(OfficeDeadlineOut, required=True, allow_none=True)
    past_deadlines = fields.List(fields.String(), required=True)
    findings = fields.List(fields.String(), required=True)
    proposals = fields.List(fields.String(), required=True)
    ties = fields.List(fields.Nested(TieOut), required=True)
    looks = fields.Integer(
        required=True,
        allow_none=True,
        metadata={"description": "联系方式被看过几次；部门看不到，为 null"},
    )
    next_steps = fields.List(fields.Nested(StepFormOut), required=True)
    refused_steps = fields.List(fields.Nested(RefusedStepOut), required=True)
    today = fields.Date(required=True)


class ReplyCheckOut(Schema):
    """答复好像没说到的；只提醒 What a reply does not seem to say; it only advises"""

    lacking = fields.List(fields.String(), required=True)


class OfficeStepTakenOut(Schema):
    """已记下 Taken"""

    number = fields.String(required=True)
    version = fields.Integer(required=True)
    state = fields.Enum(CaseState, by_value=True, required=True)
    state_title = fields.String(required=True)
