"""How much memory and time do the pieces take that stand alone: start, worker, posters?"""

import resource
import subprocess
import sys
import time
from pathlib import Path

from bench import installation
from bench.servers import environment
from server.settings import PROJECT, Settings

MOST_IMPORT_SECONDS = 1.5
MOST_WORKER_MIB = 150
MOST_POSTER_SECONDS, MOST_POSTER_MIB = 20, 300
POSTERS_FULL, POSTERS_SMALL = 500, 20
WORKER_SETTLES = 8.0
PAGE_KIB = resource.getpagesize() // 1024


def measure(settings: Settings, *, posters: int) -> dict[str, float]:
    """Seconds of importing wsgi (best of three), MiB of the worker, what printing takes."""
    with installation.installed(settings):
        installation.a_large_hall(windows=posters, staff=posters)
    env = environment(settings)
    imports = [_timed([sys.executable, "-c", "import wsgi"], env)[0] for _ in range(3)]
    out = str(settings.var_dir / "posters")
    printing = [sys.executable, "-m", "flask", "--app", "wsgi", "codes", "print", "--out", out]
    seconds, mib = _timed(printing, env)
    return {
        "import_seconds": min(imports),
        "worker_mib": _worker_mib(env),
        "poster_seconds": seconds,
        "poster_mib": mib,
    }


def _timed(command: list[str], env: dict[str, str]) -> tuple[float, float]:
    """Seconds of a command, and the most memory that one process of it had (MiB)."""
    start = time.perf_counter()
    subprocess.run(command, cwd=PROJECT, env=env, check=True, capture_output=True)  # noqa: S603 - our own program
    seconds = time.perf_counter() - start
    return seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def _worker_mib(env: dict[str, str]) -> float:
    """What the worker holds after its first rounds (MiB, resident)."""
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "worker"]
    worker = subprocess.Popen(command, cwd=PROJECT, env=env)  # noqa: S603 - our own program
    try:
        time.sleep(WORKER_SETTLES)
        pages = int(Path(f"/proc/{worker.pid}/statm").read_text(encoding="ascii").split()[1])
        return pages * PAGE_KIB / 1024
    finally:
        worker.terminate()
        worker.wait(timeout=30)
