"""How much does each class of difficulty weigh in a month?"""

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import or_, select

from server.db import session
from server.models.appraisal import Scheme, SchemeAdoption
from server.rules.months import Month


def weights_of(hall_id: int, month: Month) -> Mapping[str, Fraction]:
    """The weights of the scheme in force on the first of the month, none where there is none."""
    first_on = month.days()[0]
    text = session.scalar(
        select(Scheme.text)
        .join(
            SchemeAdoption,
            (SchemeAdoption.hall_id == Scheme.hall_id) & (SchemeAdoption.scheme_id == Scheme.id),
        )
        .where(
            Scheme.hall_id == hall_id,
            SchemeAdoption.approved_at.is_not(None),
            Scheme.from_on <= first_on,
            or_(Scheme.until_on.is_(None), Scheme.until_on >= first_on),
        )
        .order_by(Scheme.from_on.desc(), SchemeAdoption.approved_at.desc())
        .limit(1)
    )
    table = tomllib.loads(text, parse_float=Decimal).get("difficulty", {}) if text else {}
    return {name: Fraction(weight) for name, weight in table.items()}
