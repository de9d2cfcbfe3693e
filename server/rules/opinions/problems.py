"""What is found by an opinion: its nature, who puts it right, by when, and what may come next?"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from server.errors import Problem

LONGEST_WORDS, LONGEST_LINE = 1000, 500


class Nature(StrEnum):
    """Whether a rule, an attitude or the business itself was at fault."""

    RULE = "rule"  # 制度
    ATTITUDE = "attitude"  # 态度
    BUSINESS = "business"  # 业务


class OpinionSource(StrEnum):
    """What found it."""

    QUESTIONNAIRE = "questionnaire"
    BOX = "box"
    SYMPOSIUM = "symposium"
    CHECKLIST = "checklist"


class ProblemState(StrEnum):
    """Open → answered by who puts it right → closed by the office."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


@dataclass(frozen=True)
class ProblemForm:
    """A problem as it is entered; None where nothing possible was chosen."""

    source: OpinionSource
    source_number: str
    nature: Nature | None
    words: str
    cause: str
    measure: str
    department: str
    due_on: date | None


def problems_of(form: ProblemForm, today: date) -> tuple[Problem, ...]:
    """All that is wrong with it: who reads it must know what, why, who and by when."""
    late = form.due_on is not None and form.due_on < today
    none: dict[str, str | int] = {}
    most: dict[str, str | int] = {"most": LONGEST_WORDS}
    table = (
        (form.nature is None, "nature", "opinion.nature_missing", none),
        (not form.words.strip(), "words", "opinion.words_missing", none),
        (len(form.words) > LONGEST_WORDS, "words", "opinion.words_too_long", most),
        (not form.measure.strip(), "measure", "opinion.measure_missing", none),
        (not form.department, "department", "opinion.owner_missing", none),
        (form.due_on is None, "due_on", "opinion.day_missing", none),
        (late, "due_on", "opinion.day_past", none),
    )
    return tuple(Problem(field, code, data) for is_wrong, field, code, data in table if is_wrong)
