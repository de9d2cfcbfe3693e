"""Does a reply say what a good reply says? It advises and never blocks.

After the State Council's rules for government websites' replies (《政府网站发展指引》, 互动交流):
answer what was asked, say what is done and by when, and where to turn if that is not enough.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from string import Formatter

# So many runs of two characters in common, and the reply speaks of the same thing.
COMMON_RUNS = 2
GRAM = 2
# Runs that stand in nearly every complaint and say nothing of its matter.
EVERYWHERE = frozenset(
    {"我们", "窗口", "办理", "问题", "情况", "工作", "人员", "反映", "没有", "一个", "这个"}
)
MEASURE = re.compile(
    r"整改|纠正|改正|更换|修复|恢复|调整|增设|增加|培训|批评|道歉|致歉|补发|退还|重新办|公示|优化|"
    r"已经?[^，。；]{0,12}(?:完成|处理|安排|要求|通知|转)|依据|规定|"
    r"\b(?:fixed|replaced|repaired|trained|apolog|corrected|refunded|changed|explained)\w*",
    re.IGNORECASE,
)
DATE = re.compile(
    r"\d{1,2}\s*月\s*\d{1,2}\s*日|\d{4}-\d{1,2}-\d{1,2}|(?:今|明|当)[天日]|即日|本[周月]|"
    r"\d+\s*个?(?:工作)?[日天]内|\b\d{1,2}\s+[A-Z][a-z]+|\btoday\b|\btomorrow\b"
)
REMEDY = re.compile(
    r"重新办理|重新打开|复核|申诉|行政复议|上级|12345|不满意[^。]{0,20}(?:可|请)|拨打|留言|"
    r"\breopen|\bappeal|\bcall\b",
    re.IGNORECASE,
)


class Lack(StrEnum):
    """What a reply does not seem to say."""

    ASKED = "asked"
    MEASURE = "measure"
    DATE = "date"
    REMEDY = "remedy"
    UNFILLED = "unfilled"  # a blank of a standard reply was left as it was


def lacking(reply: str, *, asked: str, measure: str = "") -> tuple[Lack, ...]:
    """What the reply does not seem to name, in the order of the list; empty: nothing is missed.

    ``asked`` is what the citizen wrote ('' where words were not left), ``measure`` what was
    entered as the measure of rectification.
    """
    return tuple(
        lack
        for lack, is_lacking in (
            (Lack.ASKED, bool(_runs(asked)) and not _speaks_of(reply, asked)),
            (Lack.MEASURE, not (MEASURE.search(reply) or _speaks_of(reply, measure))),
            (Lack.DATE, not DATE.search(reply)),
            (Lack.REMEDY, not REMEDY.search(reply)),
            (Lack.UNFILLED, is_unfilled(reply)),
        )
        if is_lacking
    )


def is_unfilled(reply: str) -> bool:
    """Whether a blank or a placeholder of a standard reply is still there."""
    return bool(re.search(r"\{\w+\}|\s{2,}月|[(（](?:写明|date|say|name of)", reply))


def fill(text: str, values: Mapping[str, str]) -> str:
    """A standard reply with the values of the case; an empty value leaves its placeholder."""
    known = {name: values.get(name) or f"{{{name}}}" for name in placeholders(text)}
    return text.format_map(known)


def placeholders(text: str) -> tuple[str, ...]:
    """The names between braces, in order of first appearance."""
    return tuple(dict.fromkeys(name for _, name, _, _ in Formatter().parse(text) if name))


def _speaks_of(reply: str, subject: str) -> bool:
    common = _runs(reply) & _runs(subject)
    return len(common) >= min(COMMON_RUNS, max(len(_runs(subject)), 1))


def _runs(text: str) -> frozenset[str]:
    """Runs of two letters within words; punctuation parts words."""
    parts = re.findall(r"\w+", text.casefold())
    runs = {part[i : i + GRAM] for part in parts for i in range(len(part) - GRAM + 1)}
    return frozenset(runs - EVERYWHERE)
