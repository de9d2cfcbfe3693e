"""A stand-in for systemd where there is none: it starts and stops what the units say.

It knows only what the page for operators asks of it. The unit files, the user, the settings and
the commands in them are real; the fences around the services are not put up.
"""

import configparser
import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from string import Template
from urllib.error import HTTPError
from urllib.request import urlopen

UNITS, STATE = Path("/etc/systemd/system"), Path("/run/stand-in")
ANSWERS_WITHIN = 60.0


def main(words: list[str]) -> int:
    """Do what systemctl would; the exit code."""
    STATE.mkdir(exist_ok=True)
    verb, *names = [word for word in words if not word.startswith("-")]
    act: dict[str, Callable[[str], int]] = {
        "start": start,
        "enable": start,
        "stop": stop,
        "reload": reload_one,
        "restart": lambda _name: 0,
        "daemon-reload": lambda _name: 0,
    }
    return max([act[verb](name) for name in names], default=0)


def start(name: str) -> int:
    """Start a service and wait until a web server answers; a timer's service runs once."""
    if name.endswith(".timer"):
        _unit(f"{name}")
        return run_once(name.removesuffix(".timer"))
    with (STATE / f"{name}.log").open("ab") as log:
        process = subprocess.Popen(
            _command(name, "ExecStart"),
            cwd=_unit(f"{name}.service")["WorkingDirectory"],
            env=_environment(name),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    (STATE / f"{name}.pid").write_text(str(process.pid), encoding="ascii")
    return 0 if name != "chuangping-web" or _answers() else 1


def run_once(name: str) -> int:
    """Run a oneshot service to its end, and what comes after it."""
    for key in ("ExecStart", "ExecStartPost"):
        folder = _unit(f"{name}.service")["WorkingDirectory"]
        done = subprocess.run(_command(name, key), cwd=folder, env=_environment(name), check=False)
        if done.returncode:
            return done.returncode
    return 0


def stop(name: str) -> int:
    """End a service as systemd does, and wait until it has."""
    process = int((STATE / f"{name}.pid").read_text(encoding="ascii"))
    os.killpg(process, signal.SIGTERM)
    end = time.monotonic() + ANSWERS_WITHIN
    while _is_alive(process) and time.monotonic() < end:
        time.sleep(0.1)
    return 1 if _is_alive(process) else 0


def _is_alive(group: int) -> bool:
    """Whether any process of the group runs; those that only nobody has buried do not."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, its_group, *_ = stat.read_text("utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        if int(its_group) == group and state != "Z":
            return True
    return False


def reload_one(name: str) -> int:
    """Only nginx is reloaded; here it may have to be started first."""
    pid = Path(f"/run/{name}.pid")
    is_running = pid.exists() and pid.read_text(encoding="ascii").strip() != ""
    command = [name, "-s", "reload"] if is_running else [name]
    return subprocess.run(command, check=False).returncode


def _unit(file: str) -> dict[str, str]:
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # names keep their case
    parser.read_string((UNITS / file).read_text(encoding="utf-8"))
    return {key: word for section in parser.sections() for key, word in parser[section].items()}


def _command(name: str, key: str) -> list[str]:
    unit = _unit(f"{name}.service")
    words = shlex.split(Template(unit[key]).safe_substitute(_environment(name)))
    return ["runuser", "-u", unit["User"], "--", *words]


def _environment(name: str) -> dict[str, str]:
    lines = Path(_unit(f"{name}.service")["EnvironmentFile"]).read_text("utf-8").splitlines()
    settings = dict(line.split("=", 1) for line in lines if "=" in line)
    return {**os.environ, **{key: word.strip("'\"") for key, word in settings.items()}}


def _answers() -> bool:
    end = time.monotonic() + ANSWERS_WITHIN
    while time.monotonic() < end:
        try:
            with urlopen("http://127.0.0.1:8000/healthz", timeout=2):
                return True
        except HTTPError:
            return True
        except OSError:
            time.sleep(0.1)
    return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
