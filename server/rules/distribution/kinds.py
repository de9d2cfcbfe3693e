"""Which official documents does a hall form, and who receives them?"""

from dataclasses import dataclass
from enum import StrEnum


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
