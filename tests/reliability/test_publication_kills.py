"""D7: three nodes, killed at every step, publish each month once and whole."""

from collections import Counter
from datetime import timedelta
from functools import partial
from math import ceil
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Executable, delete, text, update

from scheduled.reconcile import Lines
from scheduled.turns import Turn
from server.db import transaction
from server.gate import wiring
from server.models.publication import Notice, Ranking
from server.rules.months import Month
from server.rules.slots import Slot
from tests.build import MORNING
from tests.house.installation import a_settings, installed
from tests.reliability.months import (
    a_hall_since,
    faults,
    let_go,
    monthly_lines,
    months_from,
    publication_slots,
    publish_in_order,
    published,
)
from tests.reliability.nodes import Executioner, Nodes, Positions, World, until
from tests.scheduled.plan import DAY, a_line, the_lines

pytestmark = pytest.mark.reliability

FIRST = Month(2023, 7)
PERIODS = 40
# The first two months show how many steps a run has; nobody dies in them.
COUNTED = 2
# A month may pass before its nodes reach the steps at which they must die: others make up for it.
SPARE = 1
A_WHILE = timedelta(seconds=10)


@pytest.fixture
def months(app: Flask) -> list[Month]:
    """Forty months with ratings, and nothing sealed."""
    with app.app_context():
        a_hall_since(FIRST, months=PERIODS)
    let_go(app)
    return months_from(FIRST, PERIODS)


def test_three_nodes_killed_at_every_step_publish_each_month_once(
    app: Flask, months: list[Month]
) -> None:
    slots = slots_of(app, months)
    steps = steps_of(app, months[:COUNTED])
    positions = tuple(Positions(job, count) for job, count in steps.items())
    nodes = the_nodes(app, monthly_lines, World(positions))

    live_through(nodes, slots[COUNTED:], months[COUNTED:], app)

    with app.app_context():
        assert faults(months) == []
    assert {each.job: each.left() for each in positions} == {"seal": [], "publish": []}
    assert nodes.kills == sum(steps.values())
    assert nodes.crashes == []


def slots_of(app: Flask, months: list[Month]) -> list[Slot]:
    with app.app_context():
        slots = publication_slots(months[0], months[-1])
    let_go(app)
    return slots


def the_nodes(app: Flask, lines: Lines, world: World) -> Nodes:
    with app.app_context():
        return Nodes(app, wiring(), lines, world)


def steps_of(app: Flask, months: list[Month]) -> dict[str, int]:
    """How many steps a run of each job has; the very first one of a process has more.

    They are done here and not by a node, so that the nodes inherit every prepared statement.
    """
    world = World((Positions("seal", 0), Positions("publish", 0)))
    with app.app_context():
        publish_in_order(months[:1])
        executioner = Executioner(world)
        executioner.watch()
        publish_in_order(months[1:], on_step=executioner.on_step)
    let_go(app)
    return executioner.longest


def live_through(nodes: Nodes, slots: list[Slot], months: list[Month], app: Flask) -> None:
    """Month by month: it becomes due, nodes die and are replaced, until it is published."""
    world = nodes.world
    kills = sum(each.count for each in world.positions)
    world.is_over.value = False
    for slot, month in zip(slots, months, strict=True):
        world.moment.value = slot.due_at.timestamp()
        world.may_die.value = ceil(kills / (PERIODS - COUNTED)) + SPARE
        until(partial(is_published, month, app), partial(go_on, nodes))
    nodes.end()


def is_published(month: Month, app: Flask) -> bool:
    return str(month) in published(app)


def go_on(nodes: Nodes) -> None:
    """Time passes: a little, and a whole lease when a node has died."""
    has_died = nodes.fill_up() > 0
    lease = nodes.lease if has_died else A_WHILE
    nodes.world.moment.value += lease.total_seconds()


def note(diary: Path, turn: Turn) -> None:
    """Work that shows when it is done twice."""
    with diary.open("a") as file:
        file.write(f"{turn.slot.key}\n")


def written_by_three_nodes(app: Flask, diary: Path, days: int) -> Counter[str]:
    """How often each of so many slots was done."""
    world = World(())
    world.moment.value = (MORNING + (days - 1) * DAY).timestamp()
    nodes = the_nodes(app, the_lines(a_line(partial(note, diary))), world)
    diary.touch()
    until(
        lambda: len(set(diary.read_text().split())) == days,
        nodes.fill_up,
    )
    nodes.end()
    return Counter(diary.read_text().split())


def test_three_nodes_at_once_do_each_slot_once(app: Flask, tmp_path: Path) -> None:
    done = written_by_three_nodes(app, tmp_path / "diary", days=40)

    assert set(done.values()) == {1}


def test_without_the_key_of_job_run_they_would_do_them_twice(
    sqlite_url: str, tmp_path: Path
) -> None:
    settings = a_settings(database_url=sqlite_url, var_dir=tmp_path)
    with installed(settings) as app:
        with app.app_context(), transaction() as writing:
            writing.execute(text("CREATE TABLE keyless AS SELECT * FROM job_run"))
            writing.execute(text("DROP TABLE job_run"))
            writing.execute(text("ALTER TABLE keyless RENAME TO job_run"))
        let_go(app)

        done = written_by_three_nodes(app, tmp_path / "diary", days=40)

    assert max(done.values()) > 1


@pytest.mark.parametrize(
    ("defect", "seen"),
    [
        (delete(Notice).where(Notice.kind == "disclosure"), "0 of disclosure 2023-07"),
        (delete(Ranking), "not sealed: 2023-07"),
        (update(Ranking).values(digest="0" * 64), "sealed otherwise than counted: 2023-07"),
        (update(Notice).values(previous_digest="0" * 64), "chain broken at"),
        (update(Ranking).values(month="2023-06"), "not sealed: 2023-07"),
    ],
    ids=["half a publication", "no seal", "another digest", "a broken chain", "another month"],
)
def test_the_examiner_sees(app: Flask, defect: Executable, seen: str) -> None:
    with app.app_context():
        a_hall_since(FIRST, months=1)
        publish_in_order([FIRST])
        before = faults([FIRST])
        with transaction() as writing:
            writing.execute(defect)

        assert before == []
        assert any(fault.startswith(seen) for fault in faults([FIRST]))
