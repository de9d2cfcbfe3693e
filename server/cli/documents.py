"""``bulletin``: the monthly bulletin as Word, PDF, a web page or a workbook."""

from collections.abc import Callable, Mapping
from pathlib import Path

import click

from documents import official
from documents.official.content import OfficialDocument
from server import clock, errors
from server.actions.distribution.form_bulletin import form_bulletin
from server.cli.speaking import by_option, command, hall_option
from server.papers.bulletin import bulletin, bulletin_ledgers, digest_line
from server.queries.distribution.documents import FoundDocument, document_of
from server.queries.registry.halls import Hall
from server.rules.appraisal.periods import Period
from server.rules.schemes.shape import Span
from server.texts import say
from sheets.ledgers import workbook


def _paper(document: FoundDocument) -> OfficialDocument:
    return bulletin(
        document.facts,
        number=document.document_number,
        formed_on=document.formed_on,
        recipients=say("paper.recipients"),
        copies_to=say("paper.copies_to"),
    )


def _xlsx(document: FoundDocument) -> bytes:
    facts = document.facts
    return workbook(
        bulletin_ledgers(facts),
        title=document.title.replace("|", ""),
        by=facts["hall"],
        line=digest_line(facts),
    )


FORMATS: Mapping[str, Callable[[FoundDocument], bytes]] = {
    "docx": lambda document: official.word(_paper(document)),
    "pdf": lambda document: official.pdf(_paper(document)),
    "html": lambda document: official.html_page(_paper(document)).encode(),
    "xlsx": _xlsx,
}


@command("bulletin", "月通报，Word、PDF、网页或明细表 (the bulletin of a month)")
@click.argument("month")
@click.option("--format", "kind", type=click.Choice(list(FORMATS)), default="docx")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="写到 (write to)")
@click.option("--requirements", default="", help="下步要求 (what is asked next)")
@by_option
@hall_option
def write_bulletin(
    month: str, kind: str, out: Path, requirements: str, by: str, hall: Hall
) -> None:
    """Form the bulletin of a signed month, once, and write it in that format."""
    period = Period.parse(month)
    if period.span is not Span.MONTH:
        raise errors.NotAMonth(text=month)
    number = form_bulletin(hall, period, requirements, by=by, now=clock.now())
    document = document_of(hall.id, number)
    if document is None:
        raise errors.Unknown
    out.write_bytes(FORMATS[kind](document))
    click.echo(say("paper.written", number=number, file=str(out), digest=document.digest))


COMMANDS = (write_bulletin,)
