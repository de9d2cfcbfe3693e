"""Which sheets say what a hall is: its parts, its windows, its people, its matters?"""

from server.rules.registry.layout import Column, Kind, Layout
from server.rules.registry.shared_columns import CLOSED_ON, CODE_ALSO, DEPARTMENT, GROUP, NAME_EN

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
        Column("staff_class", "人员类别", also=("岗位类别",), longest=32, example="back_office"),
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
        Column("difficulty", "难度", also=("难度等级", "难度类别"), longest=16, example="B"),
        CLOSED_ON,
    ),
)
