"""Which cases of a hall exist for somebody, as a condition on the table?"""

from sqlalchemy import ColumnElement, and_, false, or_, true

from server.models.cases import Case
from server.rules.accounts.roles import Actor
from server.rules.cases.kinds import CaseKind
from server.rules.cases.seeing import Sight, sight_of

IS_TIP_OFF = Case.kind == CaseKind.TIP_OFF


def seen_by(actor: Actor, hall_id: int) -> ColumnElement[bool]:
    """The condition under which a case of the hall exists for that actor."""
    sight = sight_of(actor, hall_id)
    return and_(Case.hall_id == hall_id, _kinds(sight), _departments(sight))


def _kinds(sight: Sight) -> ColumnElement[bool]:
    if sight.sees_tip_offs and sight.sees_others:
        return true()
    if sight.is_blind:
        return false()
    return IS_TIP_OFF if sight.sees_tip_offs else ~IS_TIP_OFF


def _departments(sight: Sight) -> ColumnElement[bool]:
    """A tip-off lies with no department: whoever may see tip-offs sees them all."""
    if sight.departments is None or not sight.sees_others:
        return true()
    return or_(IS_TIP_OFF, Case.department_id.in_(sight.departments))
