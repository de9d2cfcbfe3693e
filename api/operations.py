"""Does the installation live, can it serve, and how much does it do? For monitoring alone."""

from flask import Blueprint, Flask, Response

from api import metrics
from api.errors import answer_on
from api.wire import answered
from server import clock
from server.errors import DatabaseUnreachable
from server.gate import Door, language, open_to, wiring
from server.queries.operations.alarms import Alarm, alarms
from server.queries.operations.figures import Figures, figures
from server.texts import say

NOT_READY = 503

routes = Blueprint("operations", __name__)
answer_on(routes)


@routes.route("/healthz")
@open_to(Door.OPERATIONS)
def alive() -> Response:
    """Whether the process answers; asks nothing of the database."""
    return answered({"status": "alive"})


@routes.route("/readyz")
@open_to(Door.OPERATIONS)
def ready() -> Response:
    """Whether citizens can be served, and what somebody should look at.

    503 while they cannot: no database, one of another shape. Other alarms do not take the node
    out of service, because citizens can rate while, say, the worker is silent.
    """
    ringing, lang = _ringing(), language()
    is_ready = not any(alarm.is_fatal for alarm in ringing)
    body = {
        "status": "ready" if is_ready else "not ready",
        "alarms": [
            {"code": alarm.code, "detail": say(alarm.code, lang, **alarm.data)} for alarm in ringing
        ],
    }
    return answered(body, 200 if is_ready else NOT_READY)


@routes.route("/metrics")
@open_to(Door.OPERATIONS)
def measured() -> Response:
    """Counts and times in the text format of Prometheus, also while the database is away."""
    read, ringing = _read()
    return Response(metrics.exposed(read, ringing), content_type=metrics.TEXT)


def register(app: Flask) -> None:
    """Give the app its monitoring."""
    metrics.watch(app)
    app.register_blueprint(routes)


def _ringing() -> tuple[Alarm, ...]:
    return alarms(clock.now(), var_dir=wiring().settings.var_dir)


def _read() -> tuple[Figures | None, tuple[Alarm, ...]]:
    try:
        ringing = _ringing()
    except DatabaseUnreachable:
        return None, ()
    is_askable = not any(alarm.is_fatal for alarm in ringing)
    return (figures(clock.now()) if is_askable else None), ringing
