"""Does every module stand in a layer, under a name that says what it is?"""

import re
import tomllib
from pathlib import Path

from tests.architecture.guards.tree import CODE, PACKAGES, python_files

# Rule 6 of the style: find the missing noun.
SAYS_NOTHING = re.compile(r"(?:^|_)(?:utils?|helpers?|common|misc|base|manager|handler|stuff)\d*$")


def homeless_modules(root: Path) -> list[str]:
    """Modules that no layer of the contract in pyproject.toml holds."""
    layers = layer_names(root)
    return [
        f"{source.path}:1: stands in no layer of pyproject.toml"
        for source in python_files(root, *PACKAGES)
        if source.module not in PACKAGES and not _stands_in(source.module, layers)
    ]


def nameless_modules(root: Path) -> list[str]:
    """Modules named utils, helpers, common and the like."""
    return [
        f"{source.path}:1: a name that says nothing; find the missing noun"
        for source in python_files(root, *CODE, "tools", "bench", "tests")
        if any(SAYS_NOTHING.search(part) for part in source.module.split("."))
    ]


def layer_names(root: Path) -> set[str]:
    """The modules that the layers contract names."""
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    rows = [row for one in contracts if one["type"] == "layers" for row in one["layers"]]
    return {name for row in rows for name in re.split(r"[\s|:()]+", row) if name}


def _stands_in(module: str, layers: set[str]) -> bool:
    return any(module == layer or module.startswith(f"{layer}.") for layer in layers)
