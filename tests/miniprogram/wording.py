"""Does the mini-program say everything in both languages, and nothing that nobody reads?"""

import json
import re
import subprocess
from pathlib import Path

from tests.miniprogram.gates import package_of
from tools.miniprogram import SOURCE

LANGUAGES = ("zh", "en")
SECTIONS = {"staff": "staff", "office": "office"}  # a package, and the words that are its own
WORD = re.compile(r"\bw\.([a-z]\w*)")
QUOTED = re.compile(r"['\"]([a-z]\w*)['\"]")
# A word whose name is put together: `kind_${kind}_name`, w['state_' + kind].
MADE_IN_JS = re.compile(r"`([a-z]\w*?_)\$\{[^}]*\}(\w*)`")
MADE_IN_WXML = re.compile(r"w\['([a-z]\w*_)' \+ [\w.]+(?: \+ '(\w+)')?\]")
READ = "const all = {}; for (const f of process.argv.slice(1)) all[f] = require(f)"

# What a file names, what it holds in quotes, and the beginnings and ends of names it makes.
Said = tuple[set[str], set[str], list[tuple[str, str]]]


def wrong_words(root: Path = SOURCE) -> list[str]:
    """Words missing in a language, words that nobody says, words said that are not there."""
    sections = words(root)
    halves = [
        f"{name}.{key} is not in both languages"
        for name, section in sections.items()
        for key, both in section.items()
        if len(both) != len(LANGUAGES) or not all(one.strip() for one in both)
    ]
    said = {file: _said(file) for file in _speaking(root)}
    idle = [
        f"{name}.{key} is never said"
        for name, section in sections.items()
        for key in section
        if not any(_is_said(key, *one) for one in said.values())
    ]
    unknown = [
        f"{file.relative_to(root)}: w.{key} is not there"
        for file, (named, _quoted, _made) in said.items()
        for key in sorted(named - _known(file, root, sections))
    ]
    return [*halves, *idle, *unknown]


def words(root: Path = SOURCE) -> dict[str, dict[str, list[str]]]:
    """The words of each section, as the mini-program itself reads them."""
    files = sorted(str(file) for file in (root / "words").glob("*.js"))
    done = subprocess.run(
        ["node", "-e", f"{READ}; console.log(JSON.stringify(all))", *files],  # noqa: S607 - found on the path
        capture_output=True,
        check=True,
    )
    return {Path(file).stem: section for file, section in json.loads(done.stdout).items()}


def _speaking(root: Path) -> list[Path]:
    files = (*root.rglob("*.wxml"), *root.rglob("*.js"))
    return sorted(file for file in files if file.parent.name != "words")


def _said(file: Path) -> Said:
    """The words that a file names, those it holds in quotes, and beginnings and ends it makes."""
    text = file.read_text(encoding="utf-8")
    made = [*MADE_IN_JS.findall(text), *MADE_IN_WXML.findall(text)]
    return set(WORD.findall(text)), set(QUOTED.findall(text)), made


def _is_said(key: str, named: set[str], quoted: set[str], made: list[tuple[str, str]]) -> bool:
    return (
        key in named
        or key in quoted
        or any(key.startswith(begin) and key.endswith(end) for begin, end in made)
    )


def _known(file: Path, root: Path, sections: dict[str, dict[str, list[str]]]) -> set[str]:
    own = SECTIONS.get(package_of(file, root), "citizen")
    return {*sections.get("common", {}), *sections.get(own, {})}
