"""Which closed words does a scheme use? One enum for each set."""

from enum import StrEnum


class Subject(StrEnum):
    """Who is appraised by a sheet."""

    STAFF = "staff"
    CHIEF = "chief"
    WINDOW = "window"
    DEPARTMENT = "department"


class Span(StrEnum):
    """A stretch of the calendar."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


class CategoryKind(StrEnum):
    """Starts full and loses; starts at nothing and earns; or a bonus outside the base."""

    DEDUCT = "deduct"
    EARN = "earn"
    BONUS = "bonus"


class Unit(StrEnum):
    """What is counted of a fact."""

    TIME = "time"
    PERSON = "person"
    APPLICATION = "application"
    MATTER = "matter"
    ISSUE = "issue"
    HALF_DAY = "half_day"
    DAY = "day"
    WORKDAY = "workday"
    MINUTE = "minute"
    HOUR = "hour"


class Charge(StrEnum):
    """Who bears an entry."""

    PERSON = "person"
    CHIEF = "chief"
    WINDOW = "window"
    DEPARTMENT = "department"
    MEMBERS = "members"
    EXAMINER = "examiner"


class Missing(StrEnum):
    """What a figure without data is worth. Zero is not offered."""

    GROUP_MEAN = "group_mean"
    FULL = "full"
    LEAVE_OUT = "leave_out"


class VetoEffect(StrEnum):
    """What a veto takes away."""

    NO_AWARD = "no_award"
    LOWEST_GRADE = "lowest_grade"
    ZERO = "zero"


class Scope(StrEnum):
    """Over what occurrences of a repeat are counted."""

    ITEM = "item"
    CATEGORY = "category"
    SHEET = "sheet"


class ChargeMonth(StrEnum):
    """Which of a fact's two days names the month that bears the points."""

    ESTABLISHED = "established"
    HAPPENED = "happened"


class LateEvents(StrEnum):
    """What a fact for a closed month does."""

    REVISE = "revise"
    NEXT_MONTH = "next_month"


class StepRound(StrEnum):
    """Whether a begun step counts."""

    DOWN = "down"
    UP = "up"


class HowCombined(StrEnum):
    """How the results of months make a longer one."""

    MEAN = "mean"
    SUM = "sum"
    ANNUALISE = "annualise"


class BaseChange(StrEnum):
    """What to do when the months of one year had different base scores."""

    SCALE = "scale"
    REFUSE = "refuse"


class RoundingMode(StrEnum):
    """四舍五入, or 四舍六入五成双."""

    HALF_UP = "half_up"
    HALF_EVEN = "half_even"


class NoShare(StrEnum):
    """``share = false`` on an item: nobody else bears it."""

    NOT_SHARED = "not_shared"


class Voters(StrEnum):
    """Who votes in a ballot; citizens vote elsewhere, and the counted result is read."""

    STAFF = "staff"
    DUTY_LEADERS = "duty_leaders"
    APPRAISAL_TEAM = "appraisal_team"
    DEPARTMENT_HEADS = "department_heads"
    CITIZENS = "citizens"


class PlannedRounds(StrEnum):
    """How often a round of the plan of inspections is made."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class AtCut(StrEnum):
    """What equals across the last seat do: the seats stay open for a decision by people."""

    OPEN = "open"
