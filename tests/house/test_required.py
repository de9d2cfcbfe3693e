"""What is missing is skipped with its reason; where everything is required, it fails."""

import os
import subprocess
import sys
from pathlib import Path

from tests.house.required import missing_packages

ROOT = Path(__file__).resolve().parents[2]
SKIPS = "import pytest\ndef test_a():\n    pytest.skip('no such machine')\n"
SKIPS_WHOLE = "import pytest\npytest.skip('no such machine', allow_module_level=True)\n"
EXPECTED_TO_FAIL = "import pytest\n@pytest.mark.xfail\ndef test_a():\n    assert False\n"


def run_pytest(folder: Path, test: str, *, require_all: bool) -> str:
    (folder / "test_it.py").write_text(test)
    (folder / "pytest.ini").write_text("[pytest]\n")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "tests.house.required", "-q", "-ra", str(folder)],
        cwd=folder,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "REQUIRE_ALL": "1" if require_all else "0",
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout


def test_a_skip_stays_a_skip_on_a_machine_of_ones_own(tmp_path: Path) -> None:
    told = run_pytest(tmp_path, SKIPS, require_all=False)

    assert "1 skipped" in told
    assert "no such machine" in told


def test_a_skip_fails_where_everything_is_required(tmp_path: Path) -> None:
    told = run_pytest(tmp_path, SKIPS, require_all=True)

    assert "1 failed" in told
    assert "no such machine" in told


def test_the_skip_of_a_whole_module_fails_there_too(tmp_path: Path) -> None:
    told = run_pytest(tmp_path, SKIPS_WHOLE, require_all=True)

    assert "1 error" in told
    assert "no such machine" in told


def test_an_expected_failure_is_no_skip(tmp_path: Path) -> None:
    told = run_pytest(tmp_path, EXPECTED_TO_FAIL, require_all=True)

    assert "1 xfailed" in told


def test_a_module_that_needs_a_missing_package_names_it(tmp_path: Path) -> None:
    module = tmp_path / "test_it.py"
    module.write_text("import json\nfrom not_installed.here import x\nimport pytest\n")

    assert missing_packages(module, ("pytest", "not_installed", "other")) == ["not_installed"]
