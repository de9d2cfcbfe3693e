"""Official documents of each kind, as a hall would send them; every name in them is generic."""

from datetime import date

from documents.official.blocks import (
    Article,
    Chapter,
    Facts,
    Heading,
    Item,
    Paragraph,
    Table,
)
from documents.official.content import Attachment, OfficialDocument
from tests.documents.sample_names import CENTRE, DIGEST, HALL, LEFT, OFFICE, RIGHT
from tests.documents.sample_sheets import annual_result, order, personal_sheet

BULLETIN = (
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
)
UNITS = tuple(
    (str(at), f"窗口{at:02}", "1,284", "61.3%", "99.21%", "3", "100%") for at in range(1, 31)
)


def bulletin() -> OfficialDocument:
    """The monthly bulletin, with two attachments and an imprint."""
    return OfficialDocument(
        title="关于2026年10月政务服务“好差评”和窗口考核情况的通报",
        issuer=OFFICE,
        red_head=f"{OFFICE}文件",
        number="示政审〔2026〕12号",
        recipients="各进驻部门，各镇（街道）便民服务中心，中心各窗口",
        blocks=BULLETIN,
        attachments=(
            Attachment(
                "2026年10月各窗口“好差评”明细表",
                (
                    Table(
                        head=("序号", "窗口", "评价量", "主动率", "好评率", "差评", "整改率"),
                        rows=UNITS,
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
