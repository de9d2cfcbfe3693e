"""Which sheets say what happens when: opening hours, the roster, a month's applications?"""

from server.rules.registry.layout import Column, Kind, Layout
from server.rules.registry.shared_columns import WINDOW, WINDOW_NAME

OPENING_HOURS = Layout(
    "opening_hours",
    "开放时间",
    ("工作时间", "办公时间", "服务时间"),
    ("weekdays",),
    (
        Column(
            "weekdays", "星期", Kind.WEEKDAYS, ("周", "日期"), required=True, example="周一至周五"
        ),
        Column("opens", "开门", Kind.TIME, ("开始时间", "开门时间", "开始"), example="9:00"),
        Column("closes", "关门", Kind.TIME, ("结束时间", "关门时间", "结束"), example="12:00"),
    ),
)

DUTY = Layout(
    "duty",
    "排班",
    ("值班", "在岗", "排班表", "值班表", "轮值"),
    ("window", "staff", "from_day"),
    (
        WINDOW,
        WINDOW_NAME,
        Column(
            "staff",
            "工号",
            Kind.REFERENCE,
            ("人员编号", "员工号", "工作证号"),
            required=True,
            of="staff",
            example="0101",
        ),
        Column("staff_name", "姓名", Kind.REPEATED, ("人员姓名",), of="staff", example="张某"),
        Column(
            "from_day",
            "日期",
            Kind.DAY,
            ("开始日期", "起始日期", "上岗日期", "值班日期"),
            required=True,
            example="2026-11-02",
        ),
        Column(
            "to_day",
            "截止日期",
            Kind.DAY,
            ("结束日期", "终止日期", "至"),
            example="2026-11-30",
        ),
        Column("weekdays", "星期", Kind.WEEKDAYS, ("周",), example="周一至周五"),
        Column(
            "starts", "上班时间", Kind.TIME, ("上班", "开始时间", "起", "到岗时间"), example="9:00"
        ),
        Column(
            "ends",
            "下班时间",
            Kind.END_TIME,
            ("下班", "结束时间", "止", "离岗时间"),
            example="12:00",
        ),
        Column("kind", "类型", Kind.DUTY_KIND, ("班次", "在岗类型", "排班类型"), example="正式"),
        Column("is_cancelled", "取消", Kind.YES_NO, ("作废", "撤销"), example="否"),
    ),
)

MONTHLY_VOLUME = Layout(
    "monthly_volume",
    "办件量",
    ("月办件量", "办件"),
    ("month", "window"),
    (
        Column("month", "月份", Kind.MONTH, ("月", "年月"), required=True, example="2026-11"),
        WINDOW,
        WINDOW_NAME,
        Column(
            "applications",
            "办件量",
            Kind.COUNT,
            ("办件数", "件数", "数量"),
            required=True,
            example="612",
        ),
        Column("defaults", "系统默认好评", Kind.COUNT, ("默认好评", "默认评价"), example="0"),
    ),
)
