"""What does a person's sheet say: quarterly feedback (季反馈), annual result (年度考核结果)?"""

from collections.abc import Iterable

from documents.official.blocks import (
    Align,
    Block,
    Note,
    Opinion,
    SignatureLine,
    Signatures,
    Table,
)
from documents.official.blocks import Facts as Grid
from documents.official.content import Form, OfficialDocument
from server.papers.wording import (
    NOTHING,
    Facts,
    Head,
    combined_words,
    day_words,
    digest_words,
    entry_words,
    figure_name,
    figure_value,
    month_words,
    period_words,
    place_in_table,
    place_words,
    points_words,
    score_words,
    tell,
    two_places,
)
from server.rules.distribution.kinds import DocumentKind
from sheets.ledgers import Ledger
from sheets.tables import Column, Kind

LEFT, RIGHT, CENTRE = Align.LEFT, Align.RIGHT, Align.CENTRE


def person_sheet(kind: DocumentKind, facts: Facts, head: Head) -> OfficialDocument:
    """One person's period on one sheet, to be read and signed."""
    return OfficialDocument(
        title=tell(f"paper.{kind}_staff"),
        subtitle=f"（{period_words(facts['period'])}）",
        form=Form.SHEET,
        issuer=facts["hall"],
        number=tell("paper.formed", day=day_words(head.formed_on.isoformat())),
        blocks=tuple(_blocks(kind, facts)),
        digest_line=digest_words(facts),
    )


def person_ledgers(facts: Facts) -> tuple[Ledger, ...]:
    """The tables of the sheet, for a workbook."""
    return (
        Ledger(
            tell("paper.entries_caption"),
            tuple(Column(name, Kind.TEXT) for name in _heads(ENTRY_HEADS)),
            [_entry(one) for one in facts["entries"]],
            kept=2,
        ),
        Ledger(
            tell("paper.figures_caption"),
            tuple(Column(name, Kind.TEXT) for name in _heads(FIGURE_HEADS)),
            [_figure(one) for one in facts["figures"]],
            kept=2,
        ),
    )


ENTRY_HEADS = ("day", "what", "item", "points")
FIGURE_HEADS = ("month", "figure", "value", "n", "points")
MOST_ACROSS = 3


def _heads(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(tell(f"paper.head_{key}") for key in keys)


def _blocks(kind: DocumentKind, facts: Facts) -> Iterable[Block]:
    yield Grid(tuple(_who(facts)))
    for one in facts["sheets"]:
        yield from _result(one, has_name=len(facts["sheets"]) > 1)
    if facts["entries"]:
        yield Table(
            _heads(ENTRY_HEADS),
            tuple(map(_entry, facts["entries"])),
            (1.5, 4.4, 0.8, 0.9),
            (CENTRE, LEFT, CENTRE, RIGHT),
            tell("paper.entries_caption"),
        )
    else:
        yield Note(tell("paper.entries_none"))
    if facts["figures"]:
        yield _figures(facts)
    yield Opinion(tell("paper.own_opinion"), room=2, signatures=(_line("own"),))
    signers = ("window_head", "office") if kind is DocumentKind.FEEDBACK else ("unit", "office")
    yield Signatures(tuple(_line(one) for one in signers))
    yield Note(objection_words(facts))


def _line(key: str) -> SignatureLine:
    return SignatureLine(tell(f"paper.sign_{key}"))


def objection_words(facts: Facts) -> str:
    """Until when one may object, and that it never makes things worse."""
    until = day_words(facts["objections_until"])
    return tell("paper.objections", until=until) if until else tell("paper.objections_over")


def _who(facts: Facts) -> Iterable[tuple[str, str]]:
    yield tell("paper.person_name"), facts["name"]
    yield tell("paper.person_number"), facts["number"]
    yield tell("paper.person_unit"), facts["department"]
    groups = dict.fromkeys(one["group"] for one in facts["sheets"] if one["group"])
    yield tell("paper.column_group"), "、".join(groups) or NOTHING
    if len(facts["sheets"]) == 1:
        yield from _numbers(facts["sheets"][0])
    if facts["awards"]:
        yield tell("paper.awards_given"), "、".join(facts["awards"])


def _numbers(one: Facts) -> Iterable[tuple[str, str]]:
    yield tell("paper.column_score"), score_words(one)
    yield tell("paper.column_place"), place_words(one)
    if one["grade"]:
        yield tell("paper.grade"), one["grade"]
    if one["money"]:
        yield tell("paper.money"), tell("paper.yuan", money=one["money"])


def _result(one: Facts, *, has_name: bool) -> Iterable[Block]:
    how = combined_words(one["combined"])
    if has_name:
        yield Grid(((tell("paper.column_sheet"), one["sheet"]), *_numbers(one)))
    if not one["months"]:
        if how:
            yield Note(how)
        return
    columns, categories = len(one["columns"]), [1.4] * len(one["columns"])
    yield Table(
        head=(tell("paper.head_month"), *one["columns"], *map(tell, MONTH_HEADS)),
        rows=tuple(_month(row) for row in one["months"]),
        widths=(1.2, *categories, 1, 1.2),
        alignments=(CENTRE, *[RIGHT] * (columns + 1), CENTRE),
        caption=tell("paper.months_caption"),
        note=how,
    )


MONTH_HEADS = ("paper.column_score", "paper.column_place")


def _month(row: Facts) -> tuple[str, ...]:
    place = place_in_table(row)
    scores = map(two_places, row["scores"])
    return (month_words(row["period"]), *scores, score_words(row), place)


def _figures(facts: Facts) -> Table:
    """Of a quarter a column for each month; of a longer period a line for each month."""
    months = sorted({one["month"] for one in facts["figures"]})
    caption = tell("paper.figures_caption")
    if len(months) > MOST_ACROSS:
        rows = tuple(map(_figure, facts["figures"]))
        sides = (CENTRE, LEFT, RIGHT, RIGHT, RIGHT)
        return Table(_heads(FIGURE_HEADS), rows, (0.9, 3, 1.4, 0.9, 1), sides, caption)
    cells = {(one["figure"], one["item"], one["month"]): one for one in facts["figures"]}
    lines = dict.fromkeys((one["figure"], one["item"]) for one in facts["figures"])
    return Table(
        (tell("paper.head_figure"), *map(month_words, months)),
        tuple(
            (figure_name(figure), *(_cell(cells.get((figure, item, month))) for month in months))
            for figure, item in lines
        ),
        (2, *[1.6] * len(months)),
        (LEFT, *[RIGHT] * len(months)),
        caption,
        tell("paper.figures_note"),
    )


def _cell(one: Facts | None) -> str:
    """A figure with its n and its points."""
    if one is None:
        return NOTHING
    value = figure_value(one["figure"], one["value"])
    n = NOTHING if one["n"] is None else one["n"]
    return f"{value}（{n}）{points_words(one['points'])}"


def _entry(one: Facts) -> tuple[str, ...]:
    day = one.get("day") or one["month"]
    return (day, entry_words(one), one["item"], points_words(one["points"]))


def _figure(one: Facts) -> tuple[str, ...]:
    figure, n = one["figure"], one["n"]
    return (
        month_words(one["month"]),
        figure_name(figure),
        figure_value(figure, one["value"]),
        NOTHING if n is None else str(n),
        points_words(one["points"]),
    )
