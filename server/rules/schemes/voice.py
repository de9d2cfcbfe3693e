"""How are numbers, spans, ranges and lists of a scheme put into words?

Words come from outside: ``say(code, lang, **data)`` gives the sentence of a code in a language.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from server.rules.schemes.checks_items import OF_SHEETS
from server.rules.schemes.checks_sums import percent, plain
from server.rules.schemes.events import FIGURES, Nature
from server.rules.schemes.items import Condition, OneOf, Range
from server.rules.schemes.shape import Scheme

Say = Callable[..., str]
COMMON = {
    "class": frozenset({"back_office", "temporary", "enterprise_sent", "outstation"}),
    "difficulty": frozenset({"easy", "normal", "hard"}),
    "notice": frozenset({"internal", "department", "township"}),
}
NAMED_FIGURES = ("vote", "survey", *OF_SHEETS)


@dataclass(frozen=True)
class Voice:
    """Speaks of one scheme in one language; ``names``: of peer groups, by their code."""

    say: Say
    lang: str
    scheme: Scheme
    names: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, code: str, /, **data: object) -> str:
        """The sentence of ``explain.<code>``."""
        return self.say(f"explain.{code}", self.lang, **data)

    def word(self, kind: str, value: str) -> str:
        """A closed word: ``unit_day``, ``what_error``."""
        return self.say(f"scheme_word.{kind}_{value}", self.lang)

    def listed(self, words: Iterable[str]) -> str:
        """Words one after the other."""
        return self("and_sign").join(words)

    def joined(self, parts: Iterable[str], sign: str = "comma") -> str:
        """Parts of one sentence; empty ones are left out."""
        return self(sign).join(filter(None, parts))

    def line(self, head: str, parts: Iterable[str]) -> str:
        """A sentence with its head."""
        return self("line", head=head, rest=self.joined(parts, "semicolon"))

    def ended(self, parts: Iterable[str]) -> str:
        """A sentence."""
        return self("full_stop", text=self.joined(parts, "semicolon"))

    def event(self, event: str) -> str:
        """What a kind of fact is called."""
        return self.say(f"fact.event_{event}", self.lang)

    def common(self, kind: str, word: str) -> str:
        """A word that a hall may choose itself; those of common use have a name."""
        return self.word(kind, word) if word in COMMON.get(kind, ()) else word

    def groups(self, codes: Iterable[str]) -> str:
        """What the peer groups are called in the hall, as far as that is known."""
        return self.listed(self.names.get(code, code) for code in codes)

    def classes(self, codes: Iterable[str]) -> str:
        """What the classes of staff are called."""
        return self.listed(self.common("class", code) for code in codes)

    def sheet(self, key: str) -> str:
        """What a sheet is called."""
        names = {sheet.key: sheet.name for sheet in self.scheme.sheets}
        return names.get(key) or self.scheme.title

    def pool(self, key: str) -> str:
        """What a pool is called."""
        names = {pool.key: pool.name for pool in self.scheme.pools}
        return names.get(key) or (self("everybody") if key == "all" else key)

    def figure(self, figure: str) -> str:
        """What a figure is called."""
        kind, _, of = figure.partition(".")
        if kind not in NAMED_FIGURES or not of:
            return self.say(f"story.figure_{figure}", self.lang)
        ballots = {ballot.key: ballot.name for ballot in self.scheme.ballots}
        name = self.sheet(of) if kind in OF_SHEETS else ballots.get(of, of)
        return self.say(f"story.figure_{kind}", self.lang, name=name)

    def order(self, by: str) -> str:
        """What a rank or tie goes by: ``score``, ``category.B``, ``figure.F``, ``vote.B``."""
        kind, _, of = by.partition(".")
        if kind == "category":
            return self("by_category", category=of)
        if kind == "figure":
            return self.figure(of)
        return self.figure(by) if of else self("by_score")

    def start(self, figure: str, start: Fraction) -> str:
        """Where a band of a figure begins: rates as percentages."""
        is_rate = FIGURES.get(figure) is Nature.RATE and start <= 1
        return percent(start) if is_rate else plain(start)

    def conditions(self, conditions: Iterable[Condition]) -> str:
        """What the fields of a fact must be."""
        return self.joined(self._condition(one) for one in conditions)

    def given(self, field: str, value: str | Fraction) -> str:
        """The value that a field has."""
        if isinstance(value, Fraction):
            return self._measured(field, plain(value))
        return self._value(field, value)

    def range(self, test: Range, name: Callable[[str], str]) -> str:
        """A range whose ends are named by ``name``, which knows their unit."""
        low = "" if test.low is None else name(plain(test.low))
        high = "" if test.high is None else name(plain(test.high))
        if low and high:
            return self("exactly" if low == high else "between", low=low, high=high)
        if low:
            return self("more_than" if test.excludes_low else "at_least", low=low)
        return self("less_than" if test.excludes_high else "at_most", high=high)

    def _condition(self, condition: Condition) -> str:
        match condition.test:
            case OneOf(values):
                return self("or_sign").join(self._value(condition.field, one) for one in values)
            case test:
                return self.range(test, lambda value: self._measured(condition.field, value))

    def _value(self, field: str, value: str) -> str:
        free = {"via", "referred_item"}
        return value if field in free else self.word(field, value)

    def _measured(self, field: str, value: str) -> str:
        named = {"minutes", "half_days", "days", "hours", "level"}
        return self.say(f"story.field_{field}", self.lang, value=value) if field in named else value
