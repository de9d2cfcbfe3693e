"""What does the monthly bulletin (月通报) say? Its nine sections, made of its frozen facts."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from documents.official.blocks import Align, Block, Heading, Note, Paragraph, Table
from documents.official.content import Attachment, OfficialDocument
from server.rules.appraisal.periods import Period
from server.rules.rounding import half_up
from server.texts import say
from sheets.ledgers import Ledger
from sheets.tables import Column, Kind

Facts = Mapping[str, Any]
PERCENT = 100
LEFT, RIGHT, CENTRE = Align.LEFT, Align.RIGHT, Align.CENTRE
tell = partial(say, lang="zh")  # an official document is written in Chinese


def bulletin(
    facts: Facts, *, number: str, formed_on: date, recipients: str, copies_to: str
) -> OfficialDocument:
    """The bulletin as an official document. ``number``: 文号, '' for none yet."""
    period = Period.parse(facts["period"])
    data = {"year": period.year, "month": period.number, "hall": facts["hall"]}
    return OfficialDocument(
        title=tell("paper.bulletin_title", **data),
        blocks=tuple(_blocks(facts, data)),
        issuer=facts["hall"],
        red_head=tell("paper.red_head", hall=facts["hall"]),
        number=number,
        recipients=recipients,
        attachments=(Attachment(tell("paper.bulletin_attachment"), (_windows(facts),)),),
        issuer_line=facts["hall"],
        formed_on=formed_on,
        copies_to=copies_to,
        printed_by=facts["hall"],
        printed_on=formed_on,
        digest_line=digest_line(facts),
    )


def bulletin_ledgers(facts: Facts) -> tuple[Ledger, ...]:
    """The tables behind the bulletin, for a workbook."""
    return (
        Ledger(
            tell("paper.bulletin_attachment"),
            tuple(_columns(WINDOW_COLUMNS)),
            [[row[key] for key, _ in WINDOW_COLUMNS] for row in facts["windows"]],
            kept=2,
        ),
        Ledger(
            tell("paper.groups_caption"),
            tuple(_columns(GROUP_COLUMNS)),
            [[row[key] for key, _ in GROUP_COLUMNS] for row in facts["groups"]],
        ),
        Ledger(
            tell("paper.problems_caption"),
            tuple(_columns(PROBLEM_COLUMNS)),
            [[row[key] for key, _ in PROBLEM_COLUMNS] for row in facts["problems"]],
        ),
    )


def digest_line(facts: Facts) -> str:
    """Which revisions the figures are of, and what proves them."""
    return tell(
        "paper.digest",
        period=facts["period"],
        revision=facts["revision"],
        score=facts["score_digest"],
        rating_revision=facts["rating_revision"],
        rating=facts["rating_digest"],
    )


WINDOW_COLUMNS = (
    ("number", Kind.TEXT),
    ("name", Kind.TEXT),
    ("department", Kind.TEXT),
    ("applications", Kind.COUNT),
    ("n", Kind.COUNT),
    ("good", Kind.COUNT),
    ("bad", Kind.COUNT),
)
GROUP_COLUMNS = (
    ("sheet", Kind.TEXT),
    ("group", Kind.TEXT),
    ("people", Kind.COUNT),
    ("assessed", Kind.COUNT),
    ("highest", Kind.TEXT),
    ("median", Kind.TEXT),
    ("mean", Kind.TEXT),
    ("lowest", Kind.TEXT),
)
PROBLEM_COLUMNS = (("item", Kind.TEXT), ("text", Kind.TEXT), ("times", Kind.COUNT))


def _columns(wanted: Iterable[tuple[str, Kind]]) -> Iterable[Column]:
    for key, kind in wanted:
        yield Column(tell(f"paper.column_{key}"), kind)


def _blocks(facts: Facts, data: Mapping[str, Any]) -> Iterable[Block]:
    yield Paragraph(tell("paper.bulletin_opening", scheme=facts["scheme_title"], **data))
    for section in SECTIONS:
        yield Heading(tell(f"paper.section_{section.__name__.lstrip('_')}"))
        yield from section(facts)


def _basics(facts: Facts) -> Iterable[Block]:
    basics = facts["basics"]
    if basics["applications"] is None:
        yield Paragraph(tell("paper.no_applications"))
        return
    yield Paragraph(
        tell("paper.basics", applications=basics["applications"])
        + _rate("paper.on_time", basics["on_time_rate"])
        + _rate("paper.told_once", basics["told_once_rate"])
        + "。"
    )


def _rate(code: str, rate: str | None) -> str:
    return tell(code, rate=rate) if rate is not None else ""


def _attendance(facts: Facts) -> Iterable[Block]:
    counts = facts["attendance"]
    told = [tell(f"paper.attendance_{event}", count=n) for event, n in counts.items() if n]
    yield Paragraph(
        tell("paper.attendance", events="、".join(told)) if told else tell("paper.attendance_none")
    )


def _ratings(facts: Facts) -> Iterable[Block]:
    ratings = facts["ratings"]
    yield Paragraph(
        tell(
            "paper.ratings",
            n=ratings["n"],
            good=_share(ratings["good"], ratings["n"]),
            bad=ratings["bad"],
            bad_share=_share(ratings["bad"], ratings["n"]),
            set_aside=ratings["set_aside"],
        )
    )
    if ratings["applications"]:
        yield Paragraph(
            tell(
                "paper.ratings_active",
                share=_share(ratings["n"] + ratings["set_aside"], ratings["applications"]),
                applications=ratings["applications"],
                defaults=ratings["defaults"],
            )
        )


def _share(part: int, whole: int) -> str:
    return f"{half_up(part * PERCENT, whole, places=2)}%" if whole else "—"


def _cases(facts: Facts) -> Iterable[Block]:
    told = [
        tell("paper.case", kind=tell(f"kind.{kind}"), count=n) for kind, n in facts["cases"].items()
    ]
    yield Paragraph(
        tell("paper.cases", cases="、".join(told)) if told else tell("paper.cases_none")
    )


def _inspections(facts: Facts) -> Iterable[Block]:
    yield Paragraph(tell("paper.inspections", **facts["inspections"]))


def _results(facts: Facts) -> Iterable[Block]:
    yield Paragraph(tell("paper.results", revision=facts["revision"]))
    if facts["groups"]:
        yield _table(facts["groups"], GROUP_COLUMNS[1:], tell("paper.groups_caption"))
        yield Note(tell("paper.groups_note"))
    if facts["units"]:
        yield _units(facts["units"])
    for award in facts["awards"]:
        yield Paragraph(_award(award))


def _units(units: Sequence[Facts]) -> Table:
    head = tuple(tell(f"paper.column_{key}") for key in ("place", "number", "name", "score"))
    rows = tuple(
        (str(one["place"] or "—"), one["number"], one["name"], one["score"] or "—") for one in units
    )
    return Table(
        head, rows, (1, 1, 3, 1), (CENTRE, CENTRE, LEFT, RIGHT), tell("paper.units_caption")
    )


def _award(award: Facts) -> str:
    data = {"name": award["name"], "seats": award["seats"], "appraised": award["appraised"]}
    winners = "、".join(award["winners"])
    told = (
        tell("paper.award", winners=winners, **data)
        if winners
        else tell("paper.award_none", **data)
    )
    if award["open_seats"]:
        told += tell("paper.award_open", count=award["open_seats"])
    return told


def _problems(facts: Facts) -> Iterable[Block]:
    if not facts["problems"]:
        yield Paragraph(tell("paper.problems_none"))
    for place, one in enumerate(facts["problems"], start=1):
        yield Paragraph(tell("paper.problem", place=place, text=one["text"], times=one["times"]))


def _requirements(facts: Facts) -> Iterable[Block]:
    written = facts["requirements"].strip()
    for line in (written or tell("paper.requirements")).splitlines():
        if line.strip():
            yield Paragraph(line.strip())


SECTIONS = (
    _basics,
    _attendance,
    _ratings,
    _cases,
    _inspections,
    _results,
    _problems,
    _requirements,
)
"""The sections in their order; the ninth is the attachment."""


def _table(rows: Sequence[Facts], columns: Sequence[tuple[str, Kind]], caption: str) -> Table:
    return Table(
        tuple(tell(f"paper.column_{key}") for key, _ in columns),
        tuple(
            tuple("—" if row[key] in {None, ""} else str(row[key]) for key, _ in columns)
            for row in rows
        ),
        alignments=tuple(LEFT if key == "group" else RIGHT for key, _ in columns),
        widths=tuple(2.2 if key == "group" else 1 for key, _ in columns),
        caption=caption,
    )


def _windows(facts: Facts) -> Table:
    columns = WINDOW_COLUMNS
    return Table(
        tuple(tell(f"paper.column_{key}") for key, _ in columns),
        tuple(
            tuple("—" if row[key] is None else str(row[key]) for key, _ in columns)
            for row in facts["windows"]
        ),
        widths=(1, 2.4, 2.2, 1, 1, 1, 1),
        alignments=(CENTRE, LEFT, LEFT, RIGHT, RIGHT, RIGHT, RIGHT),
        note=tell("paper.windows_note"),
    )
