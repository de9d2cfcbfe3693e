"""Who may vote in a ballot (选票), what is a whole vote, and which figure do the votes give?"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from server.errors import Problem, StepNotAllowed
from server.rules.accounts.roles import Role
from server.rules.appraisal.facts import Figure, Who

# Two votes tell each voter the other's; three tell nobody anything.
LEAST_VOTES = 3
CHOOSING = 1  # the scale of a ballot in which one chooses, and gives no points
FULL = 100  # a vote's figure is of a hundred, whatever its scale
CITIZENS = "citizens"  # they vote on paper or elsewhere; the counted result is read from a file

VOTERS: Mapping[str, frozenset[Role]] = {
    "staff": frozenset({Role.STAFF}),
    "duty_leaders": frozenset({Role.INSPECTOR, Role.SUPERVISOR}),
    "appraisal_team": frozenset({Role.APPRAISAL_OFFICER, Role.SUPERVISOR}),
    "department_heads": frozenset({Role.DEPARTMENT_HEAD}),
}
"""What a scheme may call its voters, and the roles whose holders they are."""


class BallotState(StrEnum):
    """Where a ballot stands."""

    OPEN = "open"
    CLOSED = "closed"


class BallotClosed(StepNotAllowed):
    """The ballot takes no votes any more, or not this one's turn to be closed."""

    code = "ballot.is_closed"


class VotedAlready(StepNotAllowed):
    """One votes once: nobody could find the vote again to change it."""

    code = "ballot.voted_already"


class BallotStillOpen(StepNotAllowed):
    """A ballot is closed when its last day is over, or when everybody has voted."""

    code = "ballot.still_open"


@dataclass(frozen=True)
class VoteRules:
    """How one votes: 0 to ``scale`` for each, or, with a scale of 1, a choice.

    ``most_choices``: how many one may choose at most, 0 for any number.
    """

    scale: int
    most_choices: int = 0

    @property
    def is_choice(self) -> bool:
        """Whether one chooses, and gives no points."""
        return self.scale == CHOOSING


Votes = Mapping[int, int]
"""How many votes gave each value."""


def vote_problems(
    rules: VoteRules, candidates: Collection[str], values: Mapping[str, str]
) -> tuple[Problem, ...]:
    """All that is wrong with a vote; ``candidates`` without the voter, by the names of fields."""
    if rules.is_choice:
        return _choice_problems(rules, [one for one in candidates if values.get(one)])
    return tuple(
        Problem(one, "ballot.value_wrong", {"scale": rules.scale})
        for one in sorted(candidates)
        if _value(values.get(one, ""), rules.scale) is None
    )


def values_of(
    rules: VoteRules, candidates: Mapping[str, Who], values: Mapping[str, str]
) -> dict[Who, int]:
    """The value that a vote without problems gives to each candidate."""
    if rules.is_choice:
        return {who: int(bool(values.get(one))) for one, who in candidates.items()}
    return {who: _value(values.get(one, ""), rules.scale) or 0 for one, who in candidates.items()}


def figure_of(rules: VoteRules, votes: Votes, *, cast: int, min_votes: int) -> Figure | None:
    """The mean of a hundred with its n.

    None where fewer voted than the ballot asks, or so few gave a value that one could tell the
    other's.

    ``cast``: how many voted in the ballot; a candidate has one less where they voted too.
    """
    n = sum(votes.values())
    if n < LEAST_VOTES or cast < min_votes:
        return None
    points = sum(value * number for value, number in votes.items())
    return Figure(Fraction(points * FULL, rules.scale * n), n)


def may_close(today: date, closes_on: date, *, has_everybody_voted: bool) -> bool:
    """Whether the ballot may be closed on that day."""
    return today > closes_on or has_everybody_voted


def _choice_problems(rules: VoteRules, chosen: Collection[str]) -> tuple[Problem, ...]:
    if not chosen:
        return (Problem("choices", "ballot.none_chosen"),)
    if rules.most_choices and len(chosen) > rules.most_choices:
        return (Problem("choices", "ballot.too_many", {"most": rules.most_choices}),)
    return ()


def _value(text: str, scale: int) -> int | None:
    stripped = text.strip()
    if not stripped.isascii() or not stripped.isdecimal() or len(stripped) > len(str(scale)):
        return None
    return int(stripped) if int(stripped) <= scale else None
