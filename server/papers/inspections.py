"""What do a rectification order (催办单) and the report of a round say, as official documents?"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any

from documents.official.blocks import (
    Align,
    Block,
    Heading,
    Paragraph,
    SignatureLine,
    Signatures,
    Table,
)
from documents.official.content import OfficialDocument
from server.rules.inspections.kinds import FoundEvent
from server.texts import say

Facts = Mapping[str, Any]
LEFT, CENTRE = Align.LEFT, Align.CENTRE
ORDER_WIDTHS = (2.0, 2.0, 6.0, 2.0)
ROUND_WIDTHS = (2.0, 3.0, 6.0, 2.0)
tell = partial(say, lang="zh")  # an official document is written in Chinese


def order_paper(facts: Facts) -> OfficialDocument:
    """The order as its department receives it."""
    issued, due = date.fromisoformat(facts["issued_on"]), date.fromisoformat(facts["due_on"])
    return OfficialDocument(
        title=tell("inspections.order_title"),
        blocks=tuple(_order_blocks(facts, due)),
        issuer=facts["hall"],
        number=tell("inspections_paper.number", number=facts["number"]),
        recipients=facts["department"],
        issuer_line=facts["hall"],
        formed_on=issued,
    )


def round_paper(facts: Facts) -> OfficialDocument:
    """The report of a round, for departments and townships; nobody is named in it."""
    day = date.fromisoformat(facts["day"])
    kind = tell(f"inspections.kind_{facts['kind']}")
    return OfficialDocument(
        title=tell("inspections_paper.round_title", kind=kind),
        subtitle=tell("inspections_paper.number", number=facts["number"]),
        blocks=tuple(_round_blocks(facts, kind, day)),
        issuer=facts["hall"],
        recipients=tell("inspections_paper.round_to"),
        issuer_line=facts["hall"],
        formed_on=day,
    )


def _order_blocks(facts: Facts, due: date) -> Iterable[Block]:
    yield Paragraph(tell("inspections_paper.order_opening", department=facts["department"]))
    if facts["findings"]:
        yield Heading(tell("inspections.findings"))
        yield _table(facts["findings"], ORDER_WIDTHS, "staff")
    yield Heading(tell("inspections.demand"))
    for line in facts["demand"].splitlines():
        if line.strip():
            yield Paragraph(line.strip())
    yield Heading(tell("inspections.due"))
    yield Paragraph(tell("inspections_paper.order_due", day=_day(due)))
    yield Signatures(
        (
            SignatureLine(tell("inspections_paper.received_by")),
            SignatureLine(tell("inspections_paper.answered_by")),
        )
    )


def _round_blocks(facts: Facts, kind: str, day: date) -> Iterable[Block]:
    theme = tell("inspections_paper.theme", theme=facts["theme"]) if facts["theme"] else ""
    counts = {name: facts[name] for name in ("windows", "looked", "normal")}
    found = len(facts["findings"])
    opening = tell("inspections_paper.round_opening", day=_day(day), kind=kind, theme=theme)
    yield Paragraph(opening + tell("inspections_paper.round_counts", findings=found, **counts))
    if facts["findings"]:
        yield Heading(tell("inspections.findings"))
        yield _table(facts["findings"], ROUND_WIDTHS, "department")
    if facts["orders"]:
        yield Heading(tell("inspections.orders"))
        numbers = "、".join(facts["orders"])
        yield Paragraph(tell("inspections_paper.round_orders", numbers=numbers))


def _table(findings: Iterable[Facts], widths: tuple[float, ...], second: str) -> Table:
    names = ("window", second, "what", "severity")
    return Table(
        head=tuple(tell(f"inspections_paper.column_{name}") for name in names),
        rows=tuple(
            (
                one["window"],
                one[second] or "—",
                what(one),
                tell(f"inspections.severity_{one['severity']}"),
            )
            for one in findings
        ),
        widths=widths,
        alignments=(CENTRE, CENTRE, LEFT, CENTRE),
    )


def what(finding: Facts) -> str:
    """What was found, in the words of the rule."""
    match FoundEvent(finding["event"]):
        case FoundEvent.OFF_POST:
            return tell("inspections.off_post_words", minutes=finding["minutes"])
        case FoundEvent.MEETING:
            kind = tell(f"inspections.meeting_{finding['meeting_kind']}")
            how = tell(f"inspections.how_{finding['meeting_how']}")
            return tell("inspections.meeting_words", kind=kind, how=how)
        case FoundEvent.FINDING:
            item = f"{finding['item']} {finding['item_text']}".strip()
            return item or tell("inspections.event_finding")


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
