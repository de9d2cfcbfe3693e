"""The clock ends what the citizen did not answer, and archives what nobody can contest."""

from collections.abc import Callable
from datetime import datetime

from server.actions.cases.take_step import take_step
from server.errors import StepNotAllowed
from server.queries.cases.due import archivable_numbers, lapsed_numbers
from server.queries.cases.office import Office, office_of
from server.queries.registry.halls import Hall
from server.rules.cases.step_form import StepForm
from server.rules.cases.step_names import StepName
from server.rules.cases.takers import Clock

AT_ONCE = 200


def lapse_cases(hall: Hall, *, now: datetime) -> int:
    """Close every answered case whose citizen let the days pass; how many there were."""
    return _take_all(hall, StepName.LAPSE, _lapsed, now=now)


def archive_cases(hall: Hall, *, now: datetime) -> int:
    """Archive every ended case that can no longer be contested; how many there were."""
    return _take_all(hall, StepName.ARCHIVE, _archivable, now=now)


def _lapsed(office: Office) -> list[str]:
    return lapsed_numbers(office, limit=AT_ONCE)


def _archivable(office: Office) -> list[str]:
    return archivable_numbers(office, limit=AT_ONCE)


def _take_all(
    hall: Hall, step: StepName, numbers: Callable[[Office], list[str]], *, now: datetime
) -> int:
    """The step in every such case, one transaction each, until none is left."""
    done = 0
    while found := numbers(office_of(hall, now)):
        taken = sum(_take(hall, StepForm(number, step), now=now) for number in found)
        if not taken:  # what is left is not allowed yet: the next run looks again
            break
        done += taken
    return done


def _take(hall: Hall, form: StepForm, *, now: datetime) -> bool:
    try:
        take_step(hall, form, Clock(), now=now)
    except StepNotAllowed:  # somebody acted since it was found
        return False
    return True
