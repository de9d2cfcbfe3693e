"""Is every sentence that code asks for there, in both languages, and is each one used?"""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from tests.architecture.guards.tree import CODE, Source, python_files, text_files

TEXTS = "server/texts"
LANGUAGES = {"zh", "en"}
CODE_SHAPE = re.compile(r"[a-z_]+\.[a-z0-9_]+(?:\.[a-z0-9_]+)*")
IN_TEMPLATES = re.compile(r"""["']([a-z_]+\.[a-z0-9_.]+)["']""")
BUILT_IN_TEMPLATES = re.compile(r"""["']([a-z_]+\.[a-z0-9_.]*)["']\s*~""")

# A file's name looks like a code: poster.typ.
FILE_ENDINGS = (".typ", ".html", ".css", ".js", ".toml", ".csv", ".json", ".pdf", ".png", ".svg")

# A column's name looks like one too: notice.id.
COLUMNS = "server/models/"

Sentences = dict[str, dict[str, str]]


def sentences(root: Path) -> Sentences:
    """All sentences by their code: the file's name, a dot, the key."""
    return {
        f"{file.stem}.{key}": entry
        for file in sorted((root / TEXTS).glob("*.toml"))
        for key, entry in tomllib.loads(file.read_text(encoding="utf-8")).items()
    }


def half_sentences(root: Path) -> list[str]:
    """Sentences that lack a language, or whose placeholders differ between the two."""
    return [
        f"{TEXTS}: {code} {problem}"
        for code, entry in sentences(root).items()
        for problem in _problems(entry)
    ]


def missing_sentences(root: Path) -> list[str]:
    """Codes that look like those of a sentences file, but are not in it."""
    known = sentences(root)
    areas = {code.partition(".")[0] for code in known}
    return [
        f"{place}: {code} is no sentence of {TEXTS}"
        for place, code in _asked_for(root)
        if not place.startswith(COLUMNS)
        if code.partition(".")[0] in areas and code not in known
    ]


def unused_sentences(root: Path) -> list[str]:
    """Sentences that nothing asks for, neither by their code nor by its beginning."""
    asked = {code for _, code in _asked_for(root)}
    beginnings = tuple(_beginnings(root))
    return [
        f"{TEXTS}: nothing asks for {code}"
        for code in sentences(root)
        if code not in asked and not code.startswith(beginnings)
    ]


def _problems(entry: dict[str, str]) -> Iterator[str]:
    if set(entry) != LANGUAGES:
        yield f"is in {sorted(entry)}, not in {sorted(LANGUAGES)}"
        return
    in_zh, in_en = (placeholders(entry[language]) for language in ("zh", "en"))
    if in_zh != in_en:
        yield f"has {sorted(in_zh)} in zh, {sorted(in_en)} in en"


def placeholders(sentence: str) -> set[str]:
    """The names in braces of a sentence."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def _asked_for(root: Path) -> list[tuple[str, str]]:
    """Where which code is asked for, in code and in templates."""
    return [
        *(found for source in python_files(root, *CODE) for found in _in_code(source)),
        *(found for template in _templates(root) for found in _in_template(template)),
    ]


def _in_code(source: Source) -> Iterator[tuple[str, str]]:
    parts = {id(part) for node in source.nodes for part in _parts_of_longer(node)}
    for node in source.nodes:
        match node:
            case ast.Constant(value=str(words), lineno=line) if CODE_SHAPE.fullmatch(words):
                if id(node) not in parts and not words.endswith(FILE_ENDINGS):
                    yield f"{source.path}:{line}", words
            case _:
                pass


def _parts_of_longer(node: ast.AST) -> list[ast.expr]:
    return node.values if isinstance(node, ast.JoinedStr) else []


def _in_template(template: Source) -> Iterator[tuple[str, str]]:
    for found in IN_TEMPLATES.finditer(template.text):
        if not template.text[found.end() :].lstrip().startswith("~"):
            yield template.path, found.group(1)


def _beginnings(root: Path) -> Iterator[str]:
    """What f-strings and joined template strings begin with: f"level.{level}"."""
    for source in python_files(root, *CODE):
        for node in source.nodes:
            match node:
                case ast.JoinedStr(values=[ast.Constant(value=str(start)), *_]) if "." in start:
                    yield start
                case _:
                    pass
    for template in _templates(root):
        yield from BUILT_IN_TEMPLATES.findall(template.text)


def _templates(root: Path) -> list[Source]:
    places = [f"{package}/templates" for package in ("web", "api", "server", "documents")]
    return [one for one in text_files(root, *places) if "/templates/" in one.path]
