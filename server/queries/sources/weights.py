"""How much does each class of difficulty weigh in a month?"""

from collections.abc import Mapping
from fractions import Fraction

from server.queries.appraisal.schemes import schemes_in_force
from server.rules.appraisal.versions import in_force
from server.rules.months import Month


def weights_of(hall_id: int, month: Month) -> Mapping[str, Fraction]:
    """The weights of the scheme in force on the first of the month, none where there is none."""
    scheme = in_force(schemes_in_force(hall_id), month.days()[0])
    return dict(scheme.difficulty) if scheme else {}
