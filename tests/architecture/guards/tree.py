"""Which files is the project made of, and what stands in them?"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

PACKAGES = (
    "server",
    "api",
    "qr",
    "photos",
    "documents",
    "sheets",
    "senders",
    "wechat",
    "backup",
    "scheduled",
    "web",
)
TOOLS = ("run.py", "tools", "bench", "tests")
CODE = ("wsgi.py", *PACKAGES)
EVERYTHING = (*CODE, *TOOLS, "migrations", "deploy", "docs", ".ci", ".gitignore", "pyproject.toml")
# The guards and their planted defects hold the very things that they look for.
PLANTED = "tests/architecture/"
TEXT_ENDINGS = frozenset(
    {".py", ".md", ".toml", ".html", ".css", ".js", ".svg", ".xml", ".txt", ".in", ".csv", ".json"}
    | {".sh", ".service", ".ini", ".typ", ".cfg", ".yml", ".yaml", ".mako", ".conf", ""}
)


@dataclass(frozen=True)
class Source:
    """A Python file of the project; ``path`` is relative to its root, with forward slashes."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """What the file says."""
        return ast.parse(self.text, self.path)

    @cached_property
    def lines(self) -> list[str]:
        """Its lines."""
        return self.text.splitlines()

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """Everything in it, outer before inner."""
        return list(ast.walk(self.tree))

    @property
    def module(self) -> str:
        """Its dotted name."""
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    def at(self, node: ast.AST, words: str) -> str:
        """A finding: where, and what is wrong there."""
        return f"{self.path}:{getattr(node, 'lineno', 1)}: {words}"


def python_files(root: Path, *places: str) -> list[Source]:
    """The Python files in those places, in order of their names."""
    return [_read(root, path) for path in sorted(_files(root, *places)) if path.suffix == ".py"]


def text_files(root: Path, *places: str) -> list[Source]:
    """Every file that people read as text in those places, and the pages at the top."""
    top = {path for ending in ("md", "txt", "in") for path in root.glob(f"*.{ending}")}
    found = {*_files(root, *places), *top}
    return [_read(root, path) for path in sorted(found) if path.suffix in TEXT_ENDINGS]


def imports(source: Source) -> Iterator[tuple[ast.stmt, str]]:
    """Each import of a file with the dotted name it reaches for."""
    for node in source.nodes:
        match node:
            case ast.Import(names=names):
                yield from ((node, alias.name) for alias in names)
            case ast.ImportFrom(module=str(module), names=names):
                yield from ((node, f"{module}.{alias.name}") for alias in names)
            case _:
                pass


def calls(source: Source) -> Iterator[tuple[ast.Call, str]]:
    """Each call of a file with the dotted name that is called: ``datetime.now``."""
    for node in source.nodes:
        if isinstance(node, ast.Call):
            yield node, dotted(node.func)


def dotted(node: ast.expr) -> str:
    """The dotted name of an expression; what is not a name is a question mark."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=name):
            return f"{dotted(value)}.{name}"
        case _:
            return "?"


@cache
def _read(root: Path, path: Path) -> Source:
    """One file, read and parsed once for all guards: no test changes a file it has planted."""
    return Source(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8"))


def _files(root: Path, *places: str) -> Iterator[Path]:
    for place in places:
        start = root / place
        found = start.rglob("*") if start.is_dir() else [start]
        yield from (one for one in found if one.is_file() and "__pycache__" not in one.parts)
