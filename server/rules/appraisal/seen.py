"""Is a person still to say that they have seen their result?

Saying so agrees to nothing, and keeping silent loses nothing: it is asked for while one may object.
"""

from dataclasses import dataclass
from datetime import date

from server.errors import StepNotAllowed


class ResultRevised(StepNotAllowed):
    """The result was computed anew since the person looked at it."""

    code = "staff.result_revised"


@dataclass(frozen=True)
class Own:
    """One's own result in the latest revision of a period.

    ``is_answered``: the person said that they have seen it, or objected.
    """

    objections_until: date | None
    is_answered: bool


def may_object(objections_until: date | None, today: date) -> bool:
    """Whether the days for objections have begun and are not over yet."""
    return objections_until is not None and today <= objections_until


def is_to_be_seen(own: Own, today: date) -> bool:
    """Whether the person is asked to look at it."""
    return not own.is_answered and may_object(own.objections_until, today)
