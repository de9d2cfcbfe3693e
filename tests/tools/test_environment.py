"""The environment is made with Python and pip alone, and only when the pins changed."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
READY = "from tools.environment import ready; print(ready('requirements.txt'))"
ABSENT = "raise ImportError('this Python came without it')\n"


INTERRUPTED = """
import signal, sys
from tools import children, environment
signal.signal(signal.SIGTERM, children.end_like_ctrl_c)
environment.run([sys.executable, "-c", sys.argv[1]])
"""
PUTS_AWAY = """
import pathlib, time
print("started", flush=True)
try:
    time.sleep(60)
except KeyboardInterrupt:
    pathlib.Path("put away").touch()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder like ours that pins nothing, so that no package needs to come from anywhere."""
    shutil.copytree(ROOT / "tools", tmp_path / "house" / "tools")
    (tmp_path / "house" / "requirements.txt").write_text("# nothing\n")
    return tmp_path / "house"


def the_machines_python() -> Path:
    """The Python that ours was made of: our own environment may have no pip inside."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    return Path(sys.base_prefix) / "bin" / f"python{version}"


def make_ready(folder: Path, **environment: str) -> str:
    done = subprocess.run(
        [the_machines_python(), "-c", READY],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_the_second_time_nothing_is_made_or_installed(folder: Path) -> None:
    first = make_ready(folder)

    second = make_ready(folder)

    assert "Making the environment" in first
    assert "Installing requirements.txt" in first
    assert second.strip() == str(folder / ".venv/bin/python")


def test_changed_pins_are_installed_into_the_same_environment(folder: Path) -> None:
    make_ready(folder)
    (folder / "requirements.txt").write_text("# nothing yet\n")

    told = make_ready(folder)

    assert "Making the environment" not in told
    assert "Installing requirements.txt" in told


def test_a_python_without_ensurepip_is_enough(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "without").mkdir()
    (tmp_path / "without" / "ensurepip.py").write_text(ABSENT)

    told = make_ready(folder, PYTHONPATH=str(tmp_path / "without"))

    assert "Installed in" in told


def test_when_pip_fails_its_own_words_are_shown(folder: Path) -> None:
    (folder / "requirements.txt").write_text("./not-here\n")

    with pytest.raises(subprocess.CalledProcessError) as failure:
        make_ready(folder)

    assert "not-here" in failure.value.stderr


def test_an_environment_that_no_longer_works_is_made_anew(folder: Path) -> None:
    make_ready(folder)
    (folder / ".venv/bin/python").unlink()
    (folder / ".venv/bin/python").write_text("broken")

    told = make_ready(folder)

    assert "Making the environment" in told


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "Ctrl-C"])
def test_a_program_that_is_interrupted_puts_its_things_away(
    folder: Path, end: signal.Signals
) -> None:
    command = [sys.executable, "-c", INTERRUPTED, PUTS_AWAY]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "started\n"

        process.send_signal(end)

    assert (folder / "put away").exists()
