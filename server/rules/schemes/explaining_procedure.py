"""How are scores made of what counts, and by when is what done?"""

from collections.abc import Iterator

from server.rules.schemes.checks_sums import percent, plain
from server.rules.schemes.explaining_items import currency
from server.rules.schemes.outcomes import Combining
from server.rules.schemes.paragraphs import Article
from server.rules.schemes.shape import Money
from server.rules.schemes.voice import Voice
from server.rules.schemes.words import BaseChange, Span

DAYS_OF_NEXT_MONTH = ("collect_by", "select_by", "publish_by")
WORKING_DAYS = ("sign_days", "appeal_days", "decide_days", "objection_days")


def score_articles(voice: Voice) -> Iterator[Article]:
    """How a result comes about: limits, rounding, missing data, longer periods, money."""
    scheme = voice.scheme
    mode = voice.word("mode", scheme.rounding.mode)
    yield Article(
        voice.ended(
            (
                voice("start_and_limits"),
                voice("rounding", places=scheme.rounding.places, mode=mode),
            )
        )
    )
    yield Article(voice.ended((voice("no_data"),)))
    if scheme.difficulty:
        classes = voice.listed(
            voice("class", class_name=voice.common("difficulty", name), weight=plain(weight))
            for name, weight in scheme.difficulty
        )
        yield Article(voice.ended((voice("difficulty", classes=classes),)))
    for combining in _combinings(voice):
        yield Article(_combining(voice, combining))
    if scheme.money:
        yield Article(_money(voice, scheme.money))


def procedure_articles(voice: Voice) -> Iterator[Article]:
    """By when what is done, and how rounds are made."""
    schedule = voice.scheme.schedule
    days = [(key, getattr(schedule, key)) for key in (*DAYS_OF_NEXT_MONTH, *WORKING_DAYS)]
    every = voice.word("span", schedule.publish_every)
    yield Article(
        voice.ended((voice("dates"),)),
        (
            *(voice.ended((voice(key, days=day, day=day),)) for key, day in days if day),
            voice.ended((voice("publish_every", span=every),)),
        ),
    )
    plan = voice.scheme.inspection
    if plan:
        told = voice(
            "inspection",
            rounds=voice.listed(voice.word("rounds", one) for one in plan.rounds),
            team=plan.team,
        )
        draw = voice("inspection_draw") if plan.draw else ""
        yield Article(voice.ended((told, draw)))


def _combinings(voice: Voice) -> Iterator[Combining]:
    """What is said, and the means that hold for longer spans without being said."""
    said = {one.span: one for one in voice.scheme.combinings}
    longest = max(list(Span).index(sheet.cycle) for sheet in voice.scheme.sheets)
    for span in (Span.QUARTER, Span.HALF, Span.YEAR):
        if span in said:
            yield said[span]
        elif span is Span.YEAR and list(Span).index(span) > longest:
            yield Combining(span)


def _combining(voice: Voice, one: Combining) -> str:
    is_scaled = one.on_base_change is BaseChange.SCALE
    return voice.ended(
        (
            voice(f"combine_{one.how}", span=voice.word("span", one.span)),
            voice(
                "combine_weight",
                weight=percent(one.weight),
                annual=voice.sheet(one.annual),
                annual_weight=percent(one.annual_weight),
            )
            if one.annual
            else "",
            voice("base_scale" if is_scaled else "base_refuse"),
        )
    )


def _money(voice: Voice, money: Money) -> str:
    unit = currency(voice)
    steps = voice.joined(
        voice("money_step", score=plain(score), money=plain(amount), currency=unit)
        for score, amount in money.table
    )
    return voice.ended(
        (
            voice(
                "money_allowance",
                money=plain(money.allowance),
                floor=plain(money.floor),
                currency=unit,
            )
            if money.allowance or not (money.per_point or steps)
            else "",
            voice("money_per_point", money=plain(money.per_point), currency=unit)
            if money.per_point
            else "",
            voice("money_table", steps=steps) if steps else "",
        )
    )
