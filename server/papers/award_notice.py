"""What does the notice of awards (评优公示) say: who, why, until when to object and with whom?"""

from collections.abc import Iterable, Sequence

from documents.official.blocks import Align, Block, Heading, Paragraph, Table
from documents.official.content import OfficialDocument
from server.papers.wording import Facts, Head, day_words, digest_words, period_words, tell
from sheets.ledgers import Ledger
from sheets.tables import Column, Kind

LEFT, CENTRE = Align.LEFT, Align.CENTRE
KEYS = ("number", "name", "department", "reason")


def award_notice(facts: Facts, head: Head) -> OfficialDocument:
    """The notice as an official document."""
    return OfficialDocument(
        title=tell("paper.awards_title"),
        subtitle=f"（{period_words(facts['period'])}）",
        blocks=tuple(_blocks(facts)),
        issuer=facts["hall"],
        red_head=tell("paper.red_head", hall=facts["hall"]),
        number=head.number,
        issuer_line=facts["hall"],
        formed_on=head.formed_on,
        remark=tell("paper.open"),
        printed_by=facts["hall"],
        printed_on=head.formed_on,
        digest_line=digest_words(facts),
    )


def award_ledgers(facts: Facts) -> tuple[Ledger, ...]:
    """One table for each award, for a workbook."""
    columns = tuple(Column(_head(key), Kind.TEXT) for key in KEYS)
    return tuple(Ledger(one["name"], columns, _rows(one)) for one in facts["awards"])


def _blocks(facts: Facts) -> Iterable[Block]:
    words = {"period": period_words(facts["period"]), "scheme": facts["scheme_title"]}
    yield Paragraph(tell("paper.awards_opening", hall=facts["hall"], **words))
    for one in facts["awards"]:
        yield Heading(one["name"])
        yield Table(
            tuple(map(_head, KEYS)), _rows(one), (1, 1.6, 2, 3), (CENTRE, CENTRE, LEFT, LEFT)
        )
    yield Heading(tell("paper.awards_days"))
    days = {"opens": day_words(facts["opens_on"]), "closes": day_words(facts["closes_on"])}
    yield Paragraph(tell("paper.awards_days_words", days=facts["days"], **days))
    yield Heading(tell("paper.awards_how"))
    office = facts["office"] or facts["hall"]
    phone = tell("paper.awards_phone", phone=facts["phone"]) if facts["phone"] else ""
    yield Paragraph(tell("paper.awards_how_words", office=office, phone=phone))


def _head(key: str) -> str:
    return tell(f"paper.award_{key}")


def _rows(award: Facts) -> tuple[tuple[str, ...], ...]:
    winners: Sequence[Facts] = award["winners"]
    return tuple(
        (
            one["number"],
            one["name"],
            one["department"],
            one["reason"] or tell("paper.award_by_numbers"),
        )
        for one in winners
    )
