"""``publish list|approve|correct`` and ``notices verify``: until the console does it."""

import click

from server import clock
from server.actions.publication.approve_publication import approve_publication
from server.actions.publication.publish_month import Published, publish_month
from server.actions.publication.revise_month import revise_month
from server.cli.audit import told
from server.cli.speaking import by_option, command, hall_option
from server.queries.audit.checked import fault_of
from server.queries.publication.notices import chain, notice_numbered
from server.queries.publication.rankings import waiting_months
from server.queries.registry.halls import Hall
from server.rules.canonical import Link, verify_chain
from server.rules.months import Month
from server.texts import say


@click.group("publish")
def publish() -> None:
    """公布与修订 (publishing and correcting)"""


@command("list", "等待批准的月份和已公布的公示 (what waits, what is published)")
@hall_option
def listed(hall: Hall) -> None:
    """The months that wait for a second person, then every notice."""
    waiting = waiting_months(hall.id)
    for each in waiting:
        click.echo(say("notice.waiting", month=str(each.month), revision=each.revision))
    if not waiting:
        click.echo(say("notice.nothing_waiting"))
    for notice in chain(hall.id):
        click.echo(
            say(
                "notice.listed",
                number=notice.number,
                month=notice.month,
                revision=notice.revision,
                state=say(f"notice.state_{notice.state}"),
                title=notice.title("zh"),
            )
        )


@command("approve", "第二人批准并公布一个月 (a second person approves; the month is published)")
@click.argument("month")
@by_option
@hall_option
def approve(month: str, by: str, hall: Hall) -> None:
    """Approve the last revision of a month, and publish it."""
    wanted = Month.parse(month)
    approve_publication(hall, wanted, by=by, now=clock.now())
    published = publish_month(hall, wanted, now=clock.now())
    for number in published.numbers if isinstance(published, Published) else ():
        notice = notice_numbered(hall.id, number)
        click.echo(say("notice.published", number=number, title=notice.title("zh")))


@command("correct", "重新计算已公布的月份，生成修订稿 (count a published month again)")
@click.argument("notice")
@click.option("--reason", required=True, help="为什么修订，会写进公示 (why; it is published)")
@by_option
@hall_option
def correct(notice: str, reason: str, by: str, hall: Hall) -> None:
    """Make a further revision of the month of a notice; another person must approve it."""
    month = Month.parse(notice_numbered(hall.id, notice).month)
    revised = revise_month(hall, month, reason=reason, by=by, now=clock.now())
    answer = "notice.revision_waiting" if revised.is_new else "notice.unchanged"
    click.echo(say(answer, month=str(month), revision=revised.revision))


@click.group("notices")
def notices() -> None:
    """公示的真实性 (are the notices what was published?)"""


@command("verify", "核对每份公示的摘要和前后链接 (verify digests and chain)")
@hall_option
def verify(hall: Hall) -> None:
    """Say that every notice is as published, or which is the first that is not (exit code 1)."""
    published = chain(hall.id)
    broken = verify_chain(
        [
            Link(notice.number, notice.facts, notice.digest, notice.previous_digest)
            for notice in published
        ]
    )
    if broken is not None:
        fault = say(f"notice.fault_{broken.fault}")
        raise click.ClickException(say("notice.chain_broken", number=broken.number, fault=fault))
    head = published[-1].digest if published else "—"
    click.echo(say("notice.chain_holds", count=len(published), digest=head))
    audit_fault = fault_of(hall.id)
    if audit_fault is not None:
        raise click.ClickException(told(hall.id, audit_fault))
    click.echo(say("audit.printed_heads_hold"))


for each in (listed, approve, correct):
    publish.add_command(each)
notices.add_command(verify)
COMMANDS = (publish, notices)
