"""How long do the personal sheets of everybody take to print, one PDF for each department?"""

import resource
import time

from documents import official
from documents.official.blocks import (
    Align,
    Facts,
    Note,
    Opinion,
    SignatureLine,
    Signatures,
    Table,
)
from documents.official.content import Form, OfficialDocument

MOST_SECONDS, MOST_MIB = 180, 500
FULL, SMALL = (2_000, 50), (40, 20)
"""People, and of how many of them the sheets are one PDF."""
ENTRIES = 20
"""Lines of the ledger on each sheet."""
MOST_RATIO = 0.5
"""Processor time of a further page, in that of a PDF of one page, which is mostly starting."""
RIGHT, LEFT = Align.RIGHT, Align.LEFT


def measure(people: int, a_department: int) -> dict[str, float]:
    """What all PDFs take together, and the most memory that one process of them had (MiB)."""
    official.fonts_used()  # asked once in a process
    _, alone = _printed(1, 1)
    start = time.perf_counter()
    sizes, worked = _printed(people, a_department)
    return {
        "people": people,
        "pdfs": len(sizes),
        "seconds": time.perf_counter() - start,
        "cpu_seconds": worked,
        "page_ratio": worked / people / alone,
        "mib": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
        "largest_mib": max(sizes) / 2**20,
    }


def _printed(people: int, a_department: int) -> tuple[list[int], float]:
    """The size of each PDF in bytes, and the processor seconds of setting them all."""
    before = _cpu_seconds()
    sizes = [
        len(official.pdf([_sheet(one) for one in range(first, min(first + a_department, people))]))
        for first in range(0, people, a_department)
    ]
    return sizes, _cpu_seconds() - before


def _cpu_seconds() -> float:
    own = resource.getrusage(resource.RUSAGE_SELF)
    started = resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + started.ru_utime + started.ru_stime


def _sheet(number: int) -> OfficialDocument:
    months = ("28.50", "27.90", "29.10", "28.50")
    items = tuple(
        (item, "25", *months) for item in ("办件数量与质量", "考勤纪律", "服务评价", "巡查抽查")
    )
    entries = tuple(
        (f"2026-09-{day:02}", f"示例事由{number}之{day}，经核实", "第九条（一）", "-0.50")
        for day in range(1, ENTRIES + 1)
    )
    pairs = (("姓名", f"张某{number}"), ("工号", f"{number:04}"), ("单位", "示例部门"))
    sides = (LEFT, RIGHT, RIGHT, RIGHT, RIGHT, RIGHT)
    head = ("考核项目", "满分", "7月", "8月", "9月", "平均")
    return OfficialDocument(
        "窗口工作人员季度考核反馈表",
        (
            Facts(pairs),
            Table(head, items, (2, 1, 1, 1, 1, 1), sides, caption="各项得分", has_total=True),
            Table(("日期", "事由", "条款", "分值"), entries, (1, 3, 1, 1), caption="明细"),
            Opinion("本人意见", room=2, signatures=(SignatureLine("本人签字"),)),
            Signatures((SignatureLine("窗口负责人"), SignatureLine("考核科"))),
            Note("对结果有异议的，可在5个工作日内书面提出。"),
        ),
        form=Form.SHEET,
        digest_line=f"{number:064x}",
    )
