"""What does one row of the table of steps say?"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from server.rules.accounts.roles import Permission
from server.rules.cases.clocks import CaseClock
from server.rules.cases.codes import ProposalKind, WaitsFor
from server.rules.cases.facts import CaseFacts
from server.rules.cases.guards import Guard
from server.rules.cases.kinds import CaseKind, CaseState
from server.rules.cases.step_names import StepName
from server.rules.cases.takers import By


class Named(StrEnum):
    """What a fact names that stands in the hall's own tables: found by its public number."""

    ACCOUNT = "account"
    DEPARTMENT = "department"  # by its code
    STAFF = "staff"
    CASE = "case"


@dataclass(frozen=True)
class Fact:
    """One code that a step holds: one of ``choices``, of a pack, or the number of ``names``.

    ``when``: it belongs to the step only where another fact is one of those words, as whom it
    charges belongs to a person's cause.
    """

    name: str
    choices: tuple[str, ...] = ()
    pack: str = ""
    names: Named | None = None
    is_compulsory: bool = True
    when: tuple[str, frozenset[str]] | None = None


ClockOf = Callable[[CaseFacts], CaseClock | None]


@dataclass(frozen=True)
class Step:
    """One row: who may do what, from where to where, with what in hand.

    ``to`` None: the case stays where it is. ``words``: parts that must be written, ``may_say``:
    parts that may. ``is_shown``: the citizen sees that it happened; ``shown_words``: and reads
    these of its parts. ``is_quiet``: nobody who works on an older view has to be told of it.
    ``clock``: the next one that starts, if any; a fact of that name may choose another. The clock
    that runs ends when the next one starts, and when the case ends. ``asks`` and ``decides`` name
    the proposal that takes two people.
    ``waits_for``: whose word the case waits for from then on, None: as before; see ``wait_after``.
    """

    name: StepName
    by: By
    states: frozenset[CaseState]
    to: CaseState | None = None
    permission: Permission | None = None
    kinds: frozenset[CaseKind] = frozenset(CaseKind)
    facts: tuple[Fact, ...] = ()
    words: tuple[str, ...] = ()
    may_say: tuple[str, ...] = ()
    may_hold_photos: bool = False
    guards: tuple[Guard, ...] = ()
    asks: ProposalKind | None = None
    decides: ProposalKind | None = None
    clock: CaseClock | ClockOf | None = None
    waits_for: WaitsFor | None = None
    is_shown: bool = False
    shown_words: tuple[str, ...] = ()
    is_quiet: bool = False

    @property
    def moves(self) -> bool:
        """Whether the case stands elsewhere afterwards."""
        return self.to is not None

    def fact(self, name: str) -> Fact | None:
        """The fact of that name, if the step holds one."""
        return next((fact for fact in self.facts if fact.name == name), None)


def wait_after(step: Step, before: WaitsFor) -> WaitsFor:
    """Whose word a case waits for after the step. A unit stays asked while others only talk."""
    is_answer = step.permission is Permission.ANSWER_CASES
    if step.waits_for is None or (before is WaitsFor.UNIT and not (step.moves or is_answer)):
        return before
    return step.waits_for


def some(*states: CaseState) -> frozenset[CaseState]:
    """So many states."""
    return frozenset(states)


def yes_or_no(name: str, *, is_compulsory: bool = True) -> Fact:
    """A fact that is yes or no."""
    return Fact(name, choices=("yes", "no"), is_compulsory=is_compulsory)


def one_of(name: str, words: Iterable[str], *, is_compulsory: bool = True) -> Fact:
    """A fact that is one word of a closed set."""
    return Fact(name, choices=tuple(words), is_compulsory=is_compulsory)
