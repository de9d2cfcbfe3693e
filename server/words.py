"""Which words of a list stand in a text, however they are spelled? The one that matches words."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ahocorasick_rs import AhoCorasick

from server.rules.safety.folding import folded
from server.rules.safety.hits import Hit, is_word, without_spared
from server.rules.safety.word_file import WordFile


@dataclass(frozen=True)
class WordList:
    """The words in force, ready to be looked for all at once. ``version`` names them."""

    version: str
    words: Mapping[str, str]
    spared: tuple[str, ...]
    spellings: Mapping[int, str]
    _matcher: AhoCorasick = field(repr=False, compare=False)
    _sparing: AhoCorasick = field(repr=False, compare=False)

    def hits(self, text: str) -> tuple[Hit, ...]:
        """Every word of the list in the text, in the order of the text."""
        found = folded(text, self.spellings)
        names = tuple(self.words)
        hits = (
            Hit(found.places[start], found.places[end - 1] + 1, self.words[names[number]])
            for number, start, end in self._matcher.find_matches_as_indexes(
                found.letters, overlapping=True
            )
            if is_word(text, found, start, end)
        )
        spared = [
            (found.places[start], found.places[end - 1] + 1)
            for _, start, end in self._sparing.find_matches_as_indexes(
                found.letters, overlapping=True
            )
        ]
        return tuple(sorted(without_spared(hits, spared), key=lambda hit: (hit.start, hit.end)))


def word_list(
    version: str, shipped: WordFile, own: WordFile | None, spellings: Mapping[int, str]
) -> WordList:
    """The shipped words without those taken out, and the hall's own.

    Both spelled as texts are when they are looked at.
    """
    dropped = own.dropped if own else frozenset[str]()
    every = [pair for pair in shipped.words if pair[0] not in dropped]
    every += own.words if own else ()
    words = {folded(word, spellings).letters: str(category) for word, category in every}
    words.pop("", None)
    phrases = (*shipped.spared, *(own.spared if own else ()))
    spared = tuple(filter(None, (folded(phrase, spellings).letters for phrase in phrases)))
    return WordList(
        version, words, spared, spellings, AhoCorasick(list(words)), AhoCorasick(list(spared))
    )
