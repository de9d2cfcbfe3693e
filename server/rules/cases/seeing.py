"""Who may see a case? For everybody else it does not exist."""

from dataclasses import dataclass

from server.rules.accounts.roles import Actor, Permission
from server.rules.cases.kinds import CaseKind
from server.rules.cases.permissions import permission_for
from server.rules.cases.step_names import StepName


@dataclass(frozen=True)
class Sight:
    """What somebody sees of a hall's cases: which kinds, and of which departments (None: all)."""

    sees_tip_offs: bool
    sees_others: bool
    departments: frozenset[int] | None

    @property
    def is_blind(self) -> bool:
        """Whether nothing at all is seen."""
        return not (self.sees_tip_offs or self.sees_others)

    def covers(self, kind: CaseKind, department_id: int | None) -> bool:
        """Whether a case of that kind, which lies with that department, is seen."""
        if kind is CaseKind.TIP_OFF:
            return self.sees_tip_offs
        return self.sees_others and (self.departments is None or department_id in self.departments)


def sight_of(actor: Actor, hall_id: int) -> Sight:
    """What the actor sees. Tip-offs only by a permission of their own, never by the general one."""
    return Sight(
        sees_tip_offs=actor.may(Permission.SEE_TIP_OFFS, hall_id),
        sees_others=actor.may(Permission.SEE_CASES, hall_id),
        departments=actor.departments(Permission.SEE_CASES, hall_id),
    )


# The office's own: a unit that answers in a case reads none of these, whatever else it sees.
OFFICE_ONLY = frozenset(
    {
        StepName.NOTE,
        StepName.LOOK,
        StepName.CALL_BACK,
        StepName.MESSAGE,
        StepName.CITIZEN_MESSAGE,
        StepName.RATE_HANDLING,
        StepName.ASK_EXCLUSION,
        StepName.APPROVE_EXCLUSION,
        StepName.REFUSE_EXCLUSION,
    }
)


def is_insider(actor: Actor, hall_id: int, kind: CaseKind) -> bool:
    """Whether the actor belongs to the office that handles such cases."""
    return actor.may(permission_for(Permission.HANDLE_CASES, kind), hall_id)
