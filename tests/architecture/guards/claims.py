"""Does every test claim something about our code as it is?"""

import ast
import re
from pathlib import Path

from tests.architecture.guards.tree import calls, imports, python_files

CLAIMS = re.compile(r"\bassert\b|\braises\(|\bexpect\(|\bcheck_|\bverify_|\bassert_")
FAKES = ("unittest.mock", "mock.", "freezegun", "pytest_mock")
REFUSED = {
    "monkeypatch.setattr": "patches our code; hand it what it needs",
    "time.sleep": "waits; ask until it is so, with an end",
}
# There, a random moment is the point.
KILLS = "tests/reliability/"


def hollow_tests(root: Path) -> list[str]:
    """Tests that claim nothing."""
    return [
        source.at(node, f"{node.name} claims nothing")
        for source in python_files(root, "tests")
        for node in source.nodes
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
        if not CLAIMS.search(ast.unparse(node))
    ]


def faking_tests(root: Path) -> list[str]:
    """Tests that put fakes in place of our code, or wait instead of asking."""
    sources = [one for one in python_files(root, "tests") if "/test_" in one.path]
    imported = [
        source.at(node, f"{name}: a fake in place of what is really there")
        for source in sources
        for node, name in imports(source)
        if name.startswith(FAKES)
    ]
    done = [
        source.at(node, f"{name}: {REFUSED[name]}")
        for source in sources
        for node, name in calls(source)
        if name in REFUSED and not (name == "time.sleep" and source.path.startswith(KILLS))
    ]
    return [*imported, *done]
