"""What does storing a rating cost, beside the least that could store it?

The full path (API, real server) against a bare Flask view with one Core INSERT of equal width and
one commit; same server, database and durability; bursts in turn, the median of the ratios.
"""

import json
import statistics
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench import installation
from bench.servers import Fired, fire, serving
from server.queries.codes.scans import ticket_of
from server.rules.ratings.form import Scan
from server.rules.ratings.levels import Lane
from server.settings import Settings

WINDOWS = 2000
CONNECTIONS = 8
LEAST_RATIO = 0.40
MOST_P99 = 5.0
READ_THE_PAGE = timedelta(seconds=30)  # how long before the burst the forms were opened


@dataclass(frozen=True)
class Size:
    """How many bursts of how many seconds, with how many forms in store."""

    rounds: int
    seconds: int
    forms: int


SMALL = Size(rounds=2, seconds=1, forms=4_000)
FULL = Size(rounds=7, seconds=4, forms=60_000)


def measure(settings: Settings, size: Size) -> dict[str, float]:
    """The throughput ratio full ÷ bare (median of the rounds), and the p99 ratio at half load."""
    with installation.installed(settings):
        installation.a_large_hall(windows=WINDOWS, staff=WINDOWS)
    pairs = []
    forms = size.forms // (size.rounds + 1)
    with serving("bench.bare:app", settings) as bare, serving("wsgi:app", settings) as full:
        for turn in range(size.rounds):
            bodies = write_forms(
                settings, settings.var_dir / f"forms-{turn}", size.forms // size.rounds
            )
            pairs.append(_in_turn(bare, full, bodies, size, CONNECTIONS))
        bodies = write_forms(settings, settings.var_dir / "forms-calm", forms)
        calm = _in_turn(bare, full, bodies, size, 1)
    refused = sum(fired.refused for pair in pairs for fired in pair)
    return {
        "bare_per_second": statistics.median(bare.per_second for bare, _ in pairs),
        "full_per_second": statistics.median(full.per_second for _, full in pairs),
        "ratio": statistics.median(full.per_second / bare.per_second for bare, full in pairs),
        "p99_ratio_one_client": calm[1].p99_ms / calm[0].p99_ms,
        "refused": refused,
    }


def write_forms(settings: Settings, file: Path, count: int) -> Path:
    """So many rating forms, each opened a moment ago at one of the windows."""
    opened = datetime.now(UTC) - READ_THE_PAGE
    with file.open("w") as out:
        for at in range(count):
            code = installation.code_of(at % WINDOWS)
            scan = Scan(code, opened, installation.a_nonce(), Lane.PRINTED)
            form = {"ticket": ticket_of(scan, "BENCH", settings), "level": 5, "tags": ["517"]}
            out.write(json.dumps(form) + "\n")
    return file


def _in_turn(
    bare: str, full: str, bodies: Path, size: Size, connections: int
) -> tuple[Fired, Fired]:
    return (
        fire(f"{bare}/", bodies, seconds=size.seconds, connections=connections),
        fire(f"{full}/api/v1/ratings", bodies, seconds=size.seconds, connections=connections),
    )
