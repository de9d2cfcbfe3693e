"""Who may do what? Roles, permissions, and the one table that joins them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person is in a hall. The three administrators are never one person's."""

    STAFF = "staff"
    DEPARTMENT_HEAD = "department_head"
    SUPERVISOR = "supervisor"
    INSPECTOR = "inspector"
    APPRAISAL_OFFICER = "appraisal_officer"
    PUBLISHER = "publisher"
    DISCIPLINE = "discipline"
    SYSTEM_ADMIN = "system_admin"
    SECURITY_ADMIN = "security_admin"
    AUDIT_ADMIN = "audit_admin"


class Permission(StrEnum):
    """What a route or a step asks for."""

    SEE_OWN = "see_own"  # own ratings, own ledger entries, own appeals
    APPEAL = "appeal"
    SEE_CASES = "see_cases"
    ENTER_CASES = "enter_cases"  # on behalf of a citizen
    HANDLE_CASES = "handle_cases"
    ANSWER_CASES = "answer_cases"  # explain and rectify for the unit a case is about
    DECIDE_PROPOSALS = "decide_proposals"  # as the second person
    SEE_IDENTITY = "see_identity"
    SEE_TIP_OFFS = "see_tip_offs"
    HANDLE_TIP_OFFS = "handle_tip_offs"
    SEE_RATINGS = "see_ratings"
    SEE_FIGURES = "see_figures"
    SEE_LEDGER = "see_ledger"
    DECIDE_APPEALS = "decide_appeals"
    EXPORT = "export"
    DRAFT_NOTICES = "draft_notices"
    APPROVE_NOTICES = "approve_notices"
    PUBLISH_REPLIES = "publish_replies"
    SEE_REGISTRY = "see_registry"
    MANAGE_REGISTRY = "manage_registry"
    MANAGE_SETTINGS = "manage_settings"
    MANAGE_CODES = "manage_codes"
    MANAGE_CALENDAR = "manage_calendar"
    SEE_OPERATIONS = "see_operations"  # outbox, job runs
    MANAGE_ACCOUNTS = "manage_accounts"
    SEE_AUDIT = "see_audit"
    SEE_APPRAISAL = "see_appraisal"  # results, entries, what waits; a department head: own people
    MANAGE_APPRAISAL = "manage_appraisal"  # propose schemes, compute, open ballots, import sources
    SIGN_APPRAISAL = "sign_appraisal"  # adopt as the second person, sign and close periods
    APPROVE_LEAVE = "approve_leave"
    ENTER_ATTENDANCE = "enter_attendance"
    INSPECT = "inspect"
    SEE_INSPECTIONS = "see_inspections"
    ANSWER_RECTIFICATION = "answer_rectification"
    REQUEST_BONUS = "request_bonus"
    APPROVE_BONUS = "approve_bonus"  # two of them, different people
    MANAGE_OPINIONS = "manage_opinions"  # questionnaires, symposia, self-inspection lists
    ANSWER_OPINIONS = "answer_opinions"  # problems and lists that lie with a department
    SEE_DOCUMENTS = "see_documents"  # what was sent to a department: read, sign for it
    SEND_DOCUMENTS = "send_documents"


P, R = Permission, Role

