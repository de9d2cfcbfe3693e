"""Recomputes a published rating ranking from its download, with nothing but Python 3.11.

python recompute.py 2026-10.csv                         prints the ranking as JSON
python recompute.py 2026-10.json --check RANKING.json   compares it with the published one
Rule 2026-11 (docs/scoring.md) in whole numbers and fractions: the same bytes on every machine.
"""

import csv
import json
import sys
from bisect import bisect_left
from fractions import Fraction
from functools import lru_cache
from math import comb, floor
from pathlib import Path
from statistics import median
from typing import Any

RULE_VERSION = "2026-11"
LEAST_RATINGS, LEAST_UNITS, TURNS, PRIOR, GRID = 30, 4, (-3, 3), 4, 10_000
ERROR, MATERIAL, CAP = Fraction(5, 100), Fraction(3, 2), Fraction(3, 2)
FIELDS = ("group", "unit", "beyond", "band", "why", "index", "worse", "better", "interval")
Own = tuple[int, int]  # bad ratings among the compared ones, of a unit or of a whole bag
Counts = dict[str, Own]
Facts = dict[str, Any]


def compared(units: list[Facts]) -> Counts:
    """Leaves out good ratings beyond 1.5 x the usual share of applications, where that is known."""
    known = [u for u in units if u["applications"] and u["n"] >= LEAST_RATINGS]
    if len(known) < LEAST_UNITS:
        return {u["unit"]: (u["bad"], u["n"]) for u in units}
    most = CAP * median(Fraction(u["n"], u["applications"]) for u in known)
    caps = [u["n"] if u["applications"] is None else floor(most * u["applications"]) for u in units]
    rows = zip(units, caps, strict=True)
    return {u["unit"]: (u["bad"], max(u["bad"], min(u["n"], cap))) for u, cap in rows}


@lru_cache(maxsize=20_000)
def deals(own: Own, bag: Own) -> tuple[int, int, int]:
    """Of all ways to deal the bag's bad ratings: with at least, with at most as many; all."""
    (bad, n), (held, total) = own, bag
    first, fewer = max(0, held - (total - n)), 0
    ways = comb(n, first) * comb(total - n, held - first)
    for j in range(first, bad):
        fewer += ways
        ways = ways * (n - j) * (held - j) // ((j + 1) * (total - n - held + j + 1))
    return comb(total, held) - fewer, fewer + ways, comb(total, held)


def figures(u: str, ranked: Counts, alike: Counts) -> tuple[Fraction, Fraction, Fraction]:
    """The chances worse and better among the alike ones (and itself), and the index."""
    (bad, n), (held, total) = ranked[u], map(sum, zip(*alike.values(), strict=True))
    bag = (held, total) if u in alike else (held + bad, total + n)
    worse, better, ways = deals((bad, n), bag)
    index = (bad + PRIOR) / (Fraction(n * held, total) + PRIOR)
    return Fraction(worse, ways), Fraction(better, ways), index


def sides(ranked: Counts) -> tuple[dict[str, str], Counts]:
    """The bands of the ranked units as their counts stand, and those found alike."""
    alike, limit = dict(ranked), ERROR / max(1, len(ranked))
    while len(alike) > 1:
        held, total = map(sum, zip(*alike.values(), strict=True))
        least, unit = min((min(deals(own, (held, total))[:2]), u) for u, own in alike.items())
        if least > limit * comb(total, held):
            break
        del alike[unit]
    bands = dict.fromkeys(ranked, "alike")
    for u in ranked.keys() - alike.keys():
        worse, better, index = figures(u, ranked, alike)
        if worse <= limit and index >= MATERIAL:
            bands[u] = "below"
        elif better <= limit and index <= 1 / MATERIAL:
            bands[u] = "above"
    return dict.fromkeys(ranked, "uncertain") if 2 * len(alike) < len(ranked) else bands, alike


