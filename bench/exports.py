"""What does it cost to take out a long list of ratings: as a workbook, as CSV, as bare CSV?"""

import csv
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

from bench import installation
from bench.filling import fill
from bench.servers import environment
from server.db import hurried, transaction
from server.queries.ratings.export_table import rating_columns, rating_rows
from server.queries.ratings.exported import RatingsAsked, rating_lines
from server.queries.registry.halls import hall_named
from server.settings import PROJECT, Settings, from_environment
from sheets.cells import Cell
from sheets.exporting import Form, export_table
from sheets.watermark import Watermark

MOST_SECONDS, MOST_MIB = 30, 300
FULL, SMALL = 100_000, 2_000
ROUNDS = 3
DAYS = 22
WINDOWS = 60
MARK = Watermark("评价", "bench", "bench", str)


def measure(settings: Settings, *, ratings: int) -> dict[str, float]:
    """Seconds and peak memory (MiB) of each way, each in a process of its own; and their ratios.

    The ways take turns, and of each the quickest round counts. The ratios are of processor time,
    which other work on the machine changes least.
    """
    with installation.installed(settings):
        ids = installation.a_large_hall(windows=WINDOWS, staff=WINDOWS)
        with hurried(), transaction() as written:
            fill(written.connection(), ids, ratings)
    rounds = [{way: _cost(settings, way) for way in WAYS} for _ in range(ROUNDS)]
    costs = {way: min((costs[way] for costs in rounds), key=_seconds) for way in WAYS}
    found = {f"{way}_{part}": cost[part] for way, cost in costs.items() for part in cost}
    return {
        **found,
        "xlsx_ratio": costs["xlsx"]["cpu_seconds"] / costs["bare"]["cpu_seconds"],
        "csv_ratio": costs["csv"]["cpu_seconds"] / costs["bare"]["cpu_seconds"],
    }


def _cost(settings: Settings, way: str) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.exports", way]
    said = subprocess.run(  # noqa: S603 - our own program
        command, cwd=PROJECT, env=environment(settings), check=True, capture_output=True
    )
    cost: dict[str, float] = json.loads(said.stdout)
    return cost


def _seconds(cost: dict[str, float]) -> float:
    return cost["seconds"]


def _rows() -> Iterator[tuple[Cell, ...]]:
    day = installation.a_moment().date()
    asked = RatingsAsked(day - timedelta(days=DAYS), day, today=day, sees_every=True)
    return rating_rows(rating_lines(hall_named("BENCH").id, asked), "zh")


def _export(form: Form) -> int:
    with export_table(rating_columns("zh"), _rows(), form, MARK) as file:
        return file.seek(0, 2)


def _bare() -> int:
    """The same rows with the standard writer alone, to see what the rest costs."""
    with (from_environment().var_dir / "bare.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(_rows())
        return file.tell()


WAYS: dict[str, Callable[[], int]] = {
    "bare": _bare,
    "csv": lambda: _export(Form.CSV),
    "xlsx": lambda: _export(Form.XLSX),
}


def peak_mib() -> float:
    """The most memory of this program alone; what getrusage says begins with its parent's."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1024


def main(way: str) -> int:
    """Take the list out in one way, in this process; say what it took."""
    with installation.installed(from_environment()):
        start, worked = time.perf_counter(), time.process_time()
        size = WAYS[way]()
        seconds, cpu = time.perf_counter() - start, time.process_time() - worked
    cost = {"seconds": seconds, "cpu_seconds": cpu, "mib": peak_mib(), "file_mib": size / 2**20}
    print(json.dumps(cost))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
