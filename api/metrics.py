"""Which numbers does monitoring read? (text format of Prometheus)

Requests are counted in each process; figures of the hall are read from the database when asked.
With several worker processes PROMETHEUS_MULTIPROC_DIR must name an empty folder: then every
process writes its counts there, and whichever is asked adds them up.
"""

from collections.abc import Iterator
from functools import cache
from time import perf_counter

from flask import Flask, Response, g, request
from prometheus_client import (
    CollectorRegistry,
    Histogram,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST as TEXT
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from server.queries.operations.alarms import Alarm
from server.queries.operations.figures import Figures

__all__ = ["TEXT", "exposed", "watch"]

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "OPTIONS"})
REQUESTS = Histogram(
    "chuangping_request_seconds",
    "Time to answer, by endpoint, method and status",
    ["endpoint", "method", "status"],
    buckets=(0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
    registry=None,
)


def watch(app: Flask) -> None:
    """Measure every request of the app, also those that the gate turns away."""
    app.before_request_funcs.setdefault(None, []).insert(0, _start)
    app.after_request(_stop)


def exposed(figures: Figures | None, alarms: tuple[Alarm, ...]) -> bytes:
    """All numbers, as Prometheus reads them; without figures when the database cannot be asked."""
    registry = CollectorRegistry()
    try:
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # it has no types
    except ValueError:  # no common folder: this process is the only one
        registry.register(REQUESTS)
    registry.register(_Up(is_up=figures is not None, alarms=alarms))
    if figures is not None:
        registry.register(_Read(figures))
    return generate_latest(registry)


class _Up(Collector):
    """Whether the database can be asked, and what somebody should look at."""

    def __init__(self, *, is_up: bool, alarms: tuple[Alarm, ...]) -> None:
        self.is_up = is_up
        self.alarms = alarms

    def collect(self) -> Iterator[Metric]:
        yield GaugeMetricFamily(
            "chuangping_database_up", "1 while the database can be asked", int(self.is_up)
        )
        ringing = {alarm.name: 1 for alarm in self.alarms}
        yield _gauge("alarm", "1 for each alarm that rings", "alarm", ringing)


class _Read(Collector):
    """The figures that were just read, as gauges."""

    def __init__(self, figures: Figures) -> None:
        self.figures = figures

    def collect(self) -> Iterator[Metric]:
        now = self.figures
        yield _gauge("ratings", "Counted first ratings of the running month", "hall", now.counted)
        yield _gauge("second_ratings", "Second ratings of the month", "hall", now.seconds)
        aside = GaugeMetricFamily(
            "chuangping_ratings_set_aside",
            "Ratings of the running month that are not counted, by reason",
            labels=["hall", "reason"],
        )
        for labels, count in now.set_aside.items():
            aside.add_metric(labels, count)
        yield aside
        yield _gauge("stray_scans", "Scans of codes not in use, today", "code", now.stray_scans)
        yield _gauge("messages", "Messages that are not sent", "state", now.messages)
        yield GaugeMetricFamily(
            "chuangping_oldest_message_seconds",
            "Age of the oldest message that waits",
            now.oldest_message_age,
        )
        ages = now.heartbeat_ages
        yield _gauge("heartbeat_age_seconds", "Since a part was last heard of", "part", ages)


def _gauge(
    name: str, explanation: str, label: str, values: dict[str, int] | dict[str, float]
) -> Metric:
    gauge = GaugeMetricFamily(f"chuangping_{name}", explanation, labels=[label])
    for value_of, value in values.items():
        gauge.add_metric([value_of], value)
    return gauge


def _start() -> None:
    g.started = perf_counter()


def _stop(response: Response) -> Response:
    method = request.method if request.method in METHODS else "OTHER"
    series = _series(request.endpoint or "none", method, response.status_code)
    series.observe(perf_counter() - g.started)
    return response


@cache
def _series(endpoint: str, method: str, status: int) -> Histogram:
    """The one of these labels; finding it anew would cost every request more than measuring."""
    return REQUESTS.labels(endpoint, method, str(status))