def judge(units: list[Facts]) -> None:
    """Writes beside the counts of one group what the comparison says of each unit."""
    counts = compared(units)
    enough = {u: own for u, own in sorted(counts.items()) if own[1] >= LEAST_RATINGS}
    ranked = enough if len(enough) >= LEAST_UNITS else {}
    found, alike = sides(ranked)
    turns = [{u: (max(0, min(n, b + by)), n)} for u, (b, n) in ranked.items() for by in TURNS]
    turned = [sides(ranked | turn)[0] for turn in turns]
    for unit in units:
        u = unit["unit"]
        unit |= {"beyond": unit["n"] - counts[u][1], "interval": interval(unit["bad"], unit["n"])}
        unit |= {"band": "listed", "why": "few_units" if u in enough else "few_ratings"}
        unit |= {"index": None, "worse": None, "better": None}
        if u in ranked:
            why = "three_ratings" if any(bands[u] != found[u] for bands in turned) else None
            why = "group_too_mixed" if found[u] == "uncertain" else why
            worse, better, index = figures(u, ranked, alike)
            band = "uncertain" if why else found[u]
            unit |= {"band": band, "why": why, "index": _half_up(index, 2)}
            unit |= {"worse": _half_up(worse, 7), "better": _half_up(better, 7)}


def _half_up(number: Fraction, places: int) -> str:
    whole, part = divmod(floor(number * 10**places + Fraction(1, 2)), 10**places)
    return f"{whole}.{part:0{places}}"


def interval(bad: int, n: int) -> list[int]:
    """Exact 95 % limits of the bad share in hundredths of a percent (Clopper and Pearson)."""

    def at_most(k: int, g: int) -> int:
        ways = sum(comb(n, j) * g**j * (GRID - g) ** (k - j) for j in range(k + 1))
        return int(ways * (GRID - g) ** (n - k) if k >= 0 else 0)

    every, grid = GRID**n, range(GRID)
    low = bisect_left(grid, x=True, key=lambda g: 40 * (every - at_most(bad - 1, g)) > every)
    return [max(0, low - 1), bisect_left(grid, x=True, key=lambda g: 40 * at_most(bad, g) <= every)]


def download(path: Path) -> Facts:
    """The units of a month's table, or of its public facts (or ranking) in JSON."""
    text = path.read_text("utf-8-sig")
    if path.suffix != ".csv":
        facts: Facts = json.loads(text)
        groups = facts.get("groups", ())
        return {"units": [{**u, "group": g["group"]} for g in groups for u in g["units"]]} | facts
    rows: list[Facts] = list(csv.DictReader(text.splitlines()))
    for row in rows:
        row |= {key: int(row[key]) if row[key] else None for key in ("n", "bad", "applications")}
    return {**rows[0], "units": [row for row in rows if row["row"] == "unit"]}


def spelled(facts: Facts) -> bytes:
    """The ranking in its one spelling: canonical JSON."""
    units = [{field: unit[field] for field in FIELDS} for unit in facts["units"]]
    ranking = {"month": facts["month"], "rule_version": facts["rule_version"], "units": units}
    return json.dumps(ranking, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


if __name__ == "__main__":
    facts = download(Path(sys.argv[1])) if len(sys.argv) in {2, 4} else sys.exit(__doc__)
    if facts["rule_version"] != RULE_VERSION:
        sys.exit(f"{sys.argv[1]} was made by rule {facts['rule_version']}, not {RULE_VERSION}")
    for code in {unit["group"] for unit in facts["units"]}:
        judge([unit for unit in facts["units"] if unit["group"] == code])
    if "--check" not in sys.argv:
        sys.stdout.buffer.write(spelled(facts))
    elif spelled(facts) == spelled(download(Path(sys.argv[3]))):
        sys.stdout.write("equal: every band, index and interval is as published\n")
    else:
        sys.exit("different: the published ranking does not follow from these counts")
