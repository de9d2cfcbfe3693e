"""Which columns does more than one sheet of the registry have?"""

from server.rules.registry.layout import Column, Kind

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
