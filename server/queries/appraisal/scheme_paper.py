"""The scheme as people read it: as text for a terminal, or as an official document to print."""

from collections.abc import Mapping

from documents.official.blocks import Article, Block, Chapter, Heading, Item, Paragraph
from documents.official.content import OfficialDocument
from documents.official.numbering import chinese_number
from server.queries.appraisal.schemes import Adoption
from server.rules.schemes.explaining import AdoptionRecord, Explained, explain
from server.rules.schemes.shape import Scheme
from server.texts import DEFAULT_LANGUAGE, say


def explained(
    scheme: Scheme,
    lang: str,
    adoption: Adoption | None = None,
    *,
    groups: Mapping[str, str] | None = None,
) -> Explained:
    """The scheme in words, with its record of adoption if that is complete.

    ``groups``: what the hall calls its peer groups, by their code.
    """
    record = _record(adoption) if adoption is not None and adoption.is_approved else None
    return explain(scheme, say, lang, record, groups=groups)


def as_text(told: Explained, lang: str) -> str:
    """The whole as plain text, chapters and articles numbered."""
    lines = [told.title, told.document, ""]
    count = 0
    for at, chapter in enumerate(told.chapters, start=1):
        lines += [say("explain.chapter", lang, number=_number(at, lang), title=chapter.title), ""]
        for article in chapter.articles:
            count += 1
            number = _number(count, lang)
            lines.append(say("explain.article", lang, number=number, text=article.text))
            lines += [
                "  " + say("explain.item", lang, number=_number(item, lang), text=text)
                for item, text in enumerate(article.items, start=1)
            ]
            lines.append("")
    return "\n".join(lines)


def as_document(told: Explained, lang: str, adoption: Adoption | None = None) -> OfficialDocument:
    """The whole as an official document. One that is not adopted says so across each page."""
    is_adopted = adoption is not None and adoption.is_approved
    blocks = _numbered_blocks(told) if lang == DEFAULT_LANGUAGE else _plain_blocks(told, lang)
    return OfficialDocument(
        title=told.title,
        blocks=tuple(blocks),
        subtitle=told.document,
        issuer_line=adoption.body if adoption and is_adopted else "",
        formed_on=adoption.adopted_on if adoption and is_adopted else None,
        watermark="" if is_adopted else say("schemes.draft", lang),
    )


def _numbered_blocks(told: Explained) -> list[Block]:
    """Blocks that the official document numbers itself: 第一章, 第一条, （一）."""
    blocks: list[Block] = []
    for chapter in told.chapters:
        blocks.append(Chapter(chapter.title))
        for article in chapter.articles:
            blocks.append(Article(article.text))
            blocks += [Item(text) for text in article.items]
    return blocks


def _plain_blocks(told: Explained, lang: str) -> list[Block]:
    """Headings and paragraphs with numbers of their own, where 第一条 is not the way to count."""
    lines = as_text(told, lang).splitlines()[2:]
    titles = {
        say("explain.chapter", lang, number=at, title=chapter.title)
        for at, chapter in enumerate(told.chapters, start=1)
    }
    return [
        Heading(line, is_numbered=False) if line in titles else Paragraph(line.strip())
        for line in lines
        if line.strip()
    ]


def _number(number: int, lang: str) -> str:
    return chinese_number(number) if lang == DEFAULT_LANGUAGE else str(number)


def _record(adoption: Adoption) -> AdoptionRecord:
    return AdoptionRecord(
        body=adoption.body,
        adopted_on=adoption.adopted_on,
        document_number=adoption.document_number,
        heard=adoption.heard,
        guard_reason=adoption.guard_reason,
        proposed_by=adoption.proposed_by,
        approved_by=adoption.approved_by,
    )
