"""From facts to entries: who gets which entry for what, and what waits? (Scheme, steps 1 to 10.)

``walk(books, inputs)`` goes through the facts once, in order, and returns the ledger of the period.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from server.rules.appraisal.admission import admitted
from server.rules.appraisal.books import Booked, Books, Case
from server.rules.appraisal.charging import PEOPLE, charge, named
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
from server.rules.appraisal.running import Counted, Running
from server.rules.appraisal.sharing import Part, shared
from server.rules.months import Month
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


class _Walker:
    def __init__(self, books: Books) -> None:
        self.entries: list[Entry] = []
        self.waiting: list[Waiting] = []
        self._books = books
        self._running = Running(books.lines)
        self._whos: dict[tuple[Subject, int], Who] = {}
        self._unmatched_on = _sheets_with_lines(books)

    def take(self, fact: Fact, booked: Booked) -> None:
        """Enter the fact for everybody who bears it, or let it wait."""
        case = self._books.case(fact, booked.book)
        nobody = [hit.line for hit in case.hits if not self._charge(fact, hit, booked)]
        if booked.is_in_period and (nobody or case.waiting or not case.hits):
            self._wait(fact, case, booked, nobody)

    def _charge(self, fact: Fact, hit: Hit, booked: Booked) -> tuple[int, ...]:
        line = hit.line
        sheet = line.sheet
        bearers = charge(fact, line.charge, sheet, booked.coverage[sheet.key])
        for bearer in bearers:
            counted = self._running.count(hit, bearer, booked.spans)
            if booked.is_in_period:
                self._enter(fact, hit, self._who(sheet.subject, bearer), counted, booked)
        return bearers

    def _enter(self, fact: Fact, hit: Hit, who: Who, counted: Counted, booked: Booked) -> None:
        line = hit.line
        if self._books.bears(line):
            self.entries.append(_own(fact, line, who, counted, booked.month))
        if line.parts and counted.points < 0:
            for part in line.parts:
                self._share(fact, hit, part, (who, counted), booked)

    def _share(
        self, fact: Fact, hit: Hit, part: Part, borne: tuple[Who, Counted], booked: Booked
    ) -> None:
        """A part for the chief or window, unless it is theirs already or is not for a person."""
        source, counted = borne
        sheet, receiver = part.sheet, named(fact, part.to)
        if receiver is None or sheet.key not in self._books.sheets:
            return
        is_same = receiver == source.id and _are_alike(sheet.subject, source.subject)
        is_barred = sheet.subject in PEOPLE and not hit.may_reach_persons
        if is_same or is_barred or receiver in booked.coverage[sheet.key].outside:
            return
        self.entries.append(
            Entry(
                fact.id,
                "",
                sheet.key,
                self._who(sheet.subject, receiver),
                booked.month,
                part.category.code,
                hit.line.item.code,
                EntryKind.SHARED,
                shared(counted.points, part),
                computation=Computation(rate=counted.points, share=part.part),
                cause_reason=hit.line.item.cause_reason,
                source=source,
                scheme=hit.line.scheme,
            )
        )

    def _wait(self, fact: Fact, case: Case, booked: Booked, nobody: list[Line]) -> None:
        found = dict(reversed(case.waiting))
        is_borne = len(nobody) < len(case.hits)
        for line in nobody:
            known = booked.coverage[line.sheet.key].outside
            is_outside = named(fact, line.charge) in known
            if self._books.bears(line) and not (
                is_outside and (is_borne or _is_borne(fact, case.elsewhere, booked))
            ):
                found.setdefault(line.sheet.key, WaitingReason.NOBODY_CHARGED)
        if not (case.hits or case.waiting or case.elsewhere):
            why = WaitingReason.EXCUSED if fact.excused else WaitingReason.NO_ITEM
            found = dict.fromkeys(self._unmatched_on, why)
        self.waiting += [Waiting(fact.id, sheet, reason) for sheet, reason in found.items()]

    def _who(self, subject: Subject, own_id: int) -> Who:
        key = (subject, own_id)
        if key not in self._whos:
            self._whos[key] = Who(subject, own_id)
        return self._whos[key]


def _own(fact: Fact, line: Line, who: Who, counted: Counted, month: Month) -> Entry:
    return Entry(
        fact.id,
        "",
        line.sheet.key,
        who,
        month,
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


def _are_alike(one: Subject, other: Subject) -> bool:
    """Whether equal ids of the two mean the same: a chief is a member of staff."""
    return one is other or (one in PEOPLE and other in PEOPLE)


def _is_borne(fact: Fact, lines: Iterable[Line], booked: Booked) -> bool:
    """Whether somebody bears the fact on a sheet of another cycle."""
    return any(
        charge(fact, line.charge, line.sheet, booked.coverage[line.sheet.key]) for line in lines
    )


def _sheets_with_lines(books: Books) -> tuple[str, ...]:
    """The sheets on which a fact that fits nothing is listed: those that facts can fit at all."""
    own = dict.fromkeys(line.sheet.key for line in books.lines if books.bears(line))
    return tuple(own) if books.lines else tuple(sorted(books.sheets))
