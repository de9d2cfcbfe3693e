"""Does each step of the database only add, so that the program before it runs on?

docs/decisions/0014-the-program-before-runs-on.md. Steps 0001 and 0002 are older than the rule.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.guards.tree import Source, dotted, python_files

FIRST_HELD = "0003"
ADDS = frozenset({"create_table", "create_index", "create_foreign_key", "add_column"})
# They hold other operations, or only name and write things.
FRAMES = frozenset({"batch_alter_table", "f", "execute", "bulk_insert", "get_bind"})
# A condition or a kind that gets wider. Whether it does, only the upgrade under load can tell
# (tests/reliability/test_upgrade.py): a narrower one breaks the program before.
WIDENS = frozenset(
    {"alter_column", "create_check_constraint", "create_unique_constraint", "drop_constraint"}
)


def narrowing_steps(root: Path) -> list[str]:
    """Operations of an upgrade that take something away, or a column the old program leaves out."""
    return [
        source.at(call, words)
        for source in python_files(root, "migrations/versions")
        if source.path.rpartition("/")[2] >= FIRST_HELD
        for call, words in _narrowing(source)
    ]


def _narrowing(source: Source) -> Iterator[tuple[ast.Call, str]]:
    for call in _upgrade_calls(source):
        place, _, name = dotted(call.func).rpartition(".")
        if place not in {"op", "batch_op"} or name in ADDS | FRAMES | WIDENS:
            if name == "add_column" and _is_asked_of_the_old_program(call):
                yield call, "a new column needs a default in the database, or may be empty"
        else:
            yield call, f"{name} takes away what the program before still uses"


def _upgrade_calls(source: Source) -> list[ast.Call]:
    upgrades = [
        node
        for node in source.tree.body
        if isinstance(node, ast.FunctionDef) and node.name == "upgrade"
    ]
    return [node for one in upgrades for node in ast.walk(one) if isinstance(node, ast.Call)]


def _is_asked_of_the_old_program(call: ast.Call) -> bool:
    """Whether a row that does not name the column would be refused."""
    column = next((one for one in call.args if isinstance(one, ast.Call)), None)
    said = {word.arg: word.value for word in column.keywords} if column else {}
    may_be_empty = said.get("nullable")
    return "server_default" not in said and not (
        isinstance(may_be_empty, ast.Constant) and may_be_empty.value is True
    )
