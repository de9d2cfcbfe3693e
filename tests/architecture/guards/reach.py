"""Does anything reach for the world where it must be handed it? Clock, chance, environment."""

import ast
import sys
from collections.abc import Collection
from pathlib import Path

from tests.architecture.guards.tree import CODE, Source, calls, dotted, imports, python_files

CLOCK = "server/clock.py"
SETTINGS = "server/settings.py"
DATABASE = "server/db.py"
READS_THE_CLOCK = frozenset(
    {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.time_ns"}
    | {
        "time.localtime",
        "time.gmtime",
        "time.ctime",
        "datetime.datetime.now",
        "datetime.date.today",
    }
)
# What a rule may use of the standard library: nothing that knows time, chance, files or network.
FOR_RULES = frozenset(
    {"__future__", "abc", "base64", "bisect", "calendar", "collections", "copy", "csv"}
    | {
        "dataclasses",
        "datetime",
        "decimal",
        "difflib",
        "enum",
        "fractions",
        "functools",
        "graphlib",
    }
    | {"hashlib", "heapq", "hmac", "itertools", "json", "math", "numbers", "operator", "re"}
    | {"statistics", "string", "struct", "textwrap", "types", "typing", "unicodedata", "zoneinfo"}
    | {"tomllib"}  # a scheme is a text, and its reader takes the text, not the file
)
DOES_SOMETHING = frozenset({"open", "print", "input", "exec", "eval", "compile", "__import__"})
# Unpickling runs what a file says; a UUID is no secret and tells when it was made.
REFUSED_MODULES = frozenset({"pickle", "marshal", "shelve", "yaml", "uuid", "telnetlib", "ftplib"})
ENDS_A_TRANSACTION = frozenset({"commit", "begin", "begin_nested"})


def clock_readers(root: Path) -> list[str]:
    """Who reads the clock beside server/clock.py."""
    return _callers(root, READS_THE_CLOCK, but=CLOCK, words="reads the clock; server.clock does")


def environment_readers(root: Path) -> list[str]:
    """Who reads the environment beside server/settings.py."""
    return [
        source.at(node, "reads the environment; server.settings does")
        for source in _code_but(root, SETTINGS)
        for node in source.nodes
        if _names_the_environment(node)
    ]


def committers(root: Path) -> list[str]:
    """Who ends or begins a transaction beside server.db.transaction()."""
    return [
        source.at(node, f"{name}: only server.db.transaction() commits")
        for source in _code_but(root, DATABASE)
        for node, name in calls(source)
        if name.rpartition(".")[2] in ENDS_A_TRANSACTION and "." in name
    ]


def refused_modules(root: Path) -> list[str]:
    """Imports of modules that run what a file says, or that stand in for a secret and are none."""
    return [
        source.at(node, f"imports {name}, which is refused")
        for source in python_files(root, *CODE)
        for node, name in imports(source)
        if name.partition(".")[0] in REFUSED_MODULES
    ]


def built_sql(root: Path) -> list[str]:
    """SQL that is put together from pieces; values travel as parameters."""
    return [
        source.at(node, "SQL put together from pieces; hand over parameters")
        for source in python_files(root, *CODE)
        for node, name in calls(source)
        if name in {"text", "sqlalchemy.text", "sa.text"} and _imports_text(source)
        if node.args and not isinstance(node.args[0], ast.Constant)
    ]


def reaching_rules(root: Path) -> list[str]:
    """Rules that import more than the pure part of the standard library, or do something."""
    sources = python_files(root, "server/rules")
    imported = [
        source.at(node, f"a rule imports {name}")
        for source in sources
        for node, name in imports(source)
        if not _is_for_rules(name)
    ]
    done = [
        source.at(node, f"a rule calls {name}")
        for source in sources
        for node, name in calls(source)
        if name in DOES_SOMETHING | READS_THE_CLOCK
    ]
    return [*imported, *done]


def _imports_text(source: Source) -> bool:
    return any(name in {"sqlalchemy", "sqlalchemy.text"} for _, name in imports(source))


def _is_for_rules(name: str) -> bool:
    own = name.startswith(("server.rules.", "server.errors."))
    top = name.partition(".")[0]
    return own or (top in FOR_RULES and top in sys.stdlib_module_names)


def _names_the_environment(node: ast.AST) -> bool:
    match node:
        case ast.Attribute():
            return dotted(node) in {"os.environ", "os.environb", "os.getenv", "os.putenv"}
        case ast.ImportFrom(module="os", names=names):
            return any(alias.name in {"environ", "environb", "getenv"} for alias in names)
        case _:
            return False


def _callers(root: Path, names: Collection[str], *, but: str, words: str) -> list[str]:
    return [
        source.at(node, f"{name} {words}")
        for source in _code_but(root, but)
        for node, name in calls(source)
        if name in names
    ]


def _code_but(root: Path, path: str) -> list[Source]:
    return [source for source in python_files(root, *CODE) if source.path != path]
