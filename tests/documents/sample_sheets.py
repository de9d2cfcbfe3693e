"""Sheets that people read and sign, as a hall would send them."""

from datetime import date

from documents.official.blocks import (
    CutLine,
    Facts,
    Note,
    Opinion,
    Paragraph,
    PartTitle,
    SignatureLine,
    Signatures,
    Table,
)
from documents.official.content import Form, OfficialDocument
from tests.documents.sample_names import CENTRE, DIGEST, HALL, LEFT, OFFICE, RIGHT

FIGURES = Table(
    head=("考核项目", "满分", "7月", "8月", "9月", "季度平均"),
    rows=(
        ("办件数量与质量", "30", "28.50", "27.90", "29.10", "28.50"),
        ("考勤纪律", "20", "20.00", "19.50", "20.00", "19.83"),
        ("服务评价", "30", "28.12", "28.40", "28.35", "28.29"),
        ("巡查抽查", "20", "18.00", "18.00", "18.00", "18.00"),
        ("合计", "100", "94.62", "93.80", "95.45", "94.62"),
    ),
    widths=(2.4, 1, 1, 1, 1, 1.2),
    alignments=(LEFT, RIGHT, RIGHT, RIGHT, RIGHT, RIGHT),
    caption="各项得分",
    has_total=True,
)
ENTRIES = Table(
    head=("日期", "事由", "条款", "分值"),
    rows=(
        ("2026-08-04", "迟到1次（08:37签到）", "第九条（一）", "-0.50"),
        ("2026-07-21", "群众书面表扬1次，经核实", "第十四条（二）", "+1.00"),
        ("2026-09-10", "随机抽查：台面资料摆放不规范", "第十一条（三）", "-2.00"),
    ),
    widths=(1.3, 3, 1.6, 0.8),
    alignments=(CENTRE, LEFT, LEFT, RIGHT),
    caption="加减分明细",
)
PEOPLE = tuple(
    (str(at), name, "窗口A01", f"{score:.2f}", grade)
    for at, (name, score, grade) in enumerate(
        (
            ("张某", 95.12, "优秀"),
            ("王喆", 93.40, "优秀"),
            ("李堃", 91.08, "良好"),
            ("𠮷某", 88.75, "合格"),
            ("䶮某", 86.20, "合格"),
        ),
        start=1,
    )
)


def order() -> OfficialDocument:
    """A rectification order with places for the reply and the second look."""
    return OfficialDocument(
        title="政务服务巡查整改催办单",
        form=Form.SHEET,
        issuer=f"签发单位：{OFFICE}",
        number="编号：示政催〔2026〕3号",
        recipients="区示例部门",
        blocks=(
            Paragraph("经巡查，你单位窗口存在下列问题，请按期整改并反馈。"),
            Facts(
                (
                    ("窗口", "窗口A01"),
                    ("巡查时间", "2026年10月12日 10:15"),
                    ("巡查方式", "随机抽查（种子 20261012）"),
                    ("整改期限", "2026年10月19日前"),
                    ("存在问题", "未按规定公示一次性告知单；导办台10时至10时20分无人值守。"),
                )
            ),
            Opinion(
                "整改情况",
                room=7,
                signatures=(SignatureLine("窗口负责人"), SignatureLine("单位负责人（盖章）")),
            ),
            Opinion(
                "复查意见", room=6, signatures=(SignatureLine("复查人"), SignatureLine("见证人"))
            ),
            Note("逾期未整改的，依次约谈窗口负责人、通报所在单位、移送有关部门处理。"),
        ),
        issuer_line=OFFICE,
        formed_on=date(2026, 10, 12),
        digest_line=DIGEST,
    )


def personal_sheet(name: str = "张某", number: str = "0012") -> OfficialDocument:
    """The quarter of one person."""
    return OfficialDocument(
        title="窗口工作人员季度考核反馈表",
        subtitle="（2026年第三季度）",
        form=Form.SHEET,
        issuer=HALL,
        number="单位：分",
        blocks=(
            Facts(
                (
                    ("姓名", name),
                    ("工号", number),
                    ("所在单位", "区示例部门"),
                    ("考核组", "综合受理组（42人）"),
                    ("季度得分", "94.62"),
                    ("等次区间", "良好（第9至14名）"),
                )
            ),
            FIGURES,
            ENTRIES,
            Opinion("本人意见", room=3, signatures=(SignatureLine("本人签字"),)),
            Signatures((SignatureLine("窗口负责人"), SignatureLine("考核科"))),
            Note("对结果有异议的，可自收到本表之日起5个工作日内向监督考核科书面提出。"),
        ),
        digest_line=DIGEST,
    )


def annual_result() -> OfficialDocument:
    """The annual result that goes back to the sending department, with its receipt."""
    return OfficialDocument(
        title="窗口工作人员年度考核结果反馈单",
        subtitle="（2026年度）",
        form=Form.SHEET,
        issuer=HALL,
        number="编号：示政考〔2026〕7号",
        recipients="区示例部门",
        blocks=(
            Paragraph("你单位派驻窗口工作人员2026年度考核结果如下，请作为年度评先评优的依据。"),
            Table(
                head=("序号", "姓名", "窗口", "年度得分", "等次"),
                rows=PEOPLE,
                widths=(0.7, 1.4, 1.4, 1.2, 1.2),
            ),
            Signatures(
                (
                    SignatureLine("考核负责人", "赵玥", date(2027, 1, 8)),
                    SignatureLine("中心负责人"),
                )
            ),
            CutLine("沿虚线裁下，15日内寄回"),
            PartTitle("回　执"),
            Paragraph(
                "《窗口工作人员年度考核结果反馈单》（示政考〔2026〕7号）收悉，结果已告知本人。"
            ),
            Signatures((SignatureLine("签收单位（盖章）"), SignatureLine("签收人"))),
        ),
        issuer_line=OFFICE,
        formed_on=date(2027, 1, 8),
        digest_line=DIGEST,
    )
