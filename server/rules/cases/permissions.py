"""Which permission counts in a case of which kind? Tip-offs have their own."""

from server.rules.accounts.roles import Permission
from server.rules.cases.kinds import CaseKind

OF_TIP_OFFS = {
    Permission.HANDLE_CASES: Permission.HANDLE_TIP_OFFS,
    Permission.ANSWER_CASES: Permission.HANDLE_TIP_OFFS,
    Permission.DECIDE_PROPOSALS: Permission.HANDLE_TIP_OFFS,
    Permission.SEE_CASES: Permission.SEE_TIP_OFFS,
    Permission.SEE_IDENTITY: Permission.HANDLE_TIP_OFFS,
}


def permission_for(permission: Permission, kind: CaseKind) -> Permission:
    """The permission that counts in a case of that kind."""
    return OF_TIP_OFFS.get(permission, permission) if kind is CaseKind.TIP_OFF else permission
