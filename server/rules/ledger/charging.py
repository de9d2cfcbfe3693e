"""Whom does a finding charge in the score ledger?

Only a verified cause of a person charges a person; what comes from a rule or from papers and
guides charges the department; what comes from a system or the building charges nobody here
(domain, ratings and ledger). How many points it is, a scheme says.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from server.rules.cases.codes import ESTABLISHED, Cause, Finding
from server.rules.cases.kinds import CaseKind


class Bearer(StrEnum):
    """Who answers for a cause."""

    PERSON = "person"
    DEPARTMENT = "department"
    PLATFORM = "platform"


BEARERS: Mapping[Cause, Bearer] = {
    Cause.PERSON: Bearer.PERSON,
    Cause.RULE: Bearer.DEPARTMENT,
    Cause.MATERIAL: Bearer.DEPARTMENT,
    Cause.SYSTEM: Bearer.PLATFORM,
    Cause.FACILITY: Bearer.PLATFORM,
}

# The fact that an item of a scheme asks for (scheme, facts and figures), by the kind of case. A
# tip-off goes the discipline contact's own way: an entry would tell the person's line of it.
EVENTS: Mapping[CaseKind, str] = {CaseKind.BAD_RATING: "rating", CaseKind.COMPLAINT: "complaint"}

CATEGORY = "finding"


class NotCharged(StrEnum):
    """Why a decision charges nobody."""

    KIND = "kind"  # an inquiry, a suggestion, a tip-off; praise may become a bonus request
    NOT_ESTABLISHED = "not_established"
    PLATFORM = "platform"
    NOBODY_KNOWN = "nobody_known"  # nobody is charged on a guess


@dataclass(frozen=True)
class Decided:
    """What was found: the person named as its cause, and the department that it is about."""

    kind: CaseKind
    finding: Finding
    cause: Cause | None
    staff_id: int | None
    department_id: int | None


@dataclass(frozen=True)
class Charge:
    """Either a person or a department, and for what fact."""

    staff_id: int | None
    department_id: int | None
    event: str
    cause: Cause
    finding: Finding


def charge_of(decided: Decided) -> Charge | NotCharged:
    """Whom the decision charges, or why nobody.

    A person's cause without a known person charges nobody, not their department instead.
    """
    event = EVENTS.get(decided.kind)
    if event is None:
        return NotCharged.KIND
    if decided.finding not in ESTABLISHED or decided.cause is None:
        return NotCharged.NOT_ESTABLISHED
    bearer = BEARERS[decided.cause]
    if bearer is Bearer.PLATFORM:
        return NotCharged.PLATFORM
    staff_id = decided.staff_id if bearer is Bearer.PERSON else None
    department_id = decided.department_id if bearer is Bearer.DEPARTMENT else None
    if staff_id is None and department_id is None:
        return NotCharged.NOBODY_KNOWN
    return Charge(staff_id, department_id, event, decided.cause, decided.finding)
