"""``province export|import|imported|codes``: records to and from a provincial platform."""

from pathlib import Path
from typing import IO

import click

from server import clock, gate
from server.actions.operations.begin_export import begin_export
from server.actions.province.import_ratings import Importing, import_ratings
from server.cli.province_tables import table_lines
from server.cli.speaking import by_option, command, hall_option
from server.packs import province as packs
from server.queries.operations.watermarks import watermark_of
from server.queries.province.exported import MonthOfHall, exported_ratings, sender_of
from server.queries.province.imported import platform_counts
from server.queries.registry.halls import Hall
from server.queries.registry.plan_lines import problem_line
from server.rules.exports import Export, Exported
from server.rules.months import Month
from server.rules.province.incoming import ImportRefused
from server.rules.province.record import Layout, record
from server.texts import DEFAULT_LANGUAGE, say
from sheets.cells import Sheet
from sheets.errors import FileExists, NotWritten
from sheets.exporting import write_csv
from sheets.json_records import read_json, write_json
from sheets.reading import read_workbook

RECORD_KEY, APPLICATION_KEY = "province record", "province application"
JSON_ENDING = ".json"
A_PATH = click.Path(dir_okay=False, path_type=Path)

layout_option = click.option(
    "--layout",
    type=click.Choice(packs.LAYOUTS),
    default=packs.USUAL_LAYOUT,
    help="记录格式，见 province codes (which fields and codes)",
)


@click.group("province")
def province() -> None:
    """省平台的好差评记录 (records to and from a provincial platform)"""


@command("export", "导出一个月的好差评记录 (the records of a month)")
@click.option("--month", required=True, metavar="2026-11")
@click.option("--format", "form", type=click.Choice(["csv", "json"]), required=True)
@click.option("--out", type=A_PATH, required=True, help="写到哪个文件 (the file)")
@click.option("--overwrite", is_flag=True, help="覆盖已有文件 (write over what is there)")
@layout_option
@by_option
@hall_option
def export(
    month: str, form: str, *, out: Path, overwrite: bool, layout: str, by: str, hall: Hall
) -> None:
    """Write the month's ratings, without anybody's name, contact or time of day."""
    if out.exists() and not overwrite:
        raise FileExists(file=out.name)
    key = gate.wiring().settings.key(RECORD_KEY)
    told = MonthOfHall(hall, Month.parse(month), key)
    asked = {"month": str(told.month), "form": form, "layout": layout}
    made = begin_export(hall.id, by, Exported.PROVINCE, asked=asked, now=clock.now())
    unfinished = out.with_name(f".{out.name}.part")
    try:
        with unfinished.open("wb") as file:
            count = _write(file, packs.layout(layout), told, made, is_json=form == "json")
        unfinished.replace(out)
    except OSError as cause:
        raise NotWritten(file=out.name, reason=cause.strerror or type(cause).__name__) from cause
    finally:
        unfinished.unlink(missing_ok=True)
    click.echo(say("province.exported", month=month, count=count, file=out, number=made.number))


@command("import", "导入省平台的默认评价和评价 (ratings that the platform filled in or collected)")
@click.argument("file", type=A_PATH)
@layout_option
@by_option
@hall_option
def import_command(file: Path, layout: str, by: str, hall: Hall) -> None:
    """Take all of a file or nothing, and list every bad row; none of it counts among our own."""
    sheet = _read(file)
    key = gate.wiring().settings.key(APPLICATION_KEY)
    importing = Importing(hall, by, key, clock.now())
    try:
        found = import_ratings(sheet, packs.layout(layout), importing)
    except ImportRefused as refused:
        for problem in refused.problems:
            click.echo(problem_line(problem), err=True)
        raise
    if not found.added:
        click.echo(say("province.imported_before"))
        return
    counts = {"records": found.records, "added": found.added, "defaults": found.defaults}
    click.echo(say("province.imported", DEFAULT_LANGUAGE, **counts))
    for month in found.sealed:
        click.echo(say("province.sealed", month=month))


@command("imported", "某月导入了多少省平台评价 (what was imported for a month)")
@click.option("--month", required=True, metavar="2026-11")
@hall_option
def imported(month: str, hall: Hall) -> None:
    """Say by window what the platform filled in and what citizens gave there."""
    wanted = str(Month.parse(month))
    counts = platform_counts(hall.id, wanted)
    for each in counts:
        click.echo(say("province.platform_line", DEFAULT_LANGUAGE, month=wanted, **vars(each)))
    if not counts:
        click.echo(say("province.platform_none", month=wanted))


@command("codes", "列出字段、代码表和评价指标 (print fields, code tables and options)")
def codes() -> None:
    """Print the tables as they stand in docs/province.md."""
    for line in table_lines(DEFAULT_LANGUAGE):
        click.echo(line)


def _read(file: Path) -> Sheet:
    return read_json(file) if file.suffix.lower() == JSON_ENDING else read_workbook(file)[0]


def _write(
    file: IO[bytes], layout: Layout, told: MonthOfHall, made: Export, *, is_json: bool
) -> int:
    sender = sender_of(told)
    names = [field.name for field in layout.fields]
    rows = (record(facts, sender, layout) for facts in exported_ratings(told))
    if not is_json:
        return write_csv(file, names, rows)
    line = watermark_of(told.hall, made).line
    head = {"layout": layout.key, "month": str(told.month), "export": line}
    return write_json(file, head, names, rows)


for each in (export, import_command, imported, codes):
    province.add_command(each)
COMMANDS = (province,)
