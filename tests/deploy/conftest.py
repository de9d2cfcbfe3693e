"""What is carried to a server? One bundle of the last commit, for all tests of a session."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.required import NOT_HERE
from tests.house.running import ROOT


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle of the last commit."""
    if not (ROOT / ".git").exists():
        pytest.skip(f"{NOT_HERE}a bundle is made from a git repository")
    folder = tmp_path_factory.mktemp("carried") / "bundle"
    done = subprocess.run(
        [sys.executable, "run.py", "bundle", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder
