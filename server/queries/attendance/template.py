"""How is an attendance file written? An empty one, with what each column means."""

from server.texts import say
from sheets.tables import Column, Kind, Notes, Table

# The headings are those that ``rules.attendance.file`` reads.
COLUMNS = (
    ("工号", "staff", Kind.TEXT, True),
    ("姓名", "name", Kind.TEXT, False),
    ("日期", "day", Kind.DATE, True),
    ("时间", "time", Kind.TEXT, False),
    ("签到", "came", Kind.TEXT, False),
    ("签退", "left", Kind.TEXT, False),
    ("方向", "direction", Kind.TEXT, False),
)


def signs_template() -> tuple[tuple[Table, ...], Notes]:
    """An empty sheet of signs, and the notes that explain it."""
    columns = tuple(
        Column(title, kind, hint=say(f"attendance.column_{key}"), is_required=is_required)
        for title, key, kind, is_required in COLUMNS
    )
    explained = Table(
        "说明",
        (Column("列名", width=12), Column("怎样填写", width=70)),
        [(title, say(f"attendance.column_{key}")) for title, key, _, _ in COLUMNS],
    )
    return (Table("打卡", columns),), Notes((say("attendance.template_lead"),), explained)
