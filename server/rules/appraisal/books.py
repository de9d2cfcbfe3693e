"""By which version is each fact judged, and in which month is it booked? (Scheme, step 1 and §6.)

``Books`` keeps what is the same for many facts of one computation: the versions laid into that of
the result, the months of days, the cases that were judged.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain

from server.rules.appraisal.booking import booked_in
from server.rules.appraisal.charging import Covered, covered
from server.rules.appraisal.facts import Fact, Member
from server.rules.appraisal.inputs import Inputs
from server.rules.appraisal.judging import Hit, case_of, judge
from server.rules.appraisal.lines import Line, lines_of
from server.rules.appraisal.periods import Period
from server.rules.appraisal.results import WaitingReason
from server.rules.appraisal.running import Stretches, stretches_of
from server.rules.appraisal.spans import looked_back_by
from server.rules.appraisal.versions import in_force, of_result
from server.rules.months import Month
from server.rules.schemes.shape import Scheme

Coverage = Mapping[str, Covered]
"""Per sheet, who stands outside it."""


@dataclass(frozen=True, eq=False)
class Case:
    """What a fact comes to in this computation.

    ``hits``: whose points, or a part of them, come to a sheet of this cycle. ``waiting``: sheets of
    this cycle with the reason. ``elsewhere``: lines that it fits on sheets of another cycle.
    """

    hits: tuple[Hit, ...] = ()
    waiting: tuple[tuple[str, WaitingReason], ...] = ()
    elsewhere: tuple[Line, ...] = ()


@dataclass(frozen=True, eq=False)
class Book:
    """A version that judges, with the cases it has judged; none was in force: no lines."""

    scheme: Scheme | None
    lines: tuple[Line, ...] = ()
    cases: dict[tuple[object, ...], Case] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Booked:
    """Where facts of the same days stand: who judges them, which month bears them."""

    book: Book
    month: Month
    stretches: Stretches
    coverage: Coverage
    is_in_period: bool


class Books:
    """The versions of one computation and what was found out about days and cases."""

    def __init__(self, period: Period, inputs: Inputs) -> None:
        """Raises SchemeMissing when the period has no version for its results."""
        self.period, self._inputs = period, inputs
        self.result = of_result(inputs.schemes, period)
        self.sheets = {one.key for one in self.result.sheets if one.cycle is period.span}
        schemes = [one for one in inputs.schemes if one.from_on <= period.last_on]
        self._books = {
            one.name: Book(one, lines_of(inputs.schemes, one, self.result)) for one in schemes
        }
        self.lines = tuple(chain.from_iterable(book.lines for book in self._books.values()))
        self._none, self._places = Book(None), dict[tuple[object, ...], Booked]()
        self._now = self._covering(inputs.members)
        self._months: dict[Month, Month] = {}
        self._hits: dict[tuple[object, ...], Hit] = {}
        self._earlier: dict[Month, Coverage] = {}

    def in_order(self, facts: Iterable[Fact]) -> Iterator[tuple[Fact, Booked]]:
        """The facts that matter to the period, by the month that bears them; else as they came."""
        facts = list(facts)
        places = [self._place(fact) for fact in facts]
        months = {place.month for place in set(places)}
        since, until = self._since(), self.period.months()[-1]
        for month in sorted(one for one in months if since <= one <= until):
            # Side by side: a pair for each of many facts would weigh more than the work.
            for fact, place in zip(facts, places, strict=True):
                if place.month is month:
                    yield fact, place

    def _place(self, fact: Fact) -> Booked:
        days = (fact.happened_on, fact.established_on, fact.known_on)
        place = self._places.get(days)
        if place is None:
            place = self._places[days] = self._booked(fact)
        return place

    def case(self, fact: Fact, book: Book) -> Case:
        """What the fact comes to; equal facts are judged once."""
        if book.scheme is None:
            return Case()
        alike = case_of(fact)
        found = book.cases.get(alike)
        if found is None:
            found = book.cases[alike] = self._judged(fact, book.scheme, book.lines)
        return found

    def _judged(self, fact: Fact, scheme: Scheme, lines: Iterable[Line]) -> Case:
        judged = judge(fact, scheme, lines)
        fitted = (*(hit.line for hit in judged.hits), *(line for line, _ in judged.waiting))
        return Case(
            tuple(hit for hit in map(self._alike, judged.hits) if hit.bears or hit.parts),
            tuple((line.sheet.key, why) for line, why in judged.waiting if self.bears(line)),
            tuple(line for line in fitted if not self.bears(line)),
        )

    def _alike(self, hit: Hit) -> Hit:
        """The first hit that counts alike: late by 12 minutes and by 13 are often the same."""
        told = (hit.line, hit.quantity, hit.rate, hit.recast_from, hit.may_reach_persons)
        if told not in self._hits:
            parts = tuple(one for one in hit.line.parts if one.sheet.key in self.sheets)
            self._hits[told] = replace(hit, bears=self.bears(hit.line), parts=parts)
        return self._hits[told]

    def bears(self, line: Line) -> bool:
        """Whether the line stands on a sheet that this computation gives results of."""
        return line.sheet.key in self.sheets

    def _booked(self, fact: Fact) -> Booked:
        judging = in_force(self._inputs.schemes, fact.happened_on)
        book = self._books.get(judging.name, self._none) if judging else self._none
        month = booked_in(fact, judging or self.result, self._inputs.closed)
        month = self._months.setdefault(month, month)
        is_in_period = self.period.holds(month)
        where = self._now if is_in_period else self._covered_in(month)
        return Booked(book, month, stretches_of(month), where, is_in_period)

    def _covered_in(self, month: Month) -> Coverage:
        """Who stood outside in an earlier month; where nobody says, those of today."""
        if month not in self._earlier:
            members = self._inputs.earlier_members.get(month)
            self._earlier[month] = self._now if members is None else self._covering(members)
        return self._earlier[month]

    def _covering(self, members: tuple[Member, ...]) -> Coverage:
        return {one.key: covered(self.result, one, members) for one in self.result.sheets}

    def _since(self) -> Month:
        """The first month whose facts can move a count of the period."""
        first = self.period.months()[0]
        spans = {span for line in self.lines for span in looked_back_by(line)}
        return min((Period.around(first, span).months()[0] for span in spans), default=first)
