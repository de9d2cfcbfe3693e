"""Which columns do the files of applications, counts, matters and tasks have?

Headings in Chinese stand in the templates; the keys are understood too, and are the API's fields.
"""

from collections.abc import Mapping

from server.rules.sources.layout import Column, Kind, Layout

NUMBER_LENGTH, CODE_LENGTH, CLASS_LENGTH, NOTE_LENGTH = 64, 32, 16, 200
TITLE_LENGTH, GOAL_LENGTH = 200, 500

WINDOW = Column(
    "window", "窗口号", Kind.CODE, ("窗口", "窗口编号"), is_required=True, example="A01"
)
STAFF = Column(
    "staff",
    "工号",
    Kind.CODE,
    ("办理人工号", "人员工号", "经办人"),
    is_required=True,
    example="0137",
)
DIFFICULTY = Column(
    "difficulty", "难度", Kind.CODE, ("难度等级", "难度类别"), longest=CLASS_LENGTH, example="B"
)
DEPARTMENT = Column(
    "department", "部门", Kind.CODE, ("进驻部门", "部门代码", "责任部门"), is_required=True
)

APPLICATIONS = Layout(
    "applications",
    (
        Column(
            "number", "办件编号", Kind.CODE, ("业务编号", "受理编号", "申办号"), is_required=True,
            longest=NUMBER_LENGTH, example="20261100001",
        ),
        WINDOW,
        STAFF,
        Column("matter", "事项编码", Kind.CODE, ("事项", "事项代码"), example="S01"),
        DIFFICULTY,
        Column(
            "received_on", "受理日期", Kind.DAY, ("受理时间", "收件日期"), is_required=True,
            example="2026-11-02",
        ),
        Column(
            "promised_on", "承诺办结日期", Kind.DAY, ("承诺日期", "承诺时间"), example="2026-11-09"
        ),
        Column(
            "finished_on", "办结日期", Kind.DAY, ("办结时间", "实际办结日期"), example="2026-11-06"
        ),
        Column("supplements", "补正次数", Kind.COUNT, ("补件次数",), example="0"),
        Column("told_once", "一次告知", Kind.YES_NO, ("是否一次告知",), example="是"),
        Column("faults", "差错", Kind.WORDS, ("问题", "差错类型"), of="faults"),
        Column("harm", "后果", Kind.WORD, ("影响",), of="harms"),
    ),
)  # fmt: skip
COUNTS = Layout(
    "counts",
    (
        Column("month", "月份", Kind.MONTH, ("月",), is_required=True, example="2026-11"),
        WINDOW,
        STAFF,
        DIFFICULTY,
        Column("handled", "受理件数", Kind.COUNT, ("受理",), example="320"),
        Column(
            "finished", "办结件数", Kind.COUNT, ("办件量", "办结", "办件数"), is_required=True,
            example="318",
        ),
        Column("on_time", "按时办结件数", Kind.COUNT, ("按时办结", "按期办结"), example="317"),
        Column("told_once", "一次告知件数", Kind.COUNT, ("一次告知",), example="318"),
        Column("errors", "差错件数", Kind.COUNT, ("差错",), example="0"),
    ),
)  # fmt: skip
MATTERS = Layout(
    "matters",
    (
        Column(
            "matter", "事项编码", Kind.CODE, ("事项", "事项代码"), is_required=True, example="S01"
        ),
        Column(
            "from_on", "起始日期", Kind.DAY, ("自何日起", "生效日期"), is_required=True,
            example="2026-01-01",
        ),
        DEPARTMENT,
        Column("is_due", "应进驻", Kind.YES_NO, is_required=True, example="是"),
        Column("is_stationed", "已进驻", Kind.YES_NO, is_required=True, example="是"),
        Column("is_outside", "厅外仍办理", Kind.YES_NO, ("体外循环",), example="否"),
        Column("guide", "办事指南", Kind.WORD, ("指南情况",), of="guides"),
        Column("faults", "发现问题", Kind.WORDS, ("问题",), of="matter_faults"),
        Column("found_on", "发现日期", Kind.DAY, example="2026-11-12"),
        Column("staff", "责任人工号", Kind.CODE, ("工号",), example="0137"),
        Column("note", "说明", Kind.TEXT, ("备注",), longest=NOTE_LENGTH),
    ),
)  # fmt: skip
TASKS = Layout(
    "tasks",
    (
        Column(
            "number", "任务编号", Kind.CODE, ("编号",), is_required=True, longest=CODE_LENGTH,
            example="2026-07",
        ),
        Column(
            "title", "任务", Kind.TEXT, ("任务名称", "工作任务"), is_required=True,
            longest=TITLE_LENGTH, example="推行一窗受理",
        ),
        DEPARTMENT,
        Column("staff", "责任人工号", Kind.CODE, ("工号", "责任人"), example="0137"),
        Column("month", "月份", Kind.MONTH, ("月",), is_required=True, example="2026-11"),
        Column(
            "goal", "本月目标", Kind.TEXT, ("目标", "月度目标"), is_required=True,
            longest=GOAL_LENGTH, example="完成窗口改造",
        ),
        Column("points", "分值", Kind.POINTS, example="2"),
        Column("due_on", "完成期限", Kind.DAY, ("期限",), example="2026-11-30"),
    ),
)  # fmt: skip
LAYOUTS: Mapping[str, Layout] = {
    layout.key: layout for layout in (APPLICATIONS, COUNTS, MATTERS, TASKS)
}
