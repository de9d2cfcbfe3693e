"""What does an exported file say of itself?"""

from server.queries.registry.halls import Hall
from server.rules.exports import DATE_AND_TIME, Export
from server.texts import DEFAULT_LANGUAGE, say
from sheets.watermark import Watermark


def watermark_of(hall: Hall, export: Export, lang: str = DEFAULT_LANGUAGE) -> Watermark:
    """Who took it out, when by the hall's clock, under which number; its last line counts rows."""
    title = say(f"export.title_{export.what}", lang)
    at = export.at.astimezone(hall.zone).strftime(DATE_AND_TIME)
    place = {"hall": hall.title(lang), "title": title, "by": export.by}
    line = say("export.line", lang, at=at, number=export.number, **place)

    def closing(rows: int) -> str:
        return say("export.closing", lang, line=line, rows=rows)

    return Watermark(title, export.by, line, closing)
