"""Official documents of each kind, as a hall would send them; every name in them is generic."""

from datetime import date

from documents.official.blocks import (
    Align,
    Article,
    Chapter,
    CutLine,
    Facts,
    Heading,
    Item,
    Note,
    Opinion,
    Paragraph,
    PartTitle,
    SignatureLine,
    Signatures,
    Table,
)
from documents.official.content import Attachment, Form, OfficialDocument

OFFICE = "示例区行政审批局"
HALL = "示例区政务服务中心"
DIGEST = f"数据摘要 SHA-256：{'9f2c4e0b7a5d1c88' * 4} · 2026年10月封账第1版"
RIGHT, LEFT, CENTRE = Align.RIGHT, Align.LEFT, Align.CENTRE


def bulletin() -> OfficialDocument:
    """The monthly bulletin, with two attachments and an imprint."""
    units = tuple(
        (str(at), f"窗口{at:02}", "1,284", "61.3%", "99.21%", "3", "100%") for at in range(1, 31)
    )
    return OfficialDocument(
        title="关于2026年10月政务服务“好差评”和窗口考核情况的通报",
        issuer=OFFICE,
        red_head=f"{OFFICE}文件",
        number="示政审〔2026〕12号",
        recipients="各进驻部门，各镇（街道）便民服务中心，中心各窗口",
        blocks=(
            Paragraph(
                "为深入落实“放管服”改革要求，持续提升窗口服务质效，根据《示例区政务服务中心窗口工作人员绩效考核办法（试行）》，现将2026年10月窗口运行和考核情况通报如下。"
            ),
            Heading("基本情况"),
            Paragraph(
                "本月中心46个部门208个窗口共受理事项40,608件，办结40,608件，按时办结率100%。提供延时服务40次、预约服务53次、上门服务72次。"
            ),
            Heading("考勤到岗", then=""),
            Paragraph(
                "应到岗4,576人次，实到4,541人次，到岗率99.24%。迟到12人次，早退3人次，已按考核办法记分。"
            ),
            Heading("好差评"),
            Heading(
                "总体情况。",
                2,
                then="本月收到有效评价128,460条，主动评价率61.3%，主动好评率99.21%，较上月上升0.08个百分点；差评312条，按期整改率98.72%，实名差评回访率100%。",
            ),
            Heading(
                "各窗口情况。",
                2,
                then="评价量不足30条的窗口不参加排名，其评价并入所在组。各组情况见下表。",
            ),
            Table(
                head=("考核组", "窗口数", "评价量（条）", "主动好评率", "差评数", "按期整改率"),
                rows=(
                    ("综合受理组", "96", "62,118", "99.40%", "121", "99.17%"),
                    ("专业窗口组", "84", "51,902", "99.05%", "158", "98.10%"),
                    ("镇（街道）组", "28", "14,440", "98.88%", "33", "100%"),
                    ("合计", "208", "128,460", "99.21%", "312", "98.72%"),
                ),
                widths=(2, 1, 1.5, 1.4, 1, 1.4),
                alignments=(LEFT, RIGHT, RIGHT, RIGHT, RIGHT, RIGHT),
                caption="表1　各考核组“好差评”情况",
                note="注：首次评价计入，追评另计；分母为零的项目以“—”表示。",
                has_total=True,
            ),
            Heading("投诉办理"),
            Paragraph("受理投诉17件，核实成立6件，均已在时限内办结并答复。"),
            Heading("巡查抽查及整改"),
            Paragraph(
                "开展值班巡查22次、随机抽查4次，发现问题9个，发出催办单3份，已整改8个，1个正在复查。"
            ),
            Heading("考核结果"),
            Heading(
                "红旗窗口。",
                2,
                then="综合受理组窗口A01、专业窗口组窗口B07、镇（街道）组窗口C03。",
            ),
            Heading("服务标兵。", 2, then="王喆、李堃、赵玥、张曌、𠮷某、㛃某、龘某、䶮某。"),
            Heading("存在问题"),
            Paragraph(
                "少数窗口群众反映等候时间较长、一次性告知不到位。其中不动产登记、医保报销两类事项差评占比达41.7%。"
            ),
            Heading("下步要求"),
            Paragraph(
                "各窗口要对照问题逐项整改，于2026年11月15日前将整改情况报送监督考核科。有下列情形之一的，予以约谈：",
            ),
            Heading("无故缺岗的；", 3, is_numbered=True),
            Heading("弄虚作假、引导评价的。", 3),
        ),
        attachments=(
            Attachment(
                "2026年10月各窗口“好差评”明细表",
                (
                    Table(
                        head=("序号", "窗口", "评价量", "主动率", "好评率", "差评", "整改率"),
                        rows=units,
                        widths=(0.7, 1.6, 1, 1, 1, 0.7, 1),
                        alignments=(CENTRE, LEFT, RIGHT, RIGHT, RIGHT, RIGHT, RIGHT),
                    ),
                ),
            ),
            Attachment("2026年10月考核结果公示名单及有关说明"),
        ),
        issuer_line=OFFICE,
        formed_on=date(2026, 11, 6),
        remark="此件主动公开",
        copies_to="区委办公室，区政府办公室，区纪委监委，市行政审批局，各派驻纪检监察组",
        printed_by="示例区行政审批局办公室",
        printed_on=date(2026, 11, 6),
        digest_line=DIGEST,
    )


