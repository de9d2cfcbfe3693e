"""What happens when something is missing? It is skipped with its reason; in CI, a failure."""

import ast
import importlib.util
import os
from collections.abc import Generator, Sequence
from pathlib import Path

import pytest

REQUIRE_ALL = os.environ.get("REQUIRE_ALL") == "1"
# What requirements-dev.txt adds to requirements.txt, by the names that tests import.
OPTIONAL = (
    "hypothesis",
    "schemathesis",
    "time_machine",
    "playwright",
    "axe_playwright_python",
    "zxingcpp",
    "chinese_calendar",
    "openpyxl",
    "pypdfium2",
    "importlinter",
)


# What no installing brings: the rights of root in namespaces of its own, the history of the code.
# A skip with this beginning stays one, also where everything is required; its reason is printed.
NOT_HERE = "not on this machine: "


class Unimportable(pytest.Module):
    """A test module that needs a package which is not installed."""

    def collect(self) -> list[pytest.Item | pytest.Collector]:
        wanted = ", ".join(missing_packages(self.path))
        pytest.skip(f"needs {wanted} (requirements-dev.txt)", allow_module_level=True)


def missing_packages(module: Path, optional: Sequence[str] = OPTIONAL) -> list[str]:
    """The optional packages that a module imports at its top and that are not installed."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    names = {name for node in tree.body for name in _imported(node)}
    return [one for one in optional if one in names and importlib.util.find_spec(one) is None]


def _imported(node: ast.stmt) -> list[str]:
    match node:
        case ast.Import(names=names):
            return [name.name.partition(".")[0] for name in names]
        case ast.ImportFrom(module=str(module)):
            return [module.partition(".")[0]]
        case _:
            return []


def pytest_pycollect_makemodule(
    module_path: Path, parent: pytest.Collector
) -> pytest.Module | None:
    if missing_packages(module_path):
        return Unimportable.from_parent(parent, path=module_path)
    return None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _make_strict(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _make_strict(report)
    return report


def _make_strict(report: pytest.TestReport | pytest.CollectReport) -> None:
    """A skip is a failure where everything is required; an expected failure stays one."""
    if REQUIRE_ALL and report.outcome == "skipped" and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        if NOT_HERE in str(reason):
            return
        report.outcome = "failed"
        report.longrepr = f"everything is required here (REQUIRE_ALL=1), but: {reason}"
