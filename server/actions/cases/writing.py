"""Which rows does a step write, in the caller's transaction?"""

import json
from collections.abc import Iterator

from server.actions.cases.deadlines import end_clock, start_clock
from server.actions.cases.effects.overtaken import withdraw_overtaken
from server.actions.cases.effects.table import EFFECTS
from server.actions.cases.taking import Taking
from server.actions.cases.telling import tell_of
from server.actions.ratings.attachments import Owner, add_photos
from server.models.cases import CaseRemark
from server.rules.cases.clocks import CaseClock
from server.rules.cases.kinds import is_open
from server.rules.cases.step import wait_after
from server.rules.cases.step_names import StepName
from server.rules.months import day_of


def write(taking: Taking) -> None:
    """The step's row, its words and photos, its clock and effects, and whom it tells."""
    taking.session.add(taking.row)
    _run_clock(taking)
    withdraw_overtaken(taking)
    for effect in EFFECTS.get(taking.step.name, ()):
        effect(taking)
    _mirror(taking)
    taking.row.facts = json.dumps(taking.said, ensure_ascii=False, sort_keys=True)
    taking.session.flush()  # the words refer to the step
    taking.session.add_all(_remarks(taking))
    owner = Owner(
        taking.hall_id, taking.office.today, case_id=taking.case.id, step_id=taking.row.id
    )
    add_photos(taking.session, owner, taking.form.photos)
    taking.session.flush()
    tell_of(taking)


def _mirror(taking: Taking) -> None:
    """What the case's own row repeats of its last step."""
    case, step = taking.case, taking.step
    case.version = taking.row.position
    if step.to is not None:
        case.state, case.is_open = step.to, is_open(step.to)
    case.waits_for = wait_after(step, taking.facts.waits_for)


def _remarks(taking: Taking) -> Iterator[CaseRemark]:
    for part in taking.form.words:
        text = taking.words(part)
        if text:
            yield CaseRemark(
                hall_id=taking.hall_id,
                step_id=taking.row.id,
                part=part,
                case_id=taking.case.id,
                text=text,
            )


def _run_clock(taking: Taking) -> None:
    """The clock that runs ends when the next one starts, and when the case ends."""
    clock = _next_clock(taking)
    ends = taking.step.to is not None and not is_open(taking.step.to)
    if clock is None and not ends:
        return
    end_clock(taking.session, taking.case, taking.office)
    if clock is not None:
        # The days of handling are counted from the day the case came in (domain, cases).
        is_first = taking.step.name is StepName.ACCEPT
        came_in = day_of(taking.case.received_at, taking.office.hall.zone)
        started_on = came_in if is_first else taking.office.today
        deadline = start_clock(taking.case, clock, taking.office, started_on=started_on)
        taking.session.add(deadline)


def _next_clock(taking: Taking) -> CaseClock | None:
    """What the form chose, else what the table says."""
    chosen = taking.form.facts.get("clock")
    if chosen:
        return CaseClock(chosen)
    by_table = taking.step.clock
    return by_table(taking.facts) if callable(by_table) else by_table
