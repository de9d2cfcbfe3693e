"""How does this folder get an environment of its own? With Python and pip, nothing else."""

import hashlib
import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tools.progress import Bar, say

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / ".venv"
PYTHON = HOME / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = HOME / "installed.json"


def run(command: Sequence[str | Path], environment: dict[str, str] | None = None) -> int:
    """Run a program in this folder, its words on our terminal; its exit code.

    It has a session of its own, so that Ctrl-C reaches us alone: we hand it on once and wait
    until the program has put away what it started.
    """
    words = [str(part) for part in command]
    with subprocess.Popen(words, cwd=ROOT, env=environment, start_new_session=True) as program:
        try:
            return program.wait()
        except KeyboardInterrupt:
            program.send_signal(signal.SIGINT if os.name == "posix" else signal.SIGTERM)
            raise


def ready(requirements: str) -> Path:
    """The environment's Python, after what that file pins is installed.

    It installs only when the file changed since the last time. The usual pip settings
    (configuration files, PIP_ variables) apply. Exits with pip's words when pip fails.
    """
    if not _works():
        _create()
    if _installed().get(requirements) != _fingerprint(ROOT / requirements):
        _install(requirements)
        note(requirements)
    return PYTHON


def note(requirements: str) -> None:
    """Remember that what that file pins is installed as it is now; install.sh says so too."""
    stamps = {**_installed(), requirements: _fingerprint(ROOT / requirements)}
    STAMP.write_text(json.dumps(stamps), encoding="utf-8")


def _works() -> bool:
    """Whether the environment is there and its Python is the version that runs us."""
    if not PYTHON.exists():
        return False
    asked = [str(PYTHON), "-c", "import sys; print(*sys.version_info[:2])"]
    try:
        answer = subprocess.run(asked, capture_output=True, text=True, check=False)
    except OSError:
        return False
    return answer.stdout.split() == [str(part) for part in sys.version_info[:2]]


def _create() -> None:
    """Make it without pip inside: where Debian's python3-venv is missing that part fails."""
    say(f"Making the environment {HOME.name} for Python {sys.version.split()[0]} ...")
    shutil.rmtree(HOME, ignore_errors=True)
    if run([sys.executable, "-m", "venv", "--without-pip", HOME]):
        sys.exit("Could not make the environment; what is wrong stands above.")


def _fingerprint(requirements: Path) -> str:
    return hashlib.sha256(requirements.read_bytes()).hexdigest()


def _installed() -> dict[str, str]:
    if not STAMP.exists():
        return {}
    stamps: dict[str, str] = json.loads(STAMP.read_text(encoding="utf-8"))
    return stamps


def _install(requirements: str) -> None:
    count = (ROOT / requirements).read_text(encoding="utf-8").count("==")
    say(f"Installing {requirements}: up to {count} packages; the next start skips this ...")
    started = time.monotonic()
    with subprocess.Popen(
        [
            str(part)
            for part in (*installer(), "install", "--progress-bar", "off", "-r", requirements)
        ],
        cwd=ROOT,
        env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as pip:
        lines = list(_watched(pip.stdout or (), count))
    if pip.returncode:
        sys.exit("".join([*lines, "\npip could not install the packages; its words stand above."]))
    say(f"Installed in {time.monotonic() - started:.0f} s.")


def _watched(lines: Iterable[str], count: int) -> Iterator[str]:
    """The lines of pip, passed on; the bar moves at each package that pip looks at."""
    with Bar(count) as bar:
        for line in lines:
            match line.split():
                case ["Collecting" | "Ignoring", package, *_]:
                    bar.step(package)
                case ["Processing", file, *_]:  # a wheel that lies on this machine
                    bar.step(Path(file).name.partition("-")[0])
                case ["Requirement", "already", _, package, *_]:
                    bar.step(package)
                case _:
                    pass
            yield line


def installer() -> list[str | Path]:
    """The pip to use: that of the environment, else ours working on it, else Python's spare one."""
    if not run([PYTHON, "-c", "import importlib.util as u; exit(u.find_spec('pip') is None)"]):
        return [PYTHON, "-m", "pip"]
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip", "--python", PYTHON]
    if importlib.util.find_spec("ensurepip") and not run([PYTHON, "-m", "ensurepip"]):
        return [PYTHON, "-m", "pip"]
    sys.exit("pip is missing; on Debian and Ubuntu: apt-get install python3-pip")
