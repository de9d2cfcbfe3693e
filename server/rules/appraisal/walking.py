"""From facts to entries: who gets which entry for what, and what waits? (Scheme, steps 1 to 10.)

``walk(books, inputs)`` goes through the facts once, in order, and returns the ledger of the period.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from server.rules.appraisal.admission import admitted
from server.rules.appraisal.books import Booked, Books, Case
from server.rules.appraisal.charging import charge
from server.rules.appraisal.facts import Fact, Who
from server.rules.appraisal.inputs import Inputs
from server.rules.appraisal.judging import Hit
from server.rules.appraisal.lines import Line
from server.rules.appraisal.results import (
    Computation,
    Entry,
    EntryKind,
    Waiting,
    WaitingReason,
)
from server.rules.appraisal.running import NOUGHT, Counted, Running
from server.rules.appraisal.sharing import Part, shared
from server.rules.schemes.shape import Subject


@dataclass(frozen=True)
class Ledger:
    """The entries of facts and what waits, in the order of the facts."""

    entries: tuple[Entry, ...]
    waiting: tuple[Waiting, ...]


def walk(books: Books, inputs: Inputs) -> Ledger:
    """The ledger of the period, from its facts and those before it that counts look back on."""
    walker = _Walker(books)
    for fact, booked in books.in_order(admitted(inputs.facts)):
        walker.take(fact, booked)
    return Ledger(tuple(walker.entries), tuple(walker.waiting))


class _Whos(dict[int, Who]):
    """The subjects of one kind by id, each made once."""

    def __init__(self, subject: Subject) -> None:
        super().__init__()
        self._subject = subject

    def __missing__(self, own_id: int) -> Who:
        self[own_id] = who = Who(self._subject, own_id)
        return who


class _Walker:
    def __init__(self, books: Books) -> None:
        self.entries: list[Entry] = []
        self.waiting: list[Waiting] = []
        self._books = books
        self._running = Running(books.lines)
        self._whos = {one.key: _Whos(one.subject) for one in books.result.sheets}
        self._shares: dict[tuple[Counted, Part], tuple[Fraction, Computation] | None] = {}
        self._unmatched_on = _sheets_with_lines(books)

    def take(self, fact: Fact, booked: Booked) -> None:
        """Enter the fact for everybody who bears it, or let it wait."""
        case = self._books.case(fact, booked.book)
        nobody: list[Line] = []
        for hit in case.hits:
            key = hit.line.sheet.key
            bearers = charge(fact, hit.line, booked.coverage[key])
            for bearer in bearers:
                counted = self._running.count(hit, bearer, booked.stretches)
                if booked.is_in_period:
                    self._enter(fact, hit, self._whos[key][bearer], counted, booked)
            if not bearers:
                nobody.append(hit.line)
        if booked.is_in_period and (nobody or case.waiting or not case.hits):
            self._wait(fact, case, booked, nobody)

    def _enter(self, fact: Fact, hit: Hit, who: Who, counted: Counted, booked: Booked) -> None:
        line = hit.line
        if hit.bears:
            self.entries.append(
                Entry(
                    fact.id,
                    "",
                    line.sheet.key,
                    who,
                    booked.month,
                    line.category.code,
                    line.item.code,
                    EntryKind.OWN,
                    counted.points,
                    counted.money,
                    line.veto if counted.has_units else None,
                    line.item.cause_reason,
                    counted.computation,
                    None,
                    line.scheme,
                )
            )
        for part in hit.parts:
            self._share(fact, hit, part, (who, counted), booked)

    def _share(
        self, fact: Fact, hit: Hit, part: Part, borne: tuple[Who, Counted], booked: Booked
    ) -> None:
        """A part for the chief or window, unless it is theirs already or is not for a person."""
        source, counted = borne
        receiver = part.names(fact)
        if receiver is None or receiver in booked.coverage[part.sheet.key].outside:
            return
        are_alike = part.is_personal and hit.line.is_personal
        is_same = receiver == source.id and (are_alike or part.sheet.subject is source.subject)
        if is_same or (part.is_personal and not hit.may_reach_persons):
            return
        alike = (counted, part)
        if alike not in self._shares:
            self._shares[alike] = _told(counted, part)
        share = self._shares[alike]
        if share is None:
            return
        self.entries.append(
            Entry(
                fact.id,
                "",
                part.sheet.key,
                self._whos[part.sheet.key][receiver],
                booked.month,
                part.category.code,
                hit.line.item.code,
                EntryKind.SHARED,
                share[0],
                NOUGHT,
                None,
                hit.line.item.cause_reason,
                share[1],
                source,
                hit.line.scheme,
            )
        )

    def _wait(self, fact: Fact, case: Case, booked: Booked, nobody: list[Line]) -> None:
        found = dict(reversed(case.waiting))
        is_borne = len(nobody) < len(case.hits)
        for line in nobody:
            known = booked.coverage[line.sheet.key].outside
            is_outside = line.names(fact) in known
            if self._books.bears(line) and not (
                is_outside and (is_borne or _is_borne(fact, case.elsewhere, booked))
            ):
                found.setdefault(line.sheet.key, WaitingReason.NOBODY_CHARGED)
        if not (case.hits or case.waiting or case.elsewhere):
            why = WaitingReason.EXCUSED if fact.excused else WaitingReason.NO_ITEM
            found = dict.fromkeys(self._unmatched_on, why)
        self.waiting += [Waiting(fact.id, sheet, reason) for sheet, reason in found.items()]


def _told(counted: Counted, part: Part) -> tuple[Fraction, Computation] | None:
    """The points of a part and how they came about; nothing of what costs nothing."""
    points = shared(counted.points, part)
    return (points, Computation(rate=counted.points, share=part.part)) if points else None


def _is_borne(fact: Fact, lines: Iterable[Line], booked: Booked) -> bool:
    """Whether somebody bears the fact on a sheet of another cycle."""
    return any(charge(fact, line, booked.coverage[line.sheet.key]) for line in lines)


def _sheets_with_lines(books: Books) -> tuple[str, ...]:
    """The sheets on which a fact that fits nothing is listed: those that facts can fit at all."""
    own = dict.fromkeys(line.sheet.key for line in books.lines if books.bears(line))
    return tuple(own) if books.lines else tuple(sorted(books.sheets))
