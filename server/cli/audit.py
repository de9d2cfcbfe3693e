"""``audit verify|head|list|export``: is the audit what was written, and who has it elsewhere?"""

import json
from collections.abc import Iterator
from pathlib import Path

import click

from server.cli.speaking import command
from server.errors import ChuangpingError
from server.queries.audit.chains import audited_halls, chain_of, head_of, last_lines, stored_lines
from server.queries.audit.checked import fault_of
from server.queries.registry.halls import all_halls, hall_named
from server.rules.audit import INSTALLATION, BrokenAt, Head, parse_head
from server.texts import is_known, say

OF_THE_INSTALLATION = "-"

hall_option = click.option(
    "--hall",
    metavar="CODE",
    help="大厅代码；- 为本系统；不写为全部 (a hall's code, - for the installation; all without it)",
)


class NotAHead(ChuangpingError):
    """What was given to be checked against is no head of a chain."""

    code = "audit.not_a_head"


@click.group("audit")
def audit() -> None:
    """审计 (who did what)"""


@command("verify", "核对审计链，并与公示中印出的链头比对 (verify the chains and the printed heads)")
@hall_option
@click.option(
    "--against",
    metavar="POSITION:HASH",
    multiple=True,
    help="另行保存的链头，可多次 (a head that was kept elsewhere; may be repeated)",
)
def verify(hall: str | None, against: tuple[str, ...]) -> None:
    """Say that every chain holds, or where the first one does not (exit code 1)."""
    heads = [_head(text) for text in against]
    # A head of a hall says nothing about another's chain.
    chosen = _chosen(hall or hall_named().code) if heads else _chosen(hall)
    for hall_id in chosen:
        broken = fault_of(hall_id, heads)
        if broken is not None:
            raise click.ClickException(told(hall_id, broken))
        chain = chain_of(hall_id)
        count = chain.head.position - chain.first_position + 1
        click.echo(say("audit.holds", chain=_name(hall_id), count=count, head=chain.head))


@command("head", "印出链头，抄送到别处保存 (the heads, to be kept elsewhere)")
@hall_option
def head(hall: str | None) -> None:
    """One line for each chain: its name and its head."""
    for hall_id in _chosen(hall):
        click.echo(f"{_code(hall_id)} {head_of(hall_id)}")


@command("list", "最近的记录 (the latest lines)")
@hall_option
@click.option("--last", type=click.IntRange(1, 10_000), default=50, help="每条链几条 (how many)")
def listed(hall: str | None, last: int) -> None:
    """Print the latest lines of each chain: when, who, what, to what, how it ended."""
    for hall_id in _chosen(hall):
        for line in last_lines(hall_id, last):
            code = f"audit.act_{line.act}"
            act = say(code) if is_known(code) else line.act
            result = say(f"audit.result_{line.result}")
            when = line.at.isoformat(timespec="seconds")
            click.echo("\t".join((_code(hall_id), when, line.actor, act, line.object, result)))


@command("export", "导出为逐行 JSON，可在别的机器上核对 (lines of JSON)")
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
@hall_option
def export(file: Path, hall: str | None) -> None:
    """Write every line with its hashes, in order, one JSON object a line."""
    with file.open("w", encoding="utf-8") as out:
        count = sum(bool(out.write(row + "\n")) for row in _rows(_chosen(hall)))
    click.echo(say("audit.exported", count=count))


def told(hall_id: int, broken: BrokenAt) -> str:
    """Where the chain of the hall is broken, in words."""
    fault = say(f"audit.fault_{broken.fault}")
    return say("audit.broken", chain=_name(hall_id), position=broken.position, fault=fault)


def _rows(hall_ids: tuple[int, ...]) -> Iterator[str]:
    for hall_id in hall_ids:
        code = _code(hall_id)
        for line, previous, digest in stored_lines(hall_id):
            hashes = {"previous": previous.hex(), "hash": digest.hex()}
            words = {**vars(line), "at": line.at.isoformat(timespec="microseconds"), **hashes}
            yield json.dumps({"hall": code, **words}, ensure_ascii=False)


def _head(text: str) -> Head:
    found = parse_head(text)
    if found is None:
        raise NotAHead(text=text)
    return found


def _chosen(hall: str | None) -> tuple[int, ...]:
    if hall == OF_THE_INSTALLATION:
        return (INSTALLATION,)
    return (hall_named(hall).id,) if hall else audited_halls()


def _code(hall_id: int) -> str:
    return next((one.code for one in all_halls() if one.id == hall_id), OF_THE_INSTALLATION)


def _name(hall_id: int) -> str:
    return say("audit.installation") if hall_id == INSTALLATION else _code(hall_id)


for each in (verify, head, listed, export):
    audit.add_command(each)
COMMANDS = (audit,)