def rules() -> OfficialDocument:
    """The printable 考核办法, as a draft for comment."""
    return OfficialDocument(
        title="示例区政务服务中心|窗口工作人员绩效考核办法",
        subtitle="（试行）",
        issuer=OFFICE,
        blocks=(
            Chapter("总则"),
            Article(
                "为客观评价窗口工作人员的履职情况，激励先进、鞭策后进，根据《国务院办公厅关于建立政务服务“好差评”制度提高政务服务水平的意见》，制定本办法。"
            ),
            Article("本办法所称窗口工作人员，是指各进驻部门派驻中心窗口、在编在岗及聘用的人员。"),
            Chapter("考核内容"),
            Article("考核实行百分制，由下列项目组成："),
            Item("办件数量与质量，30分；"),
            Item("考勤纪律，20分；"),
            Item("服务评价，30分；"),
            Item("巡查抽查，20分。"),
            Article("加分项目单独计算，最高不超过10分。"),
            Chapter("附则"),
            Article("本办法自2027年1月1日起施行。"),
        ),
        watermark="征求意见稿",
        digest_line=DIGEST,
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
            Table(
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
            ),
            Table(
                head=("日期", "事由", "条款", "分值"),
                rows=(
                    ("2026-08-04", "迟到1次（08:37签到）", "第九条（一）", "-0.50"),
                    ("2026-07-21", "群众书面表扬1次，经核实", "第十四条（二）", "+1.00"),
                    ("2026-09-10", "随机抽查：台面资料摆放不规范", "第十一条（三）", "-2.00"),
                ),
                widths=(1.3, 3, 1.6, 0.8),
                alignments=(CENTRE, LEFT, LEFT, RIGHT),
                caption="加减分明细",
            ),
            Opinion("本人意见", room=3, signatures=(SignatureLine("本人签字"),)),
            Signatures((SignatureLine("窗口负责人"), SignatureLine("考核科"))),
            Note("对结果有异议的，可自收到本表之日起5个工作日内向监督考核科书面提出。"),
        ),
        digest_line=DIGEST,
    )


def annual_result() -> OfficialDocument:
    """The annual result that goes back to the sending department, with its receipt."""
    people = tuple(
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
                rows=people,
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


def disclosure() -> OfficialDocument:
    """The notice that a hall publishes."""
    return OfficialDocument(
        title="关于2026年10月窗口“好差评”结果的公示",
        issuer=HALL,
        blocks=(
            Facts(
                (
                    ("索引号", "12330000MB0R57773W/2026-10"),
                    ("主题分类", "政务服务"),
                    ("发布机构", HALL),
                    ("公开方式", "主动公开"),
                    ("成文日期", "2026-11-06"),
                    ("有效性", "有效"),
                )
            ),
            Paragraph(
                "现将2026年10月各窗口“好差评”结果予以公示。公示期为2026年11月9日至11月13日（5个工作日）。对公示内容有异议的，请以真实姓名书面或电话反映，电话000-0000000。"
            ),
            Table(
                head=("窗口", "评价量（条）", "好评数（条）", "名次区间"),
                rows=(("窗口A01", "1,284", "1,279", "1—3"), ("窗口A02", "1,101", "1,090", "1—4")),
            ),
        ),
        issuer_line=HALL,
        formed_on=date(2026, 11, 6),
        digest_line=DIGEST,
    )


EVERY = {
    one.__name__: one for one in (bulletin, rules, order, personal_sheet, annual_result, disclosure)
}
