"""Official documents: ``bulletin``; ``documents`` form, write, send, receipts; ``units``."""

from pathlib import Path

import click

from server import clock, errors
from server.actions.distribution.change_units import add_unit, close_unit
from server.actions.distribution.form_awards import form_awards
from server.actions.distribution.form_bulletin import form_bulletin
from server.actions.distribution.form_sheets import form_sheets
from server.actions.distribution.send_document import send_document
from server.actions.distribution.send_sheets import send_sheets
from server.cli.speaking import by_option, command, hall_option
from server.papers.files import Format, file_of, pdf_of
from server.queries.distribution.addresses import distribution_list, recipients_named, units
from server.queries.distribution.documents import (
    FoundDocument,
    copies_of,
    document_of,
    newest_documents,
)
from server.queries.distribution.printing import frozen, parts_of, people_sheets
from server.queries.registry.halls import Hall
from server.rules.appraisal.periods import Period
from server.rules.distribution.kinds import sheet_kind
from server.rules.schemes.shape import Span
from server.texts import say

WRITABLE = click.Path(path_type=Path, dir_okay=False)
format_option = click.option(
    "--format", "kind", type=click.Choice([one.value for one in Format]), default=Format.DOCX.value
)
out_option = click.option("--out", type=WRITABLE, required=True, help="写到 (write to)")


@command("bulletin", "月通报，Word、PDF、网页或明细表 (the bulletin of a month)")
@click.argument("month")
@format_option
@out_option
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
    _write(_found(hall, number), Format(kind), out)


@click.group("documents", help="公文和反馈表：形成、输出、发送、回执 (official documents)")
def documents() -> None:
    """Documents that were formed, their copies and receipts."""


@command("list", "列出最近的文件 (the newest documents)")
@click.option("--period", default="", help="只列一个周期 (of one period)")
@hall_option
def listed(period: str, hall: Hall) -> None:
    """The fifty newest, with how many copies were sent, read and signed for."""
    for one in newest_documents(hall.id, period=period):
        click.echo(_line(one))


@command("form", "形成月通报、反馈表或评优公示 (form a bulletin, sheets, a notice of awards)")
@click.argument("kind", type=click.Choice(["bulletin", "sheets", "awards"]))
@click.argument("period", type=str)
@click.option("--requirements", default="", help="下步要求，只用于月通报 (of a bulletin)")
@by_option
@hall_option
def form(kind: str, period: str, requirements: str, by: str, hall: Hall) -> None:
    """From what was signed: a bulletin of a month, the sheets of a quarter or year, its awards."""
    asked, now = Period.parse(period), clock.now()
    if kind == "sheets":
        made = form_sheets(hall, asked, by=by, now=now)
        people, departments = made.people, made.departments
        told = say("document.sheets_formed", period=period, people=people, departments=departments)
        click.echo(told)
        return
    number = (
        form_bulletin(hall, asked, requirements, by=by, now=now)
        if kind == "bulletin"
        else form_awards(hall, asked, by=by, now=now)
    )
    click.echo(say("document.formed", number=number))


@command("write", "把文件写成 Word、PDF、网页或明细表 (write a document to a file)")
@click.argument("number")
@format_option
@out_option
@hall_option
def write(number: str, kind: str, out: Path, hall: Hall) -> None:
    """The document of that number in that format."""
    _write(_found(hall, number), Format(kind), out)


@command("sheets", "一个部门的个人反馈表，合成一份 PDF (a department's personal sheets, one PDF)")
@click.argument("period")
@click.argument("department")
@out_option
@hall_option
def sheets(period: str, department: str, out: Path, hall: Hall) -> None:
    """Every person's latest sheet of that period; of very many several files, -2, -3 …"""
    kind = sheet_kind(Period.parse(period).span)
    found = people_sheets(hall.id, kind, period, department)
    if not found:
        raise errors.Unknown
    for place, part in enumerate(parts_of(found), start=1):
        file = out if place == 1 else out.with_stem(f"{out.stem}-{place}")
        file.write_bytes(pdf_of([frozen(one) for one in part]))
        click.echo(say("document.sheets_written", count=len(part), file=str(file)))


