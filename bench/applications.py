"""How long does a file of applications take, in processor time, and how much memory?"""

import csv
import json
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

from bench import installation
from bench.exports import peak_mib
from bench.servers import environment
from server.actions.sources.import_applications import import_applications
from server.actions.sources.importing import Importing
from server.queries.registry.halls import hall_named
from server.queries.registry.people import hall_people
from server.queries.registry.windows import hall_windows
from server.settings import PROJECT, Settings, from_environment
from sheets.streaming import long_tables

MOST_SECONDS, MOST_MIB = 60, 500
FULL, SMALL = 200_000, 2_000
WINDOWS = 60
LATE_EACH, FAULTY_EACH = 25, 100  # every so many is late, or has a fault
FILE = "applications.csv"
HEADER = (
    "办件编号", "窗口号", "工号", "受理日期", "承诺办结日期", "办结日期", "补正次数", "一次告知",
    "差错",
)  # fmt: skip


def measure(settings: Settings, *, applications: int) -> dict[str, float]:
    """Processor seconds, seconds and MiB: the file as new, and the same file again."""
    with installation.installed(settings):
        installation.a_large_hall(windows=WINDOWS, staff=WINDOWS)
        _write(settings.var_dir / FILE, applications)
    fresh, again = (_cost(settings) for _ in range(2))
    return {
        **{f"new_{name}": value for name, value in fresh.items()},
        **{f"again_{name}": value for name, value in again.items()},
    }


def _write(file: Path, applications: int) -> None:
    hall = hall_named("BENCH")
    windows = [window.number for window in hall_windows(hall.id)]
    people = [person.number for person in hall_people(hall.id)]
    first = installation.a_moment().date().replace(day=1)
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(HEADER)
        for at in range(applications):
            received = first + timedelta(days=at % 18)
            promised = received + timedelta(days=3)
            finished = promised + timedelta(days=4 if at % LATE_EACH == 0 else -1)
            fault = "办件差错" if at % FAULTY_EACH == 0 else ""
            where = windows[at % WINDOWS], people[at % WINDOWS]
            writer.writerow((f"B{at:08}", *where, received, promised, finished, 0, "是", fault))


def _cost(settings: Settings) -> dict[str, float]:
    """In a process of its own, so that its memory is its own."""
    said = subprocess.run(
        [sys.executable, "-m", "bench.applications"],
        cwd=PROJECT,
        env=environment(settings),
        check=True,
        stdout=subprocess.PIPE,
    )
    cost: dict[str, float] = json.loads(said.stdout)
    return cost


def main() -> int:
    """Import the file, in this process; say what it took."""
    settings = from_environment()
    with installation.installed(settings):
        importing = Importing(hall_named("BENCH"), "bench", installation.a_moment())
        start, worked = time.perf_counter(), time.process_time()
        imported = import_applications(long_tables(settings.var_dir / FILE), importing)
        seconds, cpu = time.perf_counter() - start, time.process_time() - worked
    counts = {"added": imported.added, "unchanged": imported.unchanged}
    print(json.dumps({"seconds": seconds, "cpu_seconds": cpu, "mib": peak_mib(), **counts}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
