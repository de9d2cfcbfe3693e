"""What does a scheme say in plain words, as the printable 考核办法?

Chapters of articles with items below them. The words come from outside (``say``), so that a scheme
can be explained in every language of the program.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from server.rules.schemes.checks_sums import plain
from server.rules.schemes.explaining_items import item_told, repeat_told, share_told
from server.rules.schemes.explaining_outcomes import outcome_articles
from server.rules.schemes.explaining_procedure import procedure_articles, score_articles
from server.rules.schemes.items import Category, Recast, Sheet
from server.rules.schemes.paragraphs import Article
from server.rules.schemes.shape import Scheme
from server.rules.schemes.voice import Say, Voice
from server.rules.schemes.words import CategoryKind, ChargeMonth, LateEvents

KINDS = {
    CategoryKind.DEDUCT: "kind_deduct",
    CategoryKind.EARN: "kind_earn",
    CategoryKind.BONUS: "kind_bonus",
}


@dataclass(frozen=True)
class Chapter:
    """A chapter of articles, which are counted through all chapters."""

    title: str
    articles: tuple[Article, ...]


@dataclass(frozen=True)
class Explained:
    """The whole scheme in words."""

    title: str
    document: str
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True)
class AdoptionRecord:
    """By whom, when and under which number a version was adopted, and who was heard."""

    body: str
    adopted_on: date
    document_number: str
    heard: str
    guard_reason: str = ""
    proposed_by: str = ""
    approved_by: str = ""


def explain(
    scheme: Scheme,
    say: Say,
    lang: str,
    adoption: AdoptionRecord | None = None,
    *,
    groups: Mapping[str, str] | None = None,
) -> Explained:
    """The scheme in words; ``adoption``: its record, None while there is none.

    ``groups``: what the peer groups are called, by their code.
    """
    voice = Voice(say, lang, scheme, groups or {})
    reason = adoption.guard_reason if adoption else ""
    parts = (
        ("general", _general(voice)),
        ("contents", _contents(voice)),
        ("scoring", score_articles(voice)),
        ("outcomes", outcome_articles(voice, reason)),
        ("procedure", procedure_articles(voice)),
        ("limits", _limits(voice)),
        ("record", _record(voice, adoption)),
    )
    chapters = tuple(_chapter(voice(title), articles) for title, articles in parts)
    return Explained(scheme.title, scheme.document, tuple(one for one in chapters if one.articles))


def _chapter(title: str, articles: Iterable[Article]) -> Chapter:
    return Chapter(title, tuple(articles))


def _general(voice: Voice) -> Iterator[Article]:
    scheme = voice.scheme
    yield Article(
        voice.ended(
            (
                voice("in_force", name=scheme.name, from_on=scheme.from_on),
                voice("until", until=scheme.until_on) if scheme.until_on else "",
                voice("document", document=scheme.document) if scheme.document else "",
                voice("legal", legal=scheme.legal) if scheme.legal else "",
                voice("replaces", replaces=scheme.replaces) if scheme.replaces else "",
                *(voice("mapped", old=old, new=new) for old, new in scheme.map),
            )
        )
    )
    yield Article(
        voice.ended((voice("who"),)), tuple(_sheet(voice, sheet) for sheet in scheme.sheets)
    )
    is_established = scheme.charge_month is ChargeMonth.ESTABLISHED
    is_revised = scheme.late_events is LateEvents.REVISE
    yield Article(
        voice.ended(
            (
                voice("which_version"),
                voice("charge_established" if is_established else "charge_happened"),
                voice("late_revise" if is_revised else "late_next_month"),
            )
        )
    )


def _sheet(voice: Voice, sheet: Sheet) -> str:
    return voice.line(
        voice("sheet_head", name=voice.sheet(sheet.key), key=sheet.key),
        (
            voice(
                "sheet_who",
                subject=voice.word("subject", sheet.subject),
                cycle=voice.word("span", sheet.cycle),
                base=plain(sheet.base),
            ),
            voice("sheet_no_floor")
            if sheet.floor is None
            else voice("sheet_floor", floor=plain(sheet.floor)),
            "" if sheet.ceiling is None else voice("sheet_ceiling", ceiling=plain(sheet.ceiling)),
            voice("sheet_groups", groups=voice.groups(sheet.groups)) if sheet.groups else "",
            voice("sheet_exclude", exclude=voice.classes(sheet.exclude)) if sheet.exclude else "",
            voice("sheet_min_days", days=plain(sheet.min_days)) if sheet.min_days else "",
            voice("ties", ties=voice.listed(map(voice.order, sheet.tie))) if sheet.tie else "",
        ),
    )


def _contents(voice: Voice) -> Iterator[Article]:
    scheme = voice.scheme
    for category in scheme.categories:
        items = tuple(item_told(voice, category, item) for item in category.items)
        yield Article(_category(voice, category), items)
    if scheme.recasts:
        recasts = tuple(_recast(voice, one) for one in scheme.recasts)
        yield Article(voice.ended((voice("recasts"),)), recasts)
    if scheme.repeat:
        yield Article(voice.ended((repeat_told(voice, scheme.repeat),)))
    if scheme.share:
        yield Article(voice.ended((share_told(voice, scheme.share), voice("share_never"))))


def _category(voice: Voice, category: Category) -> str:
    kind = KINDS[category.kind]
    told = voice(kind) if category.max is None else voice(f"{kind}_max", most=plain(category.max))
    several = len(voice.scheme.sheets) > 1
    return voice.line(
        voice("category_head", code=category.code, name=category.name),
        (
            voice("of_sheet", sheet=voice.sheet(category.sheet)) if several else "",
            told,
            "" if category.floor is None else voice("category_floor", floor=plain(category.floor)),
            repeat_told(voice, category.repeat) if category.repeat else "",
        ),
    )


def _recast(voice: Voice, recast: Recast) -> str:
    conditions = voice.conditions(recast.conditions)
    events = voice.listed(voice.event(event) for event in recast.when)
    into = voice.event(recast.as_event)
    given = voice.listed(voice.given(field, value) for field, value in recast.give)
    return voice.ended(
        (
            voice(
                "recast",
                events=voice("with_given", event=events, given=conditions)
                if conditions
                else events,
                into=voice("with_given", event=into, given=given) if given else into,
            ),
        )
    )


def _limits(voice: Voice) -> Iterator[Article]:
    """What the software never decides."""
    kinds = ("never_task", "never_range", "never_cut", "never_cause", "never_award")
    yield Article(
        voice.ended((voice("never"),)), tuple(voice.ended((voice(kind),)) for kind in kinds)
    )


def _record(voice: Voice, adoption: AdoptionRecord | None) -> Iterator[Article]:
    if adoption is None:
        yield Article(voice.ended((voice("not_adopted"),)))
        return
    people = (("proposed_by", adoption.proposed_by), ("approved_by", adoption.approved_by))
    yield Article(
        voice.ended(
            (
                voice(
                    "adopted",
                    body=adoption.body,
                    adopted_on=adoption.adopted_on,
                    document_number=adoption.document_number,
                    heard=adoption.heard,
                ),
                *(voice(code, name=name) for code, name in people if name),
            )
        )
    )
