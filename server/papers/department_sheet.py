"""What does a department's sheet say: quarterly feedback, or the annual result with its receipt?"""

from collections.abc import Iterable, Sequence
from datetime import date

from documents.official.blocks import (
    Align,
    Block,
    CutLine,
    Note,
    Opinion,
    Paragraph,
    PartTitle,
    SignatureLine,
    Signatures,
    Table,
)
from documents.official.blocks import Facts as Grid
from documents.official.content import Form, OfficialDocument
from server.papers.person_sheet import objection_words
from server.papers.wording import (
    NOTHING,
    Facts,
    Head,
    day_words,
    digest_words,
    month_words,
    period_words,
    place_in_table,
    place_words,
    score_words,
    tell,
)
from server.rules.appraisal.periods import Period
from server.rules.distribution.kinds import DocumentKind
from server.rules.schemes.words import Span
from sheets.ledgers import Ledger
from sheets.tables import Column, Kind

LEFT, RIGHT, CENTRE = Align.LEFT, Align.RIGHT, Align.CENTRE
MOST_MONTHS = 3
"""So many months stand beside the score; more would not fit on the page."""


def department_sheet(kind: DocumentKind, facts: Facts, head: Head) -> OfficialDocument:
    """One department's period on one sheet."""
    is_result = kind is DocumentKind.RESULT
    blocks = _result(facts, head) if is_result else _feedback(facts)
    formed = tell("paper.formed", day=day_words(head.formed_on.isoformat()))
    return OfficialDocument(
        title=tell(f"paper.{kind}_department"),
        subtitle=f"（{period_words(facts['period'])}）",
        form=Form.SHEET,
        issuer=facts["hall"],
        number=head.number or formed,
        recipients=facts["name"],
        blocks=tuple(blocks),
        formed_on=head.formed_on if is_result else None,
        issuer_line=facts["hall"] if is_result else "",
        digest_line=digest_words(facts),
    )


def department_ledgers(facts: Facts) -> tuple[Ledger, ...]:
    """The tables of the sheet, for a workbook."""
    people = _people_heads(facts)
    return (
        Ledger(
            tell("paper.people_caption"),
            tuple(Column(name, Kind.TEXT) for name in (*people, tell("paper.column_sheet"))),
            [(*_person(facts, one), one["sheet"]) for one in facts["people"]],
            kept=2,
        ),
        Ledger(
            tell("paper.windows_caption"),
            tuple(Column(tell(f"paper.{key}"), Kind.TEXT) for key in WINDOW_HEADS),
            [_window(one) for one in facts["windows"]],
            kept=2,
        ),
    )


WINDOW_HEADS = (
    "column_number",
    "column_name",
    "column_n",
    "column_good",
    "column_bad",
    "column_score",
    "column_place",
)


def _feedback(facts: Facts) -> Iterable[Block]:
    yield Paragraph(tell("paper.feedback_opening", **_data(facts)))
    yield Grid(tuple(_numbers(facts)))
    yield from _tables(facts)
    if facts["problems"]:
        yield Table(
            tuple(tell(f"paper.column_{key}") for key in ("item", "text", "times")),
            tuple((one["item"], one["text"], str(one["times"])) for one in facts["problems"]),
            (0.8, 4, 0.8),
            (CENTRE, LEFT, RIGHT),
            tell("paper.unit_problems_caption"),
        )
    else:
        yield Note(tell("paper.unit_problems_none"))
    yield Opinion(
        tell("paper.unit_opinion"), room=3, signatures=(SignatureLine(tell("paper.sign_head")),)
    )
    yield Note(objection_words(facts))


