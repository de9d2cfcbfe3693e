"""Does the tree hold words that do not belong in it, or links that lead nowhere?"""

import re
from pathlib import Path

from tests.architecture.guards.tree import CODE, EVERYTHING, PLANTED, Source, text_files

MACHINE_PATH = re.compile(r"(?<![\w.~/-])/(?:root|work|tmp|home)/[\w.-]")
REGISTRY = re.compile(r"--(?:extra-)?index-url|PIP_INDEX_URL|https?://\S*(?:simple/|registry\.)")
UNFINISHED = re.compile(r"\b(?:TODO|FIXME|XXX)\b(?!.*#\d+)")
UNESCAPED = re.compile(r"\|\s*safe\b|\bMarkup\(|render_template_string|autoescape\s+false")
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")
ELSEWHERE = ("http://", "https://", "mailto:", "#")


def machine_words(root: Path) -> list[str]:
    """Paths of one machine and addresses of package registries."""
    found = _ours(root)
    return [*_lines(found, MACHINE_PATH, "a path"), *_lines(found, REGISTRY, "a registry")]


def unfinished_work(root: Path) -> list[str]:
    """Marks of unfinished work that name no issue."""
    return _lines(_ours(root), UNFINISHED, "unfinished, without an issue number")


def unescaped_output(root: Path) -> list[str]:
    """Places that could let a citizen's words become markup."""
    return _lines(text_files(root, *CODE), UNESCAPED, "output that is not escaped")


def dead_links(root: Path) -> list[str]:
    """Links of our pages to files that are not there."""
    return [
        f"{page.path}: leads to {target}, which is not there"
        for page in text_files(root, "docs", "bench")
        if page.path.endswith(".md")
        for target in _targets(page)
        if not (root / page.path).parent.joinpath(target).exists()
    ]


def _ours(root: Path) -> list[Source]:
    return [one for one in text_files(root, *EVERYTHING) if not one.path.startswith(PLANTED)]


def _targets(page: Source) -> list[str]:
    links = [link or picture for link, picture in LINK.findall(_without_code(page.text))]
    return [link.partition("#")[0] for link in links if not link.startswith(ELSEWHERE)]


def _without_code(text: str) -> str:
    return re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.DOTALL)


def _lines(sources: list[Source], pattern: re.Pattern[str], words: str) -> list[str]:
    return [
        f"{source.path}:{number}: {words}: {line.strip()[:80]}"
        for source in sources
        for number, line in enumerate(source.lines, 1)
        if pattern.search(line)
    ]
