"""May something be made of a period: is it signed, and still what was signed?"""

from collections.abc import Iterator

from server import errors
from server.actions.appraisal.checking import found_of, is_tampered
from server.queries.appraisal.periods import ComputedPeriod, latest_period
from server.queries.distribution.ground import months_of
from server.queries.registry.halls import Hall
from server.rules.appraisal.periods import Period
from server.rules.appraisal.states import Obstacle, PeriodState
from server.texts import say


def signed_period(hall: Hall, period: Period) -> ComputedPeriod:
    """The latest revision of the period, which somebody signed and nobody changed since.

    Its months must be signed and unchanged too, and give what it says. Raises PeriodNotComputed;
    PeriodHeld with all that stands against it.
    """
    computed = latest_period(hall.id, period)
    if computed is None:
        raise errors.PeriodNotComputed(period=str(period))
    obstacles = list(dict.fromkeys(_obstacles(hall, computed)))
    if obstacles:
        told = "；".join(say(f"obstacle.{one}") for one in obstacles)
        raise errors.PeriodHeld(period=str(period), obstacles=told)
    return computed


def _obstacles(hall: Hall, computed: ComputedPeriod) -> Iterator[Obstacle]:
    found = found_of(hall, computed.period, computed)
    if found.state is PeriodState.COMPUTED:
        yield Obstacle.NOT_SIGNED
    if found.unsigned_parts:
        yield Obstacle.PART_NOT_SIGNED
    if found.is_outdated:
        yield Obstacle.OUTDATED
    months = months_of(hall.id, computed.period)
    if found.is_tampered or any(is_tampered(hall.id, one) for one in months):
        yield Obstacle.TAMPERED