PERMISSIONS: Mapping[Permission, frozenset[Role]] = {
    P.SEE_OWN: frozenset({R.STAFF}),
    P.APPEAL: frozenset({R.STAFF}),
    P.SEE_CASES: frozenset({R.SUPERVISOR, R.DEPARTMENT_HEAD, R.DISCIPLINE}),
    P.ENTER_CASES: frozenset({R.SUPERVISOR, R.INSPECTOR}),
    P.HANDLE_CASES: frozenset({R.SUPERVISOR}),
    P.ANSWER_CASES: frozenset({R.DEPARTMENT_HEAD, R.SUPERVISOR}),
    P.DECIDE_PROPOSALS: frozenset({R.SUPERVISOR}),
    P.SEE_IDENTITY: frozenset({R.SUPERVISOR, R.DISCIPLINE}),
    P.SEE_TIP_OFFS: frozenset({R.DISCIPLINE}),
    P.HANDLE_TIP_OFFS: frozenset({R.DISCIPLINE}),
    P.SEE_RATINGS: frozenset({R.SUPERVISOR, R.APPRAISAL_OFFICER}),
    P.SEE_FIGURES: frozenset(
        {R.SUPERVISOR, R.DEPARTMENT_HEAD, R.APPRAISAL_OFFICER, R.PUBLISHER, R.INSPECTOR}
    ),
    P.SEE_LEDGER: frozenset({R.SUPERVISOR, R.APPRAISAL_OFFICER, R.DEPARTMENT_HEAD}),
    P.DECIDE_APPEALS: frozenset({R.APPRAISAL_OFFICER, R.SUPERVISOR}),
    P.EXPORT: frozenset({R.SUPERVISOR, R.APPRAISAL_OFFICER, R.PUBLISHER, R.DISCIPLINE}),
    P.DRAFT_NOTICES: frozenset({R.APPRAISAL_OFFICER, R.PUBLISHER}),
    P.APPROVE_NOTICES: frozenset({R.PUBLISHER, R.SUPERVISOR}),
    P.PUBLISH_REPLIES: frozenset({R.PUBLISHER}),
    P.SEE_REGISTRY: frozenset({R.SYSTEM_ADMIN, R.SUPERVISOR, R.APPRAISAL_OFFICER, R.INSPECTOR}),
    P.MANAGE_REGISTRY: frozenset({R.SYSTEM_ADMIN}),
    P.MANAGE_SETTINGS: frozenset({R.SYSTEM_ADMIN}),
    P.MANAGE_CODES: frozenset({R.SYSTEM_ADMIN}),
    P.MANAGE_CALENDAR: frozenset({R.SYSTEM_ADMIN, R.SUPERVISOR}),
    P.SEE_OPERATIONS: frozenset({R.SYSTEM_ADMIN}),
    P.MANAGE_ACCOUNTS: frozenset({R.SECURITY_ADMIN}),
    P.SEE_AUDIT: frozenset({R.AUDIT_ADMIN}),
    P.SEE_APPRAISAL: frozenset({R.APPRAISAL_OFFICER, R.SUPERVISOR, R.DEPARTMENT_HEAD}),
    P.MANAGE_APPRAISAL: frozenset({R.APPRAISAL_OFFICER}),
    P.SIGN_APPRAISAL: frozenset({R.SUPERVISOR}),
    P.APPROVE_LEAVE: frozenset({R.SUPERVISOR, R.DEPARTMENT_HEAD}),
    P.ENTER_ATTENDANCE: frozenset({R.APPRAISAL_OFFICER, R.SUPERVISOR}),
    P.INSPECT: frozenset({R.INSPECTOR, R.SUPERVISOR}),
    P.SEE_INSPECTIONS: frozenset(
        {R.INSPECTOR, R.SUPERVISOR, R.APPRAISAL_OFFICER, R.DEPARTMENT_HEAD}
    ),
    P.ANSWER_RECTIFICATION: frozenset({R.DEPARTMENT_HEAD}),
    P.REQUEST_BONUS: frozenset({R.STAFF, R.DEPARTMENT_HEAD, R.SUPERVISOR}),
    P.APPROVE_BONUS: frozenset({R.APPRAISAL_OFFICER, R.SUPERVISOR}),
    P.MANAGE_OPINIONS: frozenset({R.SUPERVISOR, R.APPRAISAL_OFFICER}),
    P.ANSWER_OPINIONS: frozenset({R.DEPARTMENT_HEAD, R.SUPERVISOR}),
    P.SEE_DOCUMENTS: frozenset({R.STAFF, R.DEPARTMENT_HEAD, R.SUPERVISOR, R.APPRAISAL_OFFICER}),
    P.SEND_DOCUMENTS: frozenset({R.APPRAISAL_OFFICER, R.SUPERVISOR, R.PUBLISHER}),
}
"""Which roles hold which permission: the whole of it."""

# 等保: three administrators that watch each other; whoever holds one holds no other of them.
ADMINISTRATORS = frozenset({R.SYSTEM_ADMIN, R.SECURITY_ADMIN, R.AUDIT_ADMIN})

# Everyone who sees cases or administers shows a second factor (domain, 等保 level 2-3).
NEEDS_SECOND_FACTOR = frozenset(Role) - {R.STAFF}

# These roles may be limited to one department; the others see their whole hall.
OF_ONE_DEPARTMENT = frozenset({R.DEPARTMENT_HEAD, R.STAFF})


@dataclass(frozen=True)
class Grant:
    """A role held in one hall (None: every hall), in one department of it (None: all)."""

    role: Role
    hall_id: int | None = None
    department_id: int | None = None


@dataclass(frozen=True)
class Actor:
    """Who acts: an account with its grants. ``staff_id`` is set where they work at a window.

    ``without`` is what they may not do by the way they came in, whatever they hold.
    """

    account_id: int
    name: str
    grants: tuple[Grant, ...] = ()
    staff_id: int | None = None
    without: frozenset[Permission] = frozenset()

    def may(self, permission: Permission, hall_id: int) -> bool:
        """Whether some role of theirs holds the permission in that hall, in whatever part."""
        return any(True for _ in self._holding(permission, hall_id))

    def departments(self, permission: Permission, hall_id: int) -> frozenset[int] | None:
        """In which departments of the hall they hold the permission; None: in all of them."""
        held = [grant.department_id for grant in self._holding(permission, hall_id)]
        if None in held:
            return None
        return frozenset(one for one in held if one is not None)

    def halls(self) -> frozenset[int] | None:
        """The halls in which they hold any role; None: all of them."""
        held = [grant.hall_id for grant in self.grants]
        return None if None in held else frozenset(one for one in held if one is not None)

    def _holding(self, permission: Permission, hall_id: int) -> Iterable[Grant]:
        roles = PERMISSIONS[permission] if permission not in self.without else frozenset()
        return (
            grant
            for grant in self.grants
            if grant.role in roles and grant.hall_id in {None, hall_id}
        )


def name_of(by: Actor | str) -> str:
    """Under which name an act is kept: the account's, or the one a command was given."""
    return by.name if isinstance(by, Actor) else by


def needs_second_factor(grants: Iterable[Grant]) -> bool:
    """Whether an account with these grants must show a second factor."""
    return any(grant.role in NEEDS_SECOND_FACTOR for grant in grants)
