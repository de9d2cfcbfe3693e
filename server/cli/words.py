"""``words``: which words hold a text back from others until a person has looked at it."""

from pathlib import Path

import click

from server import clock
from server.actions.safety.add_words import add_words
from server.actions.safety.recheck_words import recheck_words
from server.cli.speaking import by_option, command
from server.errors import FormProblems, Problem
from server.queries.registry.halls import all_halls
from server.queries.safety.words_in_force import list_in_force, own_words
from server.rules.safety.word_file import read_words
from server.texts import DEFAULT_LANGUAGE, say
from server.words import WordList


@click.group(
    "words", help="词表：要给别人看的文字命中后等人看 (words that others do not see unasked)"
)
def words() -> None:
    """The words."""


@command("list", "正在用的词表和每一版 (the list in force, and every version)")
def list_words() -> None:
    """Say which list is in force, and who added what when."""
    found = _found()
    click.echo(say("safety.version", version=found.version, count=len(found.words)))
    for one in own_words():
        file = read_words(one.words)
        click.echo(
            say(
                "safety.version_line",
                version=one.version,
                day=one.made_at.date(),
                by=one.made_by,
                count=len(file.words),
                dropped=len(file.dropped),
                spared=len(file.spared),
            )
        )


@command("add", "启用一份新的本单位词表，代替上一版 (a further version of the hall's own words)")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@by_option
def add(file: Path, by: str) -> None:
    """Put the file's words in force, and look again at what others see."""
    now = clock.now()
    try:
        version = add_words(file.read_text(encoding="utf-8-sig"), by=by, now=now)
    except FormProblems as error:
        raise click.ClickException(_why(error)) from error
    changed = sum(recheck_words(hall, now=now) for hall in all_halls())
    click.echo(say("safety.added", version=version, count=changed))


@command("check", "比对一段文字 (look at a text)")
@click.argument("text")
def check(text: str) -> None:
    """Say which words of the list stand in a text."""
    hits = _found().hits(text)
    for hit in hits:
        category = say(f"safety.category_{hit.category}")
        click.echo(say("safety.hit", category=category, word=text[hit.start : hit.end]))
    if not hits:
        click.echo(say("safety.clean"))


def _found() -> WordList:
    try:
        return list_in_force()
    except (FormProblems, OSError, ValueError) as error:
        raise click.ClickException(say("safety.broken", why=_why(error))) from error


def _why(error: Exception) -> str:
    if isinstance(error, FormProblems):
        return "\n".join(_line(problem) for problem in error.problems)
    return str(error)


def _line(problem: Problem) -> str:
    return say(problem.code, DEFAULT_LANGUAGE, **problem.data)


for _one in (list_words, add, check):
    words.add_command(_one)

COMMANDS = (words,)
