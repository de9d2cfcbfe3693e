"""What do the two notices of a month say?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from server.queries.publication.disclosed import bad_causes, cases_received, shown_windows
from server.queries.publication.rankings import SealedMonth
from server.queries.registry.halls import Hall
from server.queries.registry.hours import HallFacts, hall_facts
from server.rules.disclosure import PublicFacts, public_facts
from server.rules.indicators import RatingFigures, rating_indicators
from server.rules.ranking.numbers import RULE_VERSION
from server.rules.working_days import add_working_days
from server.texts import LANGUAGES, say

Facts = dict[str, Any]


@dataclass(frozen=True)
class Draft:
    """A notice before it has its number: what it says, and until when one may object."""

    kind: str
    month: str
    revision: int
    facts: Facts
    formed_on: date
    published_at: datetime
    objections_until: date
    drafted_by: str
    approved_by: str


def drafts(hall: Hall, sealed: SealedMonth, *, approved_by: str, now: datetime) -> list[Draft]:
    """The ranking notice and the disclosure notice of a sealed revision."""
    facts = hall_facts(hall.id, hall.registry_version)
    public = _public(sealed, facts)
    ranking = {**public, "receipts": sealed.facts.get("receipts")}  # none in an older month
    contents = {"ranking": ranking, "disclosure": _disclosure(hall, sealed, public)}
    day = now.astimezone(hall.zone).date()
    days = int(facts.setting("objection_working_days", day))
    until = add_working_days(day, days, facts.calendar).due_on
    return [
        Draft(
            kind=kind,
            month=str(sealed.month),
            revision=sealed.revision,
            facts=_metadata(hall, sealed, kind, content) | {"content": content},
            formed_on=sealed.sealed_at.astimezone(hall.zone).date(),
            published_at=now,
            objections_until=until,
            drafted_by=sealed.sealed_by,
            approved_by=approved_by,
        )
        for kind, content in contents.items()
    ]


def _public(sealed: SealedMonth, facts: HallFacts) -> PublicFacts:
    basis = facts.setting("one_person_windows_basis", sealed.month.days()[0])
    shares = {number: Fraction(share) for number, share in sealed.facts["shares"].items()}
    return public_facts(sealed.month, sealed.facts["windows"], shares, basis=basis)


def _disclosure(hall: Hall, sealed: SealedMonth, public: PublicFacts) -> Facts:
    """The hall's month in sums over the windows that are shown: another sum would tell the rest."""
    totals = public["totals"]
    figures = RatingFigures(
        levels=_five(totals["levels"]),
        set_aside=sum(totals["set_aside"].values()),
        defaults=totals["defaults"],
        ratable=totals["applications"],
    )
    return {
        "totals": dict(totals),
        "unshown": public["unshown"],
        "indicators": {
            indicator.value: [share.numerator, share.denominator] if share else None
            for indicator, share in rating_indicators(figures).items()
        },
        "bad_causes": bad_causes(hall, sealed.month, shown_windows(public)),
        "cases": cases_received(hall, sealed.month),
    }


def _metadata(hall: Hall, sealed: SealedMonth, kind: str, content: Facts) -> Facts:
    """What GB/T metadata and the reader need before the content, in both languages."""
    return {
        "kind": kind,
        "hall": hall.code,
        "issuer": {lang: hall.title(lang) for lang in LANGUAGES},
        "month": str(sealed.month),
        "revision": sealed.revision,
        "reason": sealed.reason,
        "rule_version": RULE_VERSION,
        "sealed_digest": sealed.digest,
        "title": {lang: _title(sealed, kind, lang) for lang in LANGUAGES},
        "abstract": {lang: _abstract(kind, content, lang) for lang in LANGUAGES},
        "category": {lang: say(f"notice.category_{kind}", lang) for lang in LANGUAGES},
        "openness": {lang: say("notice.openness", lang) for lang in LANGUAGES},
    }


def _title(sealed: SealedMonth, kind: str, lang: str) -> str:
    month = sealed.month
    title = say(f"notice.{kind}_title", lang, year=month.year, month=month.number)
    if sealed.revision == 1:
        return title
    return title + say("notice.revised", lang, revision=sealed.revision)


def _abstract(kind: str, content: Facts, lang: str) -> str:
    return say(f"notice.{kind}_abstract", lang, **ABSTRACTS[kind](content))


def _ranking_numbers(content: Mapping[str, Any]) -> dict[str, int]:
    return {
        "groups": len(content["groups"]),
        "units": sum(
            len(group["units"]) + len(group["rest"]["units"]) for group in content["groups"]
        ),
        "ratings": content["totals"]["n"],
    }


def _disclosure_numbers(content: Mapping[str, Any]) -> dict[str, int]:
    totals = content["totals"]
    return {
        "ratings": totals["n"],
        "bad": totals["bad"],
        "aside": sum(totals["set_aside"].values()),
    }


ABSTRACTS = {"ranking": _ranking_numbers, "disclosure": _disclosure_numbers}


def _five(levels: list[int]) -> tuple[int, int, int, int, int]:
    one, two, three, four, five = levels
    return one, two, three, four, five
