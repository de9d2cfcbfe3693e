"""Who looks at the clock? One process that asks every half minute what is due.

APScheduler is only the alarm clock: it keeps no jobs, and what it misses is found at the next
look. Several such processes, on several machines, are as good as one.
"""

import logging
import os
import signal
import socket
from datetime import timedelta
from secrets import token_hex
from threading import Event
from types import FrameType
from typing import Any

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from flask import Flask

from scheduled.outbox import Postman, send_waiting, spread_waiting
from scheduled.parcels import Desk
from scheduled.phone_desk import phone_desk
from scheduled.reconcile import Node, reconcile
from scheduled.safety import ask_what_waits
from scheduled.timetable import EVENTS_TICK, HEARTBEAT, OUTBOX_TICK, TICK
from scheduled.wechat_events import Listener, deal_with_events
from senders.channels import senders_of
from server import clock
from server.actions.operations.beat import beat
from server.gate import Wiring

PART, OUTBOX = "worker", "outbox"
LONGEST_HOST = 40
# One thread looks for slots, one says that the process is alive while a job is long, one puts
# messages before their recipients, one deals with what WeChat has told us, one asks it about words;
# each channel out has its own, so that none waits for another.
THREADS = 5

log = logging.getLogger("chuangping.worker")


def run(app: Flask, wiring: Wiring) -> None:
    """Look for due slots until SIGTERM or Ctrl-C; the slot in hand is finished first.

    Only in the main thread, which the signals come to.
    """
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _setting(stop))
    node = a_node(wiring, stop)
    scheduler = alarm_clock(app, node, a_postman(app, node))
    scheduler.start()
    log.info("worker started: %s", node.owner)
    while not stop.wait(TICK.total_seconds()):
        notice_a_clock_put_back(scheduler)
    scheduler.shutdown(wait=True)
    log.info("worker stopped: %s", node.owner)


def a_node(wiring: Wiring, stop: Event) -> Node:
    """This process as a node; its name says where it runs, and no two processes share it."""
    host = socket.gethostname()[:LONGEST_HOST]
    owner = f"{host}:{os.getpid()}:{token_hex(4)}"
    return Node(owner, wiring, is_stopping=stop.is_set)


def look_once(app: Flask, wiring: Wiring) -> None:
    """Do what is due now and come back."""
    node = a_node(wiring, Event())
    _tick(app, node)
    postman = a_postman(app, node)
    _spread(app, postman)
    deal_with_events(a_listener(app, node))
    _ask_wechat(app, node)
    for channel in sorted(postman.desk.channels):
        send_waiting(postman, channel)
    _beat(app)


def a_postman(app: Flask, node: Node) -> Postman:
    """What carries messages out of this process. Raises SettingMissing for half a channel."""
    settings = node.wiring.settings
    desk = Desk(settings, senders_of(settings.outward), phone_desk(app, node.wiring))
    return Postman(app, desk, node.owner, is_stopping=node.is_stopping)


def a_listener(app: Flask, node: Node) -> Listener:
    """What deals with WeChat's events in this process."""
    return Listener(app, node.wiring.settings, node.owner, is_stopping=node.is_stopping)


def alarm_clock(app: Flask, node: Node, postman: Postman) -> BackgroundScheduler:
    """What wakes this process: at once, and then for each tick and each heartbeat."""
    scheduler = BackgroundScheduler(
        executors={"default": ThreadPoolExecutor(THREADS + len(postman.desk.channels))},
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        timezone="UTC",
    )
    every: tuple[tuple[timedelta, Any, list[Any]], ...] = (
        (TICK, _tick, [app, node]),
        (HEARTBEAT, _beat, [app]),
        (OUTBOX_TICK, _spread, [app, postman]),
        (TICK, _ask_wechat, [app, node]),
        *_of_events(app, node),
        *((OUTBOX_TICK, send_waiting, [postman, each]) for each in postman.desk.channels),
    )
    for rhythm, work, args in every:
        seconds = rhythm.total_seconds()
        scheduler.add_job(work, "interval", args, seconds=seconds, next_run_time=clock.now())
    return scheduler


def _tick(app: Flask, node: Node) -> None:
    with app.app_context():
        reconcile(node)


def _spread(app: Flask, postman: Postman) -> None:
    spread_waiting(postman)
    with app.app_context():
        beat(OUTBOX, now=clock.now())


def _of_events(app: Flask, node: Node) -> list[tuple[timedelta, Any, list[Any]]]:
    """Looking for what WeChat told us, where there is a mini-program of which it can tell."""
    listener = a_listener(app, node)
    return [(EVENTS_TICK, deal_with_events, [listener])] if node.wiring.has_wechat else []


def _ask_wechat(app: Flask, node: Node) -> None:
    with app.app_context():
        ask_what_waits(node.wiring)


def _beat(app: Flask) -> None:
    with app.app_context():
        beat(PART, now=clock.now())


def notice_a_clock_put_back(scheduler: BackgroundScheduler) -> None:
    """An alarm clock set to a time sleeps on when the clock is put back: set it anew."""
    now = clock.now()
    for job in scheduler.get_jobs():
        if job.next_run_time - now > job.trigger.interval:
            job.modify(next_run_time=now)


def _setting(stop: Event) -> Any:
    def set_it(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    return set_it
