"""What do the tables of the province look like on a page: ``province codes``, docs/province.md?"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from server.packs import province
from server.rules.province.codes import CodeRow
from server.texts import say


def table_lines(lang: str) -> Iterator[str]:
    """Fields of each layout, code tables and options, as Markdown."""
    for key in province.LAYOUTS:
        yield from _section(say("province.fields_of", lang, layout=key), _fields(key, lang))
    for (key, field), rows in groupby(
        province.code_rows(), key=lambda row: (row.layout, row.field)
    ):
        head = say("province.codes_of", lang, layout=key, field=field)
        yield from _section(head, _codes(tuple(rows), lang))
    yield from _section(say("province.options", lang), _options(lang))


def _section(head: str, table: Iterable[Sequence[str]]) -> Iterator[str]:
    header, *rows = table
    yield from (f"### {head}", "", _row(header), _row(["---"] * len(header)))
    yield from map(_row, rows)
    yield ""


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _fields(key: str, lang: str) -> Iterator[tuple[str, ...]]:
    yield _heads("field name holds", lang)
    for field in province.layout(key).fields:
        holds = f"`{field.fact}`" if field.fact else say("province.left_empty", lang)
        yield f"`{field.name}`", field.title, holds


def _codes(rows: Sequence[CodeRow], lang: str) -> Iterator[tuple[str, ...]]:
    yield _heads("code name word way", lang)
    for row in rows:
        yield row.code, row.name, f"`{row.word}`", say(f"province.way_{row.way}", lang)


def _options(lang: str) -> Iterator[tuple[str, ...]]:
    yield _heads("version level code option", lang)
    names = province.option_names()
    for code, option in sorted(province.options().items(), reverse=True):
        yield option.tag_set, say(f"level.{int(option.level)}", lang), code, names[code]


def _heads(names: str, lang: str) -> tuple[str, ...]:
    return tuple(say(f"province.head_{name}", lang) for name in names.split())
