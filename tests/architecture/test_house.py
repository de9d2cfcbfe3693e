"""The house keeps its rules: no guard finds anything in the tree as it is."""

import tomllib
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest
from flask import Flask

from server.columns import Base
from tests.architecture.contracts import broken_contracts
from tests.architecture.guards import (
    claims,
    doors,
    layers,
    pins,
    reach,
    sentences,
    sizes,
    steps,
    tables,
    words,
)
from tests.architecture.guards.tree import PACKAGES, python_files

ROOT = Path(__file__).resolve().parents[2]
GUARDS: tuple[Callable[[Path], list[str]], ...] = (
    sizes.long_modules,
    sizes.long_functions,
    sizes.unexplained_suppressions,
    reach.clock_readers,
    reach.environment_readers,
    reach.committers,
    reach.refused_modules,
    reach.built_sql,
    reach.reaching_rules,
    layers.homeless_modules,
    layers.nameless_modules,
    sentences.half_sentences,
    sentences.missing_sentences,
    sentences.unused_sentences,
    words.machine_words,
    words.unfinished_work,
    words.unescaped_output,
    words.dead_links,
    claims.hollow_tests,
    claims.faking_tests,
    pins.pins_apart,
    steps.narrowing_steps,
)


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: f"no {guard.__name__}")
def test_the_tree_has(guard: Callable[[Path], list[str]]) -> None:
    found = guard(ROOT)

    assert not found, "\n".join(found)


def test_every_import_keeps_the_contracts() -> None:
    broken, told = broken_contracts(ROOT)

    assert not broken, told


def test_the_guards_look_at_every_package_of_the_contracts() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

    assert set(PACKAGES) == set(settings["tool"]["importlinter"]["root_packages"])


def test_every_table_could_be_spread_over_machines_by_hall() -> None:
    for module in python_files(ROOT, "server/models"):
        import_module(module.module)

    found = tables.misshapen_tables(Base.metadata)

    assert Base.metadata.tables
    assert not found, "\n".join(found)


def test_every_route_says_who_may_come_in(app: Flask) -> None:
    found = doors.routes_without_door(app)

    assert not found, "\n".join(found)
