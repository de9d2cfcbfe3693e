"""``python run.py bench [--small] [--database URL] [NAME …]``: measure, print JSON lines."""

import argparse
import json
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench import (
    applications,
    appraisal,
    backups,
    cases,
    exports,
    footprint,
    growth,
    installation,
    months,
    own,
    pages,
    personal_sheets,
    phones,
    submit,
)
from server.settings import Settings


@dataclass(frozen=True)
class Run:
    """Where one bench runs, and whether small."""

    url: str
    folder: Path
    is_small: bool

    def settings(self, part: str = "") -> Settings:
        """Settings for the database, or (growth) for one of two databases."""
        return installation.settings_for(f"{self.url}{part}", self.folder / f"var{part}")


def _submit(run: Run) -> dict[str, float]:
    return submit.measure(run.settings(), submit.SMALL if run.is_small else submit.FULL)


def _growth(run: Run) -> dict[str, float]:
    size = growth.SMALL if run.is_small else growth.FULL
    return growth.measure(run.settings("_few"), run.settings("_many"), size)


def _own(run: Run) -> dict[str, float]:
    size = own.SMALL if run.is_small else own.FULL
    return own.measure(run.settings("_few"), run.settings("_many"), size)


def _months(run: Run) -> dict[str, float]:
    return months.measure(run.settings(), months.SMALL if run.is_small else months.FULL)


def _footprint(run: Run) -> dict[str, float]:
    posters = footprint.POSTERS_SMALL if run.is_small else footprint.POSTERS_FULL
    return footprint.measure(run.settings(), posters=posters)


def _exports(run: Run) -> dict[str, float]:
    return exports.measure(run.settings(), ratings=exports.SMALL if run.is_small else exports.FULL)


def _backups(run: Run) -> dict[str, float]:
    return backups.measure(run.settings(), ratings=backups.SMALL if run.is_small else backups.FULL)


def _cases(run: Run) -> dict[str, float]:
    return cases.measure(run.settings(), cases.SMALL if run.is_small else cases.FULL)


def _pages(run: Run) -> dict[str, float]:
    return pages.measure(run.settings(), pages.SMALL if run.is_small else pages.FULL)


def _sheets(run: Run) -> dict[str, float]:
    size = personal_sheets.SMALL if run.is_small else personal_sheets.FULL
    return personal_sheets.measure(*size)


def _applications(run: Run) -> dict[str, float]:
    size = applications.SMALL if run.is_small else applications.FULL
    return applications.measure(run.settings(), applications=size)


def _appraisal(run: Run) -> dict[str, float]:
    return appraisal.measure(appraisal.SMALL if run.is_small else appraisal.FULL)


def _phones(run: Run) -> dict[str, float]:
    rounds = phones.SMALL if run.is_small else phones.FULL
    return phones.measure(run.settings(), rounds=rounds)


BENCHES: dict[str, Callable[[Run], dict[str, float]]] = {
    "submit": _submit,
    "growth": _growth,
    "months": _months,
    "own": _own,
    "footprint": _footprint,
    "exports": _exports,
    "backups": _backups,
    "cases": _cases,
    "pages": _pages,
    "sheets": _sheets,
    "applications": _applications,
    "appraisal": _appraisal,
    "phones": _phones,
}


def main(said: list[str]) -> int:
    """Run the named benches (all by default), each on a database of its own."""
    parser = argparse.ArgumentParser(prog="run.py bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHES))
    parser.add_argument("--small", action="store_true", help="as CI does: each once, small")
    parser.add_argument(
        "--database",
        help="an empty PostgreSQL database postgresql://…/name; growth wants name_few, name_many",
    )
    asked = parser.parse_args(said)
    for name in asked.names or BENCHES:
        with tempfile.TemporaryDirectory() as folder:
            url = asked.database or f"sqlite:///{folder}/bench.db"
            found = BENCHES[name](Run(url, Path(folder), asked.small))
            rounded = {key: round(value, 4) for key, value in found.items()}
            print(json.dumps({"bench": name, **rounded}), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