@command("send", "发送文件 (send a document)")
@click.argument("number")
@click.option(
    "--to",
    "keys",
    multiple=True,
    required=True,
    help="departments、windows、outside_units，或 department/代码 等 (all of a kind, or one)",
)
@by_option
@hall_option
def send(number: str, keys: tuple[str, ...], by: str, hall: Hall) -> None:
    """Each recipient has a copy from now on; what opens an outside unit's is printed once."""
    recipients = recipients_named(hall.id, keys)
    sent = send_document(hall, number, recipients, by=by, now=clock.now())
    click.echo(say("document.sent", copies=sent.copies))
    names = {one.recipient.id: one.name for one in distribution_list(hall.id)}
    for key, secret in sent.secrets.items():
        click.echo(say("document.secret", name=names[key], secret=secret))


@command("send-sheets", "把反馈表发给本人和所在部门 (send each sheet to whom it is about)")
@click.argument("period")
@by_option
@hall_option
def send_all(period: str, by: str, hall: Hall) -> None:
    """Every sheet of the period goes to its person or department."""
    copies = send_sheets(hall, Period.parse(period), by=by, now=clock.now())
    click.echo(say("document.sent", copies=copies))


@command("receipts", "谁已阅、谁已签收、谁还没有 (who has read and signed, and who has not)")
@click.argument("number")
@hall_option
def receipts(number: str, hall: Hall) -> None:
    """Every copy of the document with its receipt."""
    _found(hall, number)
    for copy in copies_of(hall.id, number):
        state = "signed" if copy.signed_at else "read" if copy.read_at else "sent"
        moment = (copy.signed_at or copy.read_at or copy.sent_at).astimezone(hall.zone)
        said = {"name": copy.name, "who": copy.signed_by or copy.read_by}
        click.echo(say(f"document.receipt_{state}", moment=f"{moment:%Y-%m-%d %H:%M}", **said))


@click.group("units", help="接收文件的乡镇和外部单位 (offices outside that receive documents)")
def units_group() -> None:
    """Offices without an account here."""


@command("list", "列出外部单位 (the offices outside)")
@hall_option
def list_units(hall: Hall) -> None:
    """Each with its code, and since when it is closed."""
    for one in units(hall.id):
        state = say("document.unit_closed", day=str(one.closed_on)) if one.closed_on else ""
        click.echo(f"{one.code}  {one.name}  {state}".rstrip())


@command("add", "增加（或重新启用）外部单位 (add an office, or open it again)")
@click.argument("code")
@click.argument("name")
@by_option
@hall_option
def add(code: str, name: str, by: str, hall: Hall) -> None:
    """The office can be sent documents."""
    add_unit(hall, code, name, by=by, now=clock.now())
    click.echo(say("document.unit_is_open", code=code))


@command("close", "停用外部单位 (an office is sent no more)")
@click.argument("code")
@by_option
@hall_option
def close(code: str, by: str, hall: Hall) -> None:
    """The office is sent no more documents."""
    close_unit(hall, code, by=by, now=clock.now())
    click.echo(say("document.unit_is_closed", code=code))


def _found(hall: Hall, number: str) -> FoundDocument:
    document = document_of(hall.id, number)
    if document is None:
        raise errors.Unknown
    return document


def _line(one: FoundDocument) -> str:
    return say(
        "document.listed",
        number=one.number,
        period=one.period,
        title=one.title.replace("|", ""),
        revision=one.revision,
        copies=one.copies,
        read=one.read,
        signed=one.signed,
    )


def _write(document: FoundDocument, kind: Format, out: Path) -> None:
    out.write_bytes(file_of(frozen(document), kind))
    data = {"number": document.number, "digest": document.digest}
    click.echo(say("paper.written", file=str(out), **data))


for one in (listed, form, write, sheets, send, send_all, receipts):
    documents.add_command(one)
for one in (list_units, add, close):
    units_group.add_command(one)
COMMANDS = (write_bulletin, documents, units_group)
