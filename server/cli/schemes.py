"""``scheme``: check, explain, adopt, list and export the rulebooks of the appraisal."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import click

from documents import official
from server import clock
from server.actions.appraisal.adopt_scheme import adopt_scheme
from server.actions.appraisal.propose_scheme import propose_scheme
from server.actions.appraisal.what_if import what_if
from server.cli.scheme_trials import trial_told
from server.cli.speaking import by_option, command, hall_option
from server.errors import FormProblems, SamePerson
from server.packs.schemes import presets
from server.queries.appraisal.names import names_of
from server.queries.appraisal.scheme_paper import as_document, as_text, explained
from server.queries.appraisal.schemes import all_schemes, kept_on
from server.queries.registry.halls import Hall
from server.rules.months import Month, day_of
from server.rules.schemes.adoption import AdoptionForm
from server.rules.schemes.reading import examine, read, text_of
from server.rules.schemes.refusals import SchemeRefused, UnknownScheme
from server.rules.schemes.shape import Scheme
from server.texts import DEFAULT_LANGUAGE, LANGUAGES, say
from server.texts.schemes import line_told

READABLE = click.Path(exists=True, dir_okay=False, path_type=Path)
WRITABLE = click.Path(dir_okay=False, path_type=Path)

lang_option = click.option(
    "--lang", type=click.Choice(LANGUAGES), default=DEFAULT_LANGUAGE, help="语言 (language)"
)


@click.group("scheme")
def scheme_group() -> None:
    """考核办法 (appraisal schemes)"""


@command("check", "检查一份考核办法 (every mistake of a scheme file, with its line)")
@click.argument("file", type=READABLE)
@lang_option
def check(file: Path, lang: str) -> None:
    """Say that the file is sound, or all that is wrong with it (exit code 1)."""
    examined = examine(text_of(file.read_bytes()))
    for problem in examined.problems:
        click.echo(line_told(problem, lang))
    if examined.scheme is None:
        click.echo(say("schemes.unsound", lang, count=len(examined.errors)))
        raise click.exceptions.Exit(1)
    scheme = examined.scheme
    items = sum(len(category.items) for category in scheme.categories)
    told = {"name": scheme.name, "items": items, "warnings": len(examined.warnings)}
    click.echo(say("schemes.sound", lang, **told))


@command("explain", "用文字说明一份考核办法 (a scheme in plain words, as the printed rules)")
@click.argument("file", type=READABLE)
@lang_option
@click.option("--out", type=WRITABLE, help="写到文件：.docx .pdf .html (write it to a file)")
def explain(file: Path, lang: str, out: Path | None) -> None:
    """Print the scheme in words, or write it as Word, PDF or HTML."""
    told = explained(_read(file), lang)
    if out is None:
        click.echo(as_text(told, lang))
        return
    write = WRITERS.get(out.suffix)
    if write is None:
        raise click.ClickException(say("schemes.no_such_paper", lang, endings=" ".join(WRITERS)))
    out.write_bytes(write(as_document(told, lang)))
    click.echo(say("schemes.written", lang, file=str(out)))


WRITERS: dict[str, Callable[..., bytes]] = {
    ".docx": official.word,
    ".pdf": official.pdf,
    ".html": lambda paper: official.html_page(paper).encode(),
}


@command("adopt", "提请并确认一份考核办法 (a scheme is in force by its record and two people)")
@click.argument("file", type=READABLE)
@click.option("--body", required=True, help="通过机构 (which body adopted it)")
@click.option("--date", "day", required=True, type=click.DateTime(["%Y-%m-%d"]), help="通过日期")
@click.option("--document", required=True, help="文号 (document number)")
@click.option("--heard", required=True, help="听取了谁的意见 (who was heard)")
@click.option("--guard-reason", default="", help="末位规则不做统计检验的理由 (why unguarded)")
@by_option
@click.option("--second", required=True, metavar="NAME", help="第二人 (who confirms it)")
@hall_option
def adopt(
    file: Path,
    body: str,
    day: datetime,
    document: str,
    heard: str,
    guard_reason: str,
    by: str,
    second: str,
    hall: Hall,
) -> None:
    """Propose the file as one person and adopt it as another."""
    if by == second:
        raise SamePerson(name=by)
    form = AdoptionForm(body, day.date(), document, heard, guard_reason)
    text, now = text_of(file.read_bytes()), clock.now()
    try:
        scheme = propose_scheme(hall, text, form, by=by, now=now)
        adopt_scheme(hall, scheme.id, scheme.version, by=second, now=now)
    except SchemeRefused as refused:
        raise click.ClickException(_all_told(refused)) from refused
    except FormProblems as refused:
        raise click.ClickException(_fields_told(refused)) from refused
    click.echo(say("schemes.adopted", name=scheme.name, from_on=scheme.from_on))


@command("what-if", "用这份办法试算一个月 (a month under this scheme; nothing is stored)")
@click.argument("file", type=READABLE)
@click.option("--month", required=True, help="2026-10")
@lang_option
@hall_option
def try_out(file: Path, month: str, lang: str, hall: Hall) -> None:
    """Say who would move and why, beside the scheme in force."""
    tried = what_if(hall, _read(file), Month.parse(month))
    names = {who: f"{one.number} {one.name}" for who, one in names_of(hall.id).items()}
    click.echo("\n".join(trial_told(tried, names, lang)))


@command("list", "列出考核办法 (the versions of the hall, and the examples that ship)")
@hall_option
def list_schemes(hall: Hall) -> None:
    """Every version with its dates and record, then the examples."""
    kept = all_schemes(hall.id)
    today = day_of(clock.now(), hall.zone)
    current = kept_on(kept, today)
    for one in kept:
        is_current = current is not None and one.name == current.name
        state = "current" if is_current else "adopted" if one.is_adopted else "waiting"
        click.echo(
            say(
                "schemes.listed",
                name=one.name,
                title=one.title,
                from_on=one.from_on,
                state=say(f"schemes.state_{state}"),
                body=one.adoption.body if one.adoption else "",
            )
        )
    for shipped in presets():
        click.echo(say("schemes.shipped", name=shipped.scheme.name, title=shipped.scheme.title))


@command("export", "导出一份考核办法的文本 (the text of a version, or of an example)")
@click.argument("key", metavar="ID")
@click.argument("version")
@click.option("--out", type=WRITABLE, help="写到文件 (write it to a file)")
@hall_option
def export(key: str, version: str, out: Path | None, hall: Hall) -> None:
    """The text as it was entered, to be changed and adopted under another version."""
    name = f"{key}/{version}"
    texts = {shipped.scheme.name: shipped.text for shipped in presets()}
    texts |= {kept.name: kept.text for kept in all_schemes(hall.id)}
    if name not in texts:
        raise UnknownScheme(name=name)
    if out is None:
        click.echo(texts[name], nl=False)
        return
    out.write_text(texts[name], encoding="utf-8")
    click.echo(say("schemes.written", file=str(out)))


def _read(file: Path) -> Scheme:
    found = read(text_of(file.read_bytes()))
    if isinstance(found, tuple):
        raise click.ClickException(_all_told(SchemeRefused(found)))
    return found


def _all_told(refused: SchemeRefused) -> str:
    lines = [line_told(problem) for problem in refused.problems]
    return "\n".join([say(refused.code, DEFAULT_LANGUAGE, **refused.data), *lines])


def _fields_told(refused: FormProblems) -> str:
    return "\n".join(
        f"{say(f'schemes.{problem.field}')}：{say(problem.code, DEFAULT_LANGUAGE, **problem.data)}"
        for problem in refused.problems
    )


for one in (check, explain, adopt, try_out, list_schemes, export):
    scheme_group.add_command(one)
COMMANDS = (scheme_group,)
