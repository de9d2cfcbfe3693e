"""Which sheets does a registry workbook have, and which columns has each?"""

from server.rules.registry.layout import Column, Kind, Layout

# Columns that people keep for themselves.
IGNORED_HEADINGS = ("序号", "备注")
# Sheets that hold words for people: ours is the first one.
IGNORED_SHEETS = ("说明", "填表说明", "填写说明", "备注")

REGULAR, SUBSTITUTE, STANDING = "regular", "substitute", "standing"
# How people write the kinds of duty; the first word of each is the one we write ourselves.
DUTY_WORDS = {
    REGULAR: ("正式", "正班", "正常", "在岗"),
    SUBSTITUTE: ("替班", "顶岗", "顶班", "代班", "替岗"),
    STANDING: ("固定", "常驻", "长期"),
}

CODE_ALSO = ("代码", "编码", "编号")
CLOSED_ON = Column(
    "closed_on",
    "停用日期",
    Kind.DAY,
    ("停用时间", "撤销日期", "离岗日期", "离职日期"),
    example="2026-12-31",
)
NAME_EN = Column("name_en", "英文名称", also=("英文名",), longest=200, example="Social insurance")
DEPARTMENT = Column(
    "department",
    "部门",
    Kind.REFERENCE,
    ("部门代码", "部门名称", "所属部门", "进驻部门", "单位", "所属单位", "派出单位"),
    required=True,
    of="department",
    example="人社局",
)
GROUP = Column(
    "group",
    "考核组",
    Kind.REFERENCE,
    ("考核组代码", "考核组名称", "所属考核组", "考核分组", "组别"),
    required=True,
    of="peer_group",
    example="综合组",
)
WINDOW = Column(
    "window",
    "窗口号",
    Kind.REFERENCE,
    ("窗口", "窗口编号"),
    required=True,
    of="window",
    example="A01",
)
WINDOW_NAME = Column("window_name", "窗口名称", Kind.REPEATED, of="window", example="社保综合")

HALL = Layout(
    "hall",
    "大厅",
    ("政务服务中心", "政务大厅", "中心"),
    ("code",),
    (
        Column("code", "大厅代码", Kind.CODE, CODE_ALSO, required=True, longest=32, example="H01"),
        Column(
            "name",
            "大厅名称",
            also=("名称", "中心名称"),
            required=True,
            longest=120,
            example="某区政务服务中心",
        ),
        NAME_EN,
        Column(
            "unit_code",
            "单位代码",
            Kind.CODE,
            ("机构代码", "索引号单位代码"),
            required=True,
            longest=32,
            example="ZW001",
        ),
        Column("phone", "电话", also=("联系电话", "咨询电话"), longest=32, example="0000-0000000"),
    ),
)

DEPARTMENTS = Layout(
    "department",
    "部门",
    ("进驻部门", "单位", "进驻单位"),
    ("code",),
    (
        Column(
            "code",
            "部门代码",
            Kind.CODE,
            (*CODE_ALSO, "部门编号", "部门编码"),
            required=True,
            longest=32,
            example="D01",
        ),
        Column(
            "name",
            "部门名称",
            also=("名称", "部门", "单位名称"),
            required=True,
            longest=120,
            example="人社局",
        ),
        CLOSED_ON,
    ),
)

PEER_GROUPS = Layout(
    "peer_group",
    "考核组",
    ("考核分组", "组别"),
    ("code",),
    (
        Column(
            "code",
            "考核组代码",
            Kind.CODE,
            (*CODE_ALSO, "考核组编号"),
            required=True,
            longest=32,
            example="G1",
        ),
        Column(
            "name",
            "考核组名称",
            also=("名称", "考核组", "组别"),
            required=True,
            longest=120,
            example="综合组",
        ),
        CLOSED_ON,
    ),
)

WINDOWS = Layout(
    "window",
    "窗口",
    ("服务窗口",),
    ("number",),
    (
        Column(
            "number",
            "窗口号",
            Kind.CODE,
            ("窗口编号", "窗口", "编号"),
            required=True,
            longest=16,
            example="A01",
        ),
        Column("name", "窗口名称", also=("名称",), required=True, longest=120, example="社保综合"),
        NAME_EN,
        DEPARTMENT,
        GROUP,
        Column("is_shared", "共用窗口", Kind.YES_NO, ("是否共用", "共用"), example="否"),
        CLOSED_ON,
    ),
)

STAFF = Layout(
    "staff",
    "人员",
    ("工作人员", "窗口人员", "窗口工作人员", "员工"),
    ("number",),
    (
        Column(
            "number",
            "工号",
            Kind.CODE,
            ("人员编号", "员工号", "工作证号", "编号"),
            required=True,
            longest=32,
            example="0101",
        ),
        Column(
            "name",
            "姓名",
            Kind.NAME,
            ("人员姓名", "名字"),
            required=True,
            longest=60,
            example="张某",
        ),
        DEPARTMENT,
        GROUP,
        Column("is_chief", "首席代表", Kind.YES_NO, ("是否首席代表", "首席"), example="否"),
        CLOSED_ON,
    ),
)

MATTERS = Layout(
    "matter",
    "事项",
    ("办理事项", "服务事项", "政务服务事项"),
    ("code",),
    (
        Column(
            "code",
            "事项编码",
            Kind.CODE,
            (*CODE_ALSO, "事项代码", "事项编号"),
            required=True,
            longest=64,
            example="SB-001",
        ),
        Column(
            "name",
            "事项名称",
            also=("名称", "事项"),
            required=True,
            longest=200,
            example="社会保险参保登记",
        ),
        Column(
            "windows",
            "办理窗口",
            Kind.REFERENCES,
            ("窗口", "窗口号"),
            of="window",
            example="A01、A02",
        ),
        CLOSED_ON,
    ),
)

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

# In the order in which rows are added: what others refer to comes first.
LAYOUTS = (
    HALL,
    DEPARTMENTS,
    PEER_GROUPS,
    WINDOWS,
    STAFF,
    MATTERS,
    OPENING_HOURS,
    DUTY,
    MONTHLY_VOLUME,
)
