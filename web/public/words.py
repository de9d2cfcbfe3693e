"""How are bands, lanes, days and changes called in the reader's language?"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from server.texts import say
from server.texts.days import day_in_words, short_day


def band_words(lang: str, bands: Iterable[str]) -> list[str]:
    """What each band is called."""
    return [say(f"ranking.band_{band}", lang) for band in bands]


def lane_words(lang: str, lanes: Iterable[str]) -> list[str]:
    """What each lane of proof is called."""
    return [say(f"public.lane_{lane}", lang) for lane in lanes]


def iso_day(lang: str, text: str) -> str:
    """A frozen day, as in ``2026-11-06``, as people write it."""
    return day_in_words(date.fromisoformat(text), lang)


def change_words(lang: str, state: tuple[int, int, str] | None) -> str:
    """A window's n, bad ratings and band before or after a revision."""
    if state is None:
        return say("public.change_none", lang)
    n, bad, band = state
    return say("public.change_state", lang, n=n, bad=bad, band=say(f"ranking.band_{band}", lang))


# What templates can use, by name; the language is filled in.
WRITTEN: dict[str, Callable[..., Any]] = {
    "band_words": band_words,
    "lane_words": lane_words,
    "iso_day": iso_day,
    "short_day": short_day,
    "change_words": change_words,
}
