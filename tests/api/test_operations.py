"""Does monitoring learn what it must, and nothing of anybody?"""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from flask import Flask
from prometheus_client.parser import text_string_to_metric_families

from server.actions.operations.beat import beat
from tests.api.calls import Caller
from tests.build import MORNING
from tests.house.installation import Clock, a_settings, installed

ROOT = Path(__file__).resolve().parents[2]
A_WORKER = """
import sys
from pathlib import Path
from tests.house.installation import a_settings, installed
with installed(a_settings(database_url=sys.argv[1], var_dir=Path(sys.argv[2]))) as app:
    client = app.test_client()
    client.get("/healthz")
    print(client.get("/metrics").text)
"""
AWAY = "postgresql://nobody@127.0.0.1:9/none?connect_timeout=1"


def measured(caller: Caller) -> dict[tuple[str, ...], float]:
    """Every sample: its name and the values of its labels, and the number."""
    text = caller.client.get("/metrics").text
    return {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_a_process_lives_without_asking_the_database(tmp_path: Path) -> None:
    with installed(a_settings(database_url=AWAY, var_dir=tmp_path)) as app:
        answer = app.test_client().get("/healthz")

    assert (answer.status_code, answer.get_json()) == (200, {"status": "alive"})


def test_without_a_database_the_node_is_not_ready(tmp_path: Path) -> None:
    with installed(a_settings(database_url=AWAY, var_dir=tmp_path)) as app:
        answer = app.test_client().get("/readyz")

    assert answer.status_code == 503
    assert answer.get_json()["code"] == "error.database_unreachable"


def test_with_a_database_of_another_shape_the_node_is_not_ready(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'empty.db'}"
    with installed(a_settings(database_url=url, var_dir=tmp_path)) as app:
        answer = app.test_client().get("/readyz?lang=en")

    assert answer.status_code == 503
    assert answer.get_json()["alarms"][0]["code"] == "operations.database_outdated"


def test_a_silent_worker_is_told_and_the_node_serves_on(
    app: Flask, caller: Caller, clock: Clock
) -> None:
    with app.app_context():
        beat("worker", now=MORNING)

    clock.forward(timedelta(minutes=4))
    answer = caller.client.get("/readyz")

    assert (answer.status_code, answer.get_json()["status"]) == (200, "ready")
    assert "operations.worker_silent" in [one["code"] for one in answer.get_json()["alarms"]]


def test_requests_are_counted_by_endpoint_and_status(caller: Caller) -> None:
    name = ("chuangping_request_seconds_count", "200", "GET", "windows.scan")
    before = measured(caller).get(name, 0)

    caller.scan()

    assert measured(caller)[name] == before + 1


def test_addresses_that_lead_nowhere_share_one_name(caller: Caller) -> None:
    caller.client.get("/no/such/place/1")
    caller.client.open("/no/such/place/2", method="INVENTED")

    names = {name for name in measured(caller) if name[0] == "chuangping_request_seconds_count"}

    assert not [name for name in names if "such" in str(name) or "INVENTED" in name]
    assert [name for name in names if "none" in name]


def test_ratings_are_counted_and_set_aside_by_reason(caller: Caller, clock: Clock) -> None:
    ticket, unread = caller.ticket(), caller.ticket("A02")
    caller.rate(ticket=unread)
    clock.forward(timedelta(minutes=1))
    caller.rate(ticket=ticket)

    now = measured(caller)

    assert now["chuangping_ratings", "H1"] == 1
    assert now["chuangping_ratings_set_aside", "H1", "too_fast"] == 1


def test_stray_scans_messages_and_heartbeats_are_told(
    app: Flask, caller: Caller, clock: Clock
) -> None:
    with app.app_context():
        beat("worker", now=MORNING)
    caller.get("/windows/ZZZZZZZZ")
    caller.rate(level=1, text="久等")
    clock.forward(timedelta(seconds=90))

    now = measured(caller)

    assert now["chuangping_stray_scans", "unknown"] == 1
    assert now["chuangping_messages", "waiting"] == 1
    assert now[("chuangping_oldest_message_seconds",)] == 90
    assert now["chuangping_heartbeat_age_seconds", "worker"] == 90
    assert now[("chuangping_database_up",)] == 1


def test_metrics_are_told_while_the_database_is_away(tmp_path: Path) -> None:
    with installed(a_settings(database_url=AWAY, var_dir=tmp_path)) as app:
        answer = app.test_client().get("/metrics")

    assert answer.status_code == 200
    assert "chuangping_database_up 0.0" in answer.text


def test_several_workers_are_added_up(tmp_path: Path, sqlite_url: str) -> None:
    """Each worker is a process of its own; whichever is asked tells of all."""
    together = tmp_path / "metrics"
    together.mkdir()
    environment = {**os.environ, "PROMETHEUS_MULTIPROC_DIR": str(together)}
    command = [sys.executable, "-c", A_WORKER, sqlite_url, str(tmp_path)]

    first, second = (
        subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
        ).stdout
        for _ in range(2)
    )

    line = 'chuangping_request_seconds_count{endpoint="operations.alive",method="GET",status="200"}'
    assert f"{line} 1.0" in first
    assert f"{line} 2.0" in second


def test_metrics_hold_nothing_of_a_citizen(caller: Caller) -> None:
    secret = "一句只有本人知道的话"
    receipt = caller.rate(level=1, text=secret, contact="13800000000", consent=True).get_json()

    text = caller.client.get("/metrics").text

    assert not [word for word in (secret, "13800000000", receipt["receipt"]) if word in text]
