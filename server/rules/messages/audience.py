"""Whom can a message be for? The actual people are found when it is spread."""

from dataclasses import dataclass
from enum import StrEnum


class Circle(StrEnum):
    """A kind of audience. Of a tip-off only the discipline contacts and its citizen ever hear."""

    SUPERVISION = "supervision"  # the hall's supervisors
    DISCIPLINE = "discipline"  # the hall's discipline contacts
    APPRAISAL = "appraisal"  # the hall's appraisal officers
    PUBLICATION = "publication"  # the hall's publishers
    NOTICES = "notices"  # the hall's publishers, and whoever subscribed to notices on their phone
    HEAD = "head"  # the heads of one department
    ACCOUNT = "account"  # one account: who handles a case, who asked for something
    STAFF = "staff"  # the account of one staff member
    CITIZEN = "citizen"  # whoever filed one case


OF_ONE = frozenset({Circle.HEAD, Circle.ACCOUNT, Circle.STAFF, Circle.CITIZEN})


@dataclass(frozen=True)
class Audience:
    """Whom a message is for. ``of`` is the id of the department, account, staff member or case."""

    circle: Circle
    of: int | None = None

    def __post_init__(self) -> None:
        if (self.of is not None) is not (self.circle in OF_ONE):
            raise ValueError(self.circle)

    def __str__(self) -> str:
        return self.circle if self.of is None else f"{self.circle}:{self.of}"


SUPERVISION = Audience(Circle.SUPERVISION)
DISCIPLINE = Audience(Circle.DISCIPLINE)
APPRAISAL = Audience(Circle.APPRAISAL)
PUBLICATION = Audience(Circle.PUBLICATION)
NOTICES = Audience(Circle.NOTICES)


def to_head(department_id: int) -> Audience:
    """The heads of that department."""
    return Audience(Circle.HEAD, department_id)


def to_account(account_id: int) -> Audience:
    """One account of the console."""
    return Audience(Circle.ACCOUNT, account_id)


def to_staff(staff_id: int) -> Audience:
    """The account of a staff member, where there is one."""
    return Audience(Circle.STAFF, staff_id)


def to_citizen(case_id: int) -> Audience:
    """Whoever filed that case, where a contact was left for it."""
    return Audience(Circle.CITIZEN, case_id)


def audience_of(words: str) -> Audience:
    """The audience that a stored message names. Raises ValueError for any other words."""
    circle, _, of = words.partition(":")
    return Audience(Circle(circle), int(of) if of else None)