def _result(facts: Facts, head: Head) -> Iterable[Block]:
    """To the sending department; the part below the line comes back signed."""
    yield Paragraph(tell("paper.result_opening", **_data(facts)))
    yield from _tables(facts)
    yield Note(objection_words(facts))
    signed_on = date.fromisoformat(facts["signed_on"]) if facts["signed_on"] else None
    yield Signatures(
        (
            SignatureLine(tell("paper.sign_appraisal"), facts["signed_by"], signed_on),
            SignatureLine(tell("paper.sign_hall")),
        )
    )
    yield CutLine(tell("paper.cut"))
    yield PartTitle(tell("paper.receipt"))
    title = tell("paper.result_department")
    number = f"（{head.number}）" if head.number else ""
    yield Paragraph(
        tell(
            "paper.receipt_words", title=title, number=number, period=period_words(facts["period"])
        )
    )
    yield Signatures(
        (
            SignatureLine(tell("paper.sign_receiving_unit")),
            SignatureLine(tell("paper.sign_receiver")),
        )
    )


def _data(facts: Facts) -> dict[str, str]:
    return {
        "hall": facts["hall"],
        "period": period_words(facts["period"]),
        "scheme": facts["scheme_title"],
    }


def _numbers(facts: Facts) -> Iterable[tuple[str, str]]:
    assessed = {one["number"] for one in facts["people"] if one["score"]}
    yield tell("paper.unit_people"), str(len({one["number"] for one in facts["people"]}))
    yield tell("paper.unit_assessed"), str(len(assessed))
    yield tell("paper.unit_orders"), tell("paper.orders", **facts["orders"])
    for one in facts["own"]:
        yield one["sheet"], f"{score_words(one)}　{place_words(one)}"


def _tables(facts: Facts) -> Iterable[Block]:
    yield from _people(facts)
    if facts["windows"]:
        yield Table(
            tuple(tell(f"paper.{key}") for key in WINDOW_HEADS),
            tuple(_window(one) for one in facts["windows"]),
            (1, 2.6, 1, 1, 1, 1, 1),
            (CENTRE, LEFT, RIGHT, RIGHT, RIGHT, RIGHT, CENTRE),
            tell("paper.windows_caption"),
            tell("paper.unit_windows_note"),
        )


def _people(facts: Facts) -> Iterable[Block]:
    """A table for each sheet of the scheme, those with scores first."""
    sheets = dict.fromkeys(one["sheet"] for one in facts["people"])
    rows = {name: [one for one in facts["people"] if one["sheet"] == name] for name in sheets}
    months, caption = len(_months(facts)), tell("paper.people_caption")
    for name in sorted(sheets, key=lambda name: not any(one["score"] for one in rows[name])):
        yield Table(
            _people_heads(facts),
            tuple(_person(facts, one) for one in rows[name]),
            (1.2, 1.2, 2, *[1.0] * months, 1.1, 1.1, 1.5),
            (CENTRE, CENTRE, LEFT, *[RIGHT] * (months + 1), CENTRE, CENTRE),
            f"{caption}：{name}" if len(sheets) > 1 else caption,
            tell("paper.people_note"),
        )


def _months(facts: Facts) -> Sequence[str]:
    """The months that stand in the table: those of a quarter, none of a longer period."""
    is_quarter = Period.parse(facts["period"]).span is Span.QUARTER
    return facts["months"][:MOST_MONTHS] if is_quarter else ()


def _people_heads(facts: Facts) -> tuple[str, ...]:
    first = (tell("paper.person_name"), tell("paper.person_number"), tell("paper.column_group"))
    months = (month_words(one) for one in _months(facts))
    last = (tell("paper.column_score"), tell("paper.column_place"), tell("paper.grade_or_award"))
    return (*first, *months, *last)


def _person(facts: Facts, one: Facts) -> tuple[str, ...]:
    months = (score or NOTHING for score in one["scores"][: len(_months(facts))])
    place = place_in_table(one)
    graded = "、".join(filter(None, (one["grade"], *one["awards"]))) or NOTHING
    first = (one["name"], one["number"], one["group"] or NOTHING)
    return (*first, *months, score_words(one), place, graded)


def _window(one: Facts) -> tuple[str, ...]:
    counted = (NOTHING if one[key] is None else str(one[key]) for key in ("n", "good", "bad"))
    result = one["results"][0] if one["results"] else None
    place = place_in_table(result) if result else NOTHING
    return (
        one["number"],
        one["name"],
        *counted,
        score_words(result) if result else NOTHING,
        place,
    )
