"""Is everything done that is due: in order, once, whatever fails, waits or dies?"""

from datetime import timedelta

import pytest

from scheduled.reconcile import reconcile
from scheduled.steps import Step
from scheduled.turns import NotYet
from server.errors import SealBroken
from server.queries.operations.jobs import Run, run_of, runs, unfinished
from server.rules.runs import FIRST_REST
from tests.build import MORNING, at
from tests.scheduled.plan import DAY, LEASE, Diary, a_line, a_node, the_lines

pytestmark = pytest.mark.usefixtures("in_app")


class Died(BaseException):
    """The process ends at a step, as if it were killed."""


def dying_at(fatal: Step) -> object:
    def on_step(step: Step, run: str) -> None:
        if step is fatal:
            raise Died(run)

    return on_step


def the_run(slot: str = "2026-11-25") -> Run:
    run = run_of("diary", slot)
    assert run is not None
    return run


def test_what_is_due_is_done() -> None:
    diary = Diary()

    reconcile(a_node(), the_lines(a_line(diary.work)))

    assert diary.done == ["2026-11-25"]
    assert (the_run().state, the_run().owner) == ("done", "first")


def test_what_is_done_is_not_done_again_by_another_node_or_another_life() -> None:
    diary = Diary()

    for owner in ("first", "second", "first"):
        reconcile(a_node(owner=owner), the_lines(a_line(diary.work)))

    assert diary.done == ["2026-11-25"]


def test_what_is_not_due_is_left_alone() -> None:
    diary = Diary()

    reconcile(a_node(at("2026-11-25 08:59:59")), the_lines(a_line(diary.work)))

    assert diary.done == []
    assert runs() == ()


def test_after_an_outage_every_missed_slot_is_done_in_order() -> None:
    diary = Diary()

    reconcile(a_node(MORNING + 3 * DAY), the_lines(a_line(diary.work)))

    assert diary.done == ["2026-11-25", "2026-11-26", "2026-11-27", "2026-11-28"]


def test_a_job_that_cleans_up_lets_old_slots_go() -> None:
    diary = Diary()

    reconcile(a_node(MORNING + 9 * DAY), the_lines(a_line(diary.work, within=2 * DAY)))

    assert diary.done == ["2026-12-03", "2026-12-04"]


def test_a_failure_is_recorded_and_tried_again_after_its_rest() -> None:
    diary = Diary()
    diary.trouble = SealBroken(month="2026-10")
    lines = the_lines(a_line(diary.work))

    reconcile(a_node(), lines)
    recorded = the_run()
    diary.trouble = None
    reconcile(a_node(MORNING + FIRST_REST - timedelta(microseconds=1)), lines)
    too_early = list(diary.done)
    reconcile(a_node(MORNING + FIRST_REST), lines)

    assert (recorded.state, recorded.trouble) == (
        "failed",
        "error.seal_broken {'month': '2026-10'}",
    )
    assert (too_early, diary.done) == ([], ["2026-11-25"])
    assert (the_run().state, the_run().tries) == ("done", 2)


def test_an_unforeseen_failure_says_what_and_where_but_nothing_of_the_rows() -> None:
    diary = Diary()
    diary.trouble = ValueError("no such column\nDETAIL: what a citizen wrote")

    reconcile(a_node(), the_lines(a_line(diary.work)))

    assert the_run().trouble.startswith("ValueError: no such column (plan.py:")
    assert "citizen" not in the_run().trouble


def test_later_slots_wait_for_an_earlier_one_that_fails() -> None:
    diary = Diary()
    diary.trouble = ValueError("not today")
    lines = the_lines(a_line(diary.work))

    reconcile(a_node(MORNING + DAY), lines)
    diary.trouble = None
    reconcile(a_node(MORNING + DAY), lines)

    assert diary.done == []
    assert [run.slot for run in runs()] == ["2026-11-25"]


def test_a_failing_line_stops_no_other_line() -> None:
    broken, well = Diary(), Diary()
    broken.trouble = ValueError("broken")

    reconcile(a_node(), the_lines(a_line(broken.work, "broken"), a_line(well.work, "well")))

    assert well.done == ["2026-11-25"]


def test_a_line_whose_slots_cannot_even_be_told_stops_no_other_line() -> None:
    well = Diary()
    broken = a_line(Diary().work, "broken", first="no moment at all")

    reconcile(a_node(), the_lines(broken, a_line(well.work, "well")))

    assert well.done == ["2026-11-25"]


def test_what_waits_for_a_person_is_done_once_it_may() -> None:
    diary = Diary()
    diary.trouble = NotYet("operations.approval_missing", {"month": "2026-10", "revision": 1})
    lines = the_lines(a_line(diary.work))

    reconcile(a_node(), lines)
    while_waiting = the_run()
    diary.trouble = None
    reconcile(a_node(MORNING + FIRST_REST), lines)

    assert while_waiting.state == "waiting"
    assert while_waiting.trouble.startswith("operations.approval_missing")
    assert diary.done == ["2026-11-25"]


@pytest.mark.parametrize(
    ("fatal", "done_twice"),
    [(Step.DUE, False), (Step.CLAIMED, False), (Step.WORKED, True), (Step.SETTLED, False)],
)
def test_a_node_that_dies_at_any_step_is_followed_by_another(
    fatal: Step, *, done_twice: bool
) -> None:
    diary = Diary()
    lines = the_lines(a_line(diary.work))

    with pytest.raises(Died):
        reconcile(a_node(on_step=dying_at(fatal)), lines)
    reconcile(a_node(MORNING + LEASE, "second"), lines)

    # Work that was done before the death is asked for again: that is why jobs are repeatable.
    assert diary.done == ["2026-11-25"] * (2 if done_twice else 1)
    assert the_run().state == "done"


def test_a_node_that_is_told_to_stop_finishes_its_slot_and_begins_no_other() -> None:
    diary = Diary()
    node = a_node(MORNING + 3 * DAY, is_stopping=lambda: bool(diary.done))

    reconcile(node, the_lines(a_line(diary.work), a_line(diary.work, "another")))

    assert diary.done == ["2026-11-25"]
    assert the_run().state == "done"


def test_a_node_remembers_what_was_done_last_and_need_not_ask_again() -> None:
    diary = Diary()
    node = a_node()

    reconcile(node, the_lines(a_line(diary.work)))

    assert node.done["diary"] == at("2026-11-25 09:00")


def test_a_clock_that_was_put_back_makes_nothing_due_again() -> None:
    diary = Diary()
    lines = the_lines(a_line(diary.work))

    reconcile(a_node(), lines)
    reconcile(a_node(MORNING - 3 * DAY, "second"), lines)
    reconcile(a_node(MORNING, "third"), lines)

    assert diary.done == ["2026-11-25"]


def test_a_failure_that_a_later_slot_made_needless_is_no_longer_open() -> None:
    diary = Diary()
    diary.trouble = ValueError("broken")
    lines = the_lines(a_line(diary.work, within=DAY))

    reconcile(a_node(), lines)
    open_before = [run.slot for run in unfinished(MORNING + 9 * DAY)]
    diary.trouble = None
    reconcile(a_node(MORNING + 2 * DAY), lines)

    assert open_before == ["2026-11-25"]
    assert unfinished(MORNING + 9 * DAY) == ()
