"""Did the jobs run and the messages go out, and if not, why?"""

from datetime import timedelta

from flask import Response, abort, request

from server import clock
from server.actions.messages.retry_all import retry_all
from server.actions.messages.retry_message import retry_message
from server.actions.operations.retry_run import CAN_BE_RETRIED, retry_run
from server.gate import Door, console_actor, console_hall, open_to
from server.queries.messages.outbox import (
    OPEN,
    Filters,
    given_up_unspread,
    outbox,
    outbox_counts,
)
from server.queries.operations.jobs import last_beats, runs, unfinished
from server.rules.accounts.roles import Permission
from server.rules.messages.delivery import FAILED, Channel, DeliveryState
from server.rules.messages.topics import Topic
from web.console.answers import page, see_other
from web.console.asked import asked, asked_page
from web.console.routes import at, office

PAGE = "/console/operations"
SEES = Permission.SEE_OPERATIONS
SILENT_AFTER = timedelta(minutes=3)
RUNS_SHOWN = 60


@office.get(PAGE)
@open_to(Door.CONSOLE, SEES)
def jobs() -> Response:
    """What the jobs did, what is open, and why."""
    now = clock.now()
    beat = last_beats().get("worker")
    return page(
        "console/operations/jobs.html",
        open_runs=[run for run in unfinished(now) if is_ours(run.job)],
        runs=[run for run in runs(limit=RUNS_SHOWN) if is_ours(run.job)],
        beat=beat,
        is_silent=beat is None or now - beat > SILENT_AFTER,
        now=now,
        can_be_retried=CAN_BE_RETRIED,
        counts=outbox_counts(console_hall().id),
    )


@office.post(f"{PAGE}/runs")
@open_to(Door.CONSOLE, SEES)
def retry_job() -> Response:
    """A run that failed or waits is tried again now."""
    job, slot = request.form.get("job", ""), request.form.get("slot", "")
    if not is_ours(job):
        abort(404)
    retry_run(job, slot, by=console_actor(), now=clock.now())
    return see_other(at(PAGE, done="job_retried"))


@office.get(f"{PAGE}/outbox")
@open_to(Door.CONSOLE, SEES)
def outgoing() -> Response:
    """The messages on their way, those due first on top."""
    hall, number = console_hall(), asked_page()
    state, channel, topic = asked("state"), asked("channel"), asked("topic")
    filters = Filters(
        states=(DeliveryState(state),) if state in set(DeliveryState) else OPEN,
        channels=(Channel(channel),) if channel in set(Channel) else (),
        topics=(Topic(topic),) if topic in set(Topic) else (),
    )
    return page(
        "console/operations/outbox.html",
        found=outbox(hall.id, filters, page=number),
        number=number,
        counts=outbox_counts(hall.id),
        unspread=given_up_unspread(hall.id),
        states=list(DeliveryState),
        channels=list(Channel),
        topics=list(Topic),
        failed=FAILED,
    )


@office.post(f"{PAGE}/outbox")
@open_to(Door.CONSOLE, SEES)
def retry_outgoing() -> Response:
    """One message is tried again, or everything that was given up."""
    hall, by, now = console_hall(), console_actor(), clock.now()
    number = request.form.get("number", "")
    if number:
        retry_message(hall.id, number, by=by, now=now)
    else:
        retry_all(hall.id, by=by, now=now)
    return see_other(at(f"{PAGE}/outbox", done="messages_retried"))


def is_ours(job: str) -> bool:
    """Whether the line of the timetable is this hall's, or the installation's (``seal/H01``)."""
    _, stroke, code = job.partition("/")
    return not stroke or code == console_hall().code
