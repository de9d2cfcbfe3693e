"""Does every act that is written into the audit have its words in both languages?"""

import ast
from collections.abc import Iterator
from pathlib import Path

from server.texts import is_known
from tests.architecture.guards.tree import CODE, Source, calls, python_files

ROOT = Path(__file__).resolve().parents[2]
WRITERS = {"record": 3, "record_refusal": 2}
"""The functions that write a line, and at which place the act stands."""


def acts(source: Source) -> Iterator[tuple[str, str]]:
    """Where which act is written, as far as it stands there as a word."""
    constants = named_words(source)
    for node, name in calls(source):
        place = WRITERS.get(name)
        if place is not None and len(node.args) > place:
            match node.args[place]:
                case ast.Constant(value=str(act)):
                    yield f"{source.path}:{node.lineno}", act
                case ast.Name(id=constant) if constant in constants:
                    yield f"{source.path}:{node.lineno}", constants[constant]
                case _:
                    pass


def named_words(source: Source) -> dict[str, str]:
    """The constants of the module that hold a word."""
    return {
        target.id: node.value.value
        for node in source.nodes
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name) and isinstance(node.value.value, str)
    }


def test_every_act_has_its_words() -> None:
    found = [one for source in python_files(ROOT, *CODE) for one in acts(source)]
    missing = [
        f'{place}: add to server/texts/audit.toml: act_{act} = {{ zh = "…", en = "…" }}'
        for place, act in found
        if not is_known(f"audit.act_{act}")
    ]

    assert len(found) > 20
    assert not missing, "\n".join(missing)
