"""Which official documents does a hall form, and who receives them?"""

from dataclasses import dataclass
from enum import StrEnum

from server.rules.accounts.roles import Actor, Permission, Role
from server.rules.schemes.words import Span


class DocumentKind(StrEnum):
    """What a document is."""

    BULLETIN = "bulletin"  # 月通报
    FEEDBACK = "feedback"  # 季反馈, of a person or a department
    RESULT = "result"  # 年度考核结果反馈, of a person or a department
    ORDER = "order"  # 催办单
    INSPECTION = "inspection"  # 巡查抽查情况
    SCHEME = "scheme"  # 考核办法
    AWARDS = "awards"  # 评优公示


class RecipientKind(StrEnum):
    """To whom a copy goes."""

    DEPARTMENT = "department"
    WINDOW = "window"
    OUTSIDE_UNIT = "outside_unit"
    STAFF = "staff"


@dataclass(frozen=True, order=True)
class Recipient:
    """One recipient: the id is that of the department, window, outside unit or member of staff."""

    kind: RecipientKind
    id: int


# These come back signed: the sending department confirms that it has them (domain, appraisal).
SIGNED_FOR = frozenset({DocumentKind.RESULT, DocumentKind.ORDER, DocumentKind.BULLETIN})

# These tell scores of named people: for themselves, their department and who runs the appraisal.
PERSONAL = frozenset({DocumentKind.FEEDBACK, DocumentKind.RESULT})


def sheet_kind(span: Span) -> DocumentKind:
    """Which kind of sheet a period ends in: the year in the result, the shorter in a feedback."""
    return DocumentKind.RESULT if span is Span.YEAR else DocumentKind.FEEDBACK


def may_see(actor: Actor, hall_id: int, kind: DocumentKind) -> bool:
    """Whether somebody of the offices sees documents of that kind, whoever received them."""
    if kind not in PERSONAL:
        return actor.may(Permission.SEND_DOCUMENTS, hall_id)
    sees_scores = actor.may(Permission.SEE_APPRAISAL, hall_id)
    return sees_scores and actor.departments(Permission.SEE_APPRAISAL, hall_id) is None


def speaks_for(actor: Actor, hall_id: int, department_id: int) -> bool:
    """Whether the person is head of the department, and so reads and signs for it."""
    return any(
        grant.role is Role.DEPARTMENT_HEAD
        and grant.hall_id in {None, hall_id}
        and grant.department_id in {None, department_id}
        for grant in actor.grants
    )
