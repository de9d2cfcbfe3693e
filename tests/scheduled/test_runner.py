"""Does the alarm clock ring, whatever happens to the clock that it is set by?"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from threading import Event

import pytest
from apscheduler.schedulers.background import BackgroundScheduler
from flask import Flask
from sqlalchemy import text

from scheduled.runner import a_node, a_postman, alarm_clock, notice_a_clock_put_back
from scheduled.timetable import HEARTBEAT, OUTBOX_TICK, TICK
from scheduled.wechat_events import deal_with_events
from server.db import transaction
from server.gate import wiring
from server.queries.operations.jobs import runs
from server.settings import Settings
from tests.house.installation import Clock
from wechat.standin import ACCOUNT

LONGEST_OWNER = 64
SECOND = timedelta(seconds=1)
# Spreading messages; jobs, and questions about words; the heartbeat.
TICKS = [OUTBOX_TICK, TICK, TICK, HEARTBEAT]


@pytest.fixture
def alarm(app: Flask, clock: Clock) -> Iterator[BackgroundScheduler]:
    """The alarm clock of a worker, set but silent."""
    with app.app_context():
        node = a_node(wiring(), Event())
        scheduler = alarm_clock(app, node, a_postman(app, node))
    scheduler.start(paused=True)
    for job in scheduler.get_jobs():
        job.modify(next_run_time=clock.now() + job.trigger.interval)
    yield scheduler
    scheduler.shutdown()


def rings_within(alarm: BackgroundScheduler, clock: Clock) -> list[timedelta]:
    """How long until each of its jobs rings."""
    return sorted(job.next_run_time - clock.now() for job in alarm.get_jobs())


def test_it_rings_for_every_tick_and_heartbeat(alarm: BackgroundScheduler, clock: Clock) -> None:
    assert rings_within(alarm, clock) == TICKS


def test_where_there_is_a_mini_program_it_rings_for_what_wechat_tells(
    app: Flask, settings: Settings, clock: Clock
) -> None:
    own = {"WECHAT_APPID": ACCOUNT.appid, "WECHAT_SECRET": ACCOUNT.secret}
    with app.app_context():
        wired = replace(wiring(), settings=replace(settings, wechat=own))
        node = a_node(wired, Event())
        with_wechat = alarm_clock(app, node, a_postman(app, a_node(wiring(), Event())))

    del clock
    heard = [job.func for job in with_wechat.get_jobs()]
    assert heard.count(deal_with_events) == 1


def test_when_the_clock_is_put_back_it_rings_at_once(
    alarm: BackgroundScheduler, clock: Clock
) -> None:
    clock.forward(-timedelta(hours=1))

    notice_a_clock_put_back(alarm)

    assert rings_within(alarm, clock) == [timedelta(0)] * len(TICKS)


def test_while_the_clock_goes_on_it_is_left_alone(alarm: BackgroundScheduler, clock: Clock) -> None:
    clock.forward(SECOND)

    notice_a_clock_put_back(alarm)

    assert rings_within(alarm, clock) == [tick - SECOND for tick in TICKS]


def test_no_two_nodes_have_one_name_and_each_fits_its_column(app: Flask) -> None:
    with app.app_context():
        names = {a_node(wiring(), Event()).owner for _ in range(100)}

    assert len(names) == 100
    assert max(map(len, names)) <= LONGEST_OWNER


def test_the_worker_refuses_a_database_of_another_shape(app: Flask) -> None:
    with app.app_context(), transaction() as writing:
        writing.execute(text("UPDATE alembic_version SET version_num = '0000'"))

    told = app.test_cli_runner().invoke(args=["worker", "--once"])

    assert told.exit_code == 1
    assert "数据库版本是 0000" in told.output
    with app.app_context():
        assert runs() == ()
