"""What do the parallel workers of one test session share? One folder, and a lock in it."""

import fcntl
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.house import postgresql
from tools.children import end_like_ctrl_c

FOLDER = pytest.StashKey[Path]()
# The user that PostgreSQL runs as must be able to walk through the folder.
OPEN_TO_WALK_THROUGH = 0o755


def is_worker(config: pytest.Config) -> bool:
    """Whether this process is one of several that pytest-xdist started."""
    return bool(_told(config))


def _told(config: pytest.Config) -> dict[str, str]:
    """What the session told this worker (pytest-xdist hangs it on the configuration)."""
    told: dict[str, str] = getattr(config, "workerinput", {})
    return told


def pytest_configure(config: pytest.Config) -> None:
    if is_worker(config):
        config.stash[FOLDER] = Path(_told(config)["shared"])
        return
    # Told to stop (a time limit, a CI that gives up), pytest would leave PostgreSQL running.
    signal.signal(signal.SIGTERM, end_like_ctrl_c)
    folder = Path(tempfile.mkdtemp(prefix="chuangping-"))
    folder.chmod(OPEN_TO_WALK_THROUGH)
    config.stash[FOLDER] = folder


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    node.workerinput["shared"] = str(node.config.stash[FOLDER])


def pytest_unconfigure(config: pytest.Config) -> None:
    if is_worker(config) or FOLDER not in config.stash:
        return
    postgresql.stop(config.stash[FOLDER])
    shutil.rmtree(config.stash[FOLDER], ignore_errors=True)


@pytest.fixture(scope="session")
def shared_folder(pytestconfig: pytest.Config) -> Path:
    """A folder that all workers of this session see; gone when the session ends."""
    return pytestconfig.stash[FOLDER]


@pytest.fixture(scope="session")
def worker_name(pytestconfig: pytest.Config) -> str:
    """What this worker is called: gw0, gw1, ..., or main where there is only one."""
    if not is_worker(pytestconfig):
        return "main"
    return _told(pytestconfig)["workerid"]


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Only one worker at a time is inside."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
