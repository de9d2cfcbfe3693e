"""``month``, ``quarter``, ``half`` and ``year``: compute, sign and revise the appraisal."""

import click

from server import clock, errors
from server.actions.appraisal.compute_period import ComputedNow, compute_period, revise_period
from server.actions.appraisal.sign_period import Signing, sign_period
from server.cli.speaking import by_option, command, hall_option
from server.queries.appraisal.periods import latest_period, revisions_of, stored_digest
from server.queries.registry.halls import Hall
from server.rules.appraisal.periods import Period
from server.rules.schemes.shape import Span
from server.texts import say


def _period(text: str, span: Span) -> Period:
    """The period of that span; raises NotAPeriod for one of another span."""
    period = Period.parse(text)
    if period.span is not span:
        raise errors.NotAPeriod(text=text)
    return period


def _say(outcome: ComputedNow) -> None:
    answer = "appraisal.computed" if outcome.is_new else "appraisal.unchanged"
    click.echo(
        say(
            answer,
            period=str(outcome.period),
            revision=outcome.revision,
            waiting=outcome.waiting,
            digest=outcome.digest,
        )
    )


def _computing(name: str, span: Span) -> click.Command:
    @command(name, "计算 (compute from the facts as they are)")
    @click.argument("period")
    @by_option
    @hall_option
    def compute(period: str, by: str, hall: Hall) -> None:
        """Compute; nothing happens where nothing has changed."""
        _say(compute_period(hall, _period(period, span), by=by, now=clock.now()))

    return compute


def _signing(span: Span) -> click.Command:
    @command("sign", "签发，由没有参与计算的人办理 (sign; somebody who did not compute it)")
    @click.argument("period")
    @by_option
    @hall_option
    def sign(period: str, by: str, hall: Hall) -> None:
        """Sign the latest revision, unless something keeps it from being signed."""
        wanted = _period(period, span)
        latest = latest_period(hall.id, wanted)
        if latest is None:
            raise errors.PeriodNotComputed(period=period)
        revision = sign_period(hall, Signing(wanted, latest.digest), by=by, now=clock.now())
        click.echo(say("appraisal.signed", period=period, revision=revision))

    return sign


def _revising(span: Span) -> click.Command:
    @command("revise", "出修订版 (revise what is signed, with a reason)")
    @click.argument("period")
    @click.option("--reason", required=True, help="原因 (why)")
    @by_option
    @hall_option
    def revise(period: str, reason: str, by: str, hall: Hall) -> None:
        """Compute a signed period again; it waits to be signed again."""
        _say(revise_period(hall, _period(period, span), reason, by=by, now=clock.now()))

    return revise


def _showing(span: Span) -> click.Command:
    @command("show", "列出各版 (every revision and where it stands)")
    @click.argument("period")
    @hall_option
    def show(period: str, hall: Hall) -> None:
        """List the revisions of a period."""
        for one in revisions_of(hall.id, _period(period, span)):
            state = say(f"appraisal.state_{one.state}")
            click.echo(
                f"{one.period} #{one.revision} {state} {one.scheme_version} "
                f"{one.computed_by} {one.signed_by} {one.digest[:16]} {one.reason}"
            )

    return show


def _verifying(span: Span) -> click.Command:
    @command("verify", "核对库里的得分与摘要 (digest the stored scores again)")
    @click.argument("period")
    @hall_option
    def verify(period: str, hall: Hall) -> None:
        """Say of each revision whether its rows are those of its digest (exit code 1 if not)."""
        revisions = revisions_of(hall.id, _period(period, span))
        changed = [one for one in revisions if stored_digest(hall.id, one) != one.digest]
        for one in revisions:
            answer = "appraisal.changed" if one in changed else "appraisal.as_computed"
            click.echo(say(answer, period=period, revision=one.revision, digest=one.digest))
        if changed or not revisions:
            raise click.exceptions.Exit(1)

    return verify


def _group(name: str, span: Span, explanation: str, computing: str) -> click.Group:
    """The commands of one span; ``computing`` is what its first one is called."""
    commands = [
        _computing(computing, span),
        _signing(span),
        _revising(span),
        _showing(span),
        _verifying(span),
    ]
    return click.Group(name, help=explanation, commands=commands)


COMMANDS = (
    _group("month", Span.MONTH, "月度考核 (the appraisal of a month)", "compute"),
    _group("quarter", Span.QUARTER, "季度考核 (the appraisal of a quarter)", "close"),
    _group("half", Span.HALF, "半年考核 (the appraisal of a half-year)", "close"),
    _group("year", Span.YEAR, "年度考核 (the appraisal of a year)", "close"),
)
