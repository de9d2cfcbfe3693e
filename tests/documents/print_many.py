"""Prints 500 posters and says how much memory that took, the typesetter's process included.

Its own memory is asked of /proc: ru_maxrss of a process begins with what its parent used.
"""

import re
import resource
import sys
from pathlib import Path

from documents.posters import PosterSize, posters_pdf
from tests.documents.build import a_poster

NUMBER, SYMBOLS = 500, 50


def most_kib() -> int:
    """The most memory that this process, or one that it started, has used."""
    own = re.findall(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    started = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return max(int(own[0]), started)


if __name__ == "__main__":
    some = [a_poster(f"7Q2K9F{at:02}") for at in range(SYMBOLS)]
    pdf = posters_pdf(some * (NUMBER // SYMBOLS), PosterSize.A4)
    sys.stdout.write(f"{len(pdf)} {most_kib()}")
