"""Does each module fit in a head, and each function on half a page?"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.guards.tree import CODE, PLANTED, TOOLS, Source, python_files

MODULE_LINES = 300
LOGIC_LINES = 40
SUPPRESSIONS_PER_1000_LINES = 2
# Below this a tree is too small for a rate; it may have this many.
SUPPRESSIONS_AT_LEAST = 2
SUPPRESSION = re.compile(r"#\s*(?:noqa|type:\s*ignore)\b.*")
WITH_CODE_AND_REASON = re.compile(
    r"# noqa: [A-Z]+\d+(?:, ?[A-Z]+\d+)* +\W*\w.{7,}|# type: ignore\[[a-z, -]+\] +\W*\w.{7,}"
)


def long_modules(root: Path) -> list[str]:
    """Modules over 300 lines."""
    return [
        f"{source.path}:{lines}: a module of {lines} lines; {MODULE_LINES} are the most"
        for source in python_files(root, *CODE, *TOOLS)
        if (lines := len(source.lines)) > MODULE_LINES
    ]


def long_functions(root: Path) -> list[str]:
    """Functions over 40 lines of logic: without blank lines, comments, docstring, inner ones."""
    return [
        source.at(function, f"{function.name} has {lines} lines of logic; {LOGIC_LINES} at most")
        for source in python_files(root, *CODE, *TOOLS)
        for function in _functions(source.tree)
        if (lines := logic_lines(source, function)) > LOGIC_LINES
    ]


def unexplained_suppressions(root: Path) -> list[str]:
    """A silenced check without its code or without a reason, and too many of them."""
    sources = python_files(root, *CODE, *TOOLS, "migrations")
    found = [
        (source, number, line)
        for source in sources
        if not source.path.startswith(PLANTED)
        for number, line in _silenced(source)
    ]
    bare = [
        f"{source.path}:{number}: silenced without code and reason: {line.strip()}"
        for source, number, line in found
        if not WITH_CODE_AND_REASON.search(line)
    ]
    lines = sum(len(source.lines) for source in sources)
    allowed = max(SUPPRESSIONS_AT_LEAST, lines * SUPPRESSIONS_PER_1000_LINES // 1000)
    if len(found) <= allowed:
        return bare
    places = ", ".join(f"{source.path}:{number}" for source, number, _ in found)
    return [*bare, f"{len(found)} checks are silenced, {allowed} at most: {places}"]


def logic_lines(source: Source, function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """How many lines of a function do something."""
    inner = [node for node in _functions(function) if node is not function]
    beside = {number for node in (*inner, *_docstring(function)) for number in _span(node)}
    return sum(
        1
        for number in _span(function)
        if number not in beside and (said := source.lines[number - 1].strip()) and said[0] != "#"
    )


def _functions(tree: ast.AST) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [node for node in ast.walk(tree) if isinstance(node, kinds)]


def _docstring(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[ast.stmt]:
    return function.body[:1] if ast.get_docstring(function, clean=False) is not None else []


def _span(node: ast.stmt) -> range:
    return range(node.lineno, (node.end_lineno or node.lineno) + 1)


def _silenced(source: Source) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(source.lines, 1):
        if found := SUPPRESSION.search(line):
            yield number, found.group()
