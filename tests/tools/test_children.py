"""Programs at our side end when we end."""

import os
import signal
import sys
from pathlib import Path

import pytest

from tools.children import Children

WAITS = "import time; time.sleep(60)"
DEAF = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); {WAITS}"


def is_running(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    return True


def start_and_be_interrupted(children: Children) -> None:
    with children:
        children.start("only", [sys.executable, "-c", WAITS])
        raise KeyboardInterrupt


def test_leaving_ends_every_program() -> None:
    with Children(dict(os.environ)) as children:
        children.start("first", [sys.executable, "-c", WAITS])
        children.start("second", [sys.executable, "-c", WAITS])
        running = children.process_ids()
        assert all(map(is_running, running))

    assert not any(map(is_running, running))


def test_an_error_of_ours_ends_them_too() -> None:
    children = Children(dict(os.environ))

    with pytest.raises(KeyboardInterrupt):
        start_and_be_interrupted(children)

    assert not any(map(is_running, children.process_ids()))


def test_a_program_that_does_not_listen_is_killed() -> None:
    with Children(dict(os.environ), patience=0.1) as children:
        children.start("deaf", [sys.executable, "-c", DEAF])

    assert not any(map(is_running, children.process_ids()))


def test_ctrl_c_works_again_afterwards() -> None:
    before = signal.getsignal(signal.SIGINT)

    with Children(dict(os.environ)):
        pass

    assert signal.getsignal(signal.SIGINT) is before


def test_one_that_ends_by_itself_is_named(tmp_path: Path) -> None:
    with Children(dict(os.environ)) as children:
        children.start("short", [sys.executable, "-c", f"open({str(tmp_path / 'x')!r}, 'w')"])
        children.start("long", [sys.executable, "-c", WAITS])
        os.waitid(os.P_PID, children.process_ids()[0], os.WEXITED | os.WNOWAIT)

        assert children.ended() == "short"
