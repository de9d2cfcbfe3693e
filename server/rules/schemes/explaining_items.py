"""What does each item of a scheme say, in one sentence?"""

from collections.abc import Iterator
from fractions import Fraction

from server.rules.schemes.checks_items import JUDGED, charges_person
from server.rules.schemes.checks_sums import percent, plain
from server.rules.schemes.items import Category, Figured, Item, PointRange, Repeat, Share
from server.rules.schemes.reading_items import FINDING, PICKED
from server.rules.schemes.voice import Voice
from server.rules.schemes.words import CategoryKind, NoShare, StepRound

ONE = Fraction(1)


def item_told(voice: Voice, category: Category, item: Item) -> str:
    """The item: its words as they are written, then what they come to."""
    head = f"{item.code} {item.text}"
    return voice.line(head, _parts(voice, category, item))


def repeat_told(voice: Voice, repeat: Repeat) -> str:
    """From which time on it counts more."""
    return voice(
        "repeat",
        scope=voice.word("scope", repeat.count),
        span=voice.word("span", repeat.within),
        first=repeat.first,
        times=plain(repeat.times),
    )


def share_told(voice: Voice, share: Share) -> str:
    """Who else bears a part of it."""
    parts = (("chief", share.chief), ("window", share.window))
    return voice.joined(
        (
            *(
                voice("shared", part=percent(part), who=voice.word("charge", who))
                for who, part in parts
                if part
            ),
            voice("shared_into", into=share.into) if share.into else "",
            voice("shared_of", of=voice.listed(share.of)) if share.of else "",
        )
    )


def _parts(voice: Voice, category: Category, item: Item) -> Iterator[str]:
    yield from _which(voice, category, item)
    yield from _points(voice, category, item)
    yield from _limits(voice, item)
    yield from _bearers(voice, item)
    yield from _needs(voice, item)


def _which(voice: Voice, category: Category, item: Item) -> Iterator[str]:
    """Which facts the item is for."""
    conditions = voice.conditions(item.conditions)
    if item.figured is not None:
        return
    if not item.when:
        picked = voice(f"picked_{PICKED.get(category.kind, FINDING)}")
        yield voice("picked_when", picked=picked, conditions=conditions) if conditions else picked
        return
    events = voice.listed(voice.event(event) for event in item.when)
    if conditions:
        yield voice("fits_when", events=events, conditions=conditions)
    else:
        yield voice("fits", events=events)
    is_blame = set(item.when) <= JUDGED and category.kind is CategoryKind.DEDUCT
    said = {condition.field for condition in item.conditions}
    if is_blame and charges_person(voice.scheme, category, item) and "cause" not in said:
        yield voice("person_only")
    elif set(item.when) <= JUDGED and "finding" not in said:
        yield voice("established_only")


def _points(voice: Voice, category: Category, item: Item) -> Iterator[str]:
    """What it costs or earns."""
    told = (
        *(() if item.figured is None else _figured(voice, category, item.figured)),
        *_of_facts(voice, category, item),
        voice("referred", times=plain(item.referred_times)) if item.referred_times else "",
        _money(voice, item) if item.money else "",
    )
    yield from told if any(told) else (voice("only_veto"),)


def _of_facts(voice: Voice, category: Category, item: Item) -> Iterator[str]:
    """Points by the fact: fixed, or within a range."""
    match item.points:
        case Fraction() as fixed:
            yield _each(voice, item, points_told(voice, category, fixed))
        case PointRange() as between:
            yield _each(voice, item, _between(voice, category, between))
            yield voice("range_signed")
        case _:
            pass


def points_told(voice: Voice, category: Category, points: Fraction) -> str:
    """A number of points as minus or plus."""
    if points == 0:
        return voice("nothing")
    is_loss = points < 0 or (category.kind is CategoryKind.DEDUCT and points <= 0)
    return voice("loses" if is_loss else "gains", points=plain(abs(points)))


def _between(voice: Voice, category: Category, between: PointRange) -> str:
    ends = sorted((abs(between.low), abs(between.high)))
    told = voice("points_between", low=plain(ends[0]), high=plain(ends[1]))
    is_loss = category.kind is CategoryKind.DEDUCT
    return voice("loses_between" if is_loss else "gains_between", range=told)


def _each(voice: Voice, item: Item, points: str) -> str:
    unit = voice.word("unit", item.per)
    if item.step == ONE:
        return voice("each", unit=unit, points=points)
    code = "each_begun" if item.step_round is StepRound.UP else "each_step"
    return voice(code, step=plain(item.step), unit=unit, points=points)


def _money(voice: Voice, item: Item) -> str:
    return voice(
        "pays" if item.money > 0 else "fines",
        unit=voice.word("unit", item.per),
        money=plain(abs(item.money)),
        currency=currency(voice),
    )


def currency(voice: Voice) -> str:
    """What money is counted in; a unit that is not known is said as written."""
    unit = voice.scheme.money.unit if voice.scheme.money else "yuan"
    return voice.word("money", unit) if unit == "yuan" else unit


def _figured(voice: Voice, category: Category, figured: Figured) -> Iterator[str]:
    name = voice.figure(figured.figure)
    if figured.weight is not None:
        code = "weight_deduct" if category.kind is CategoryKind.DEDUCT else "weight_earn"
        yield voice(code, weight=plain(figured.weight))
        yield voice("ratio", figure=name, full=_full(voice, figured))
    elif figured.bands:
        bands = voice.joined(
            voice(
                "band",
                start=voice.start(figured.figure, band.start),
                points=points_told(voice, category, band.points),
            )
            for band in figured.bands
        )
        yield voice("bands", figure=name, bands=bands)
    else:
        points = points_told(voice, category, figured.each or Fraction(0))
        yield voice("each_of_figure", figure=name, points=points)
    yield from _no_data(voice, figured)


def _no_data(voice: Voice, figured: Figured) -> Iterator[str]:
    # Points for each unit and bands have no ratio to take a mean of, but data can lack there too.
    yield voice("figure_missing", missing=voice.word("missing", figured.missing))
    if figured.min_n:
        yield voice("figure_min_n", min_n=figured.min_n)


def _full(voice: Voice, figured: Figured) -> str:
    if figured.against_median:
        return voice("full_median")
    return voice("full_own") if figured.full is None else plain(figured.full)


def _limits(voice: Voice, item: Item) -> Iterator[str]:
    if item.free:
        yield voice("free", free=plain(item.free), unit=voice.word("unit", item.per))
    if item.once:
        yield voice("once", span=voice.word("span", item.once))
    if item.cap is not None:
        yield voice("cap", span=voice.word("span", item.cap_within), cap=plain(item.cap))
    if item.repeat:
        yield repeat_told(voice, item.repeat)


def _bearers(voice: Voice, item: Item) -> Iterator[str]:
    if item.charge:
        yield voice("charge", charge=voice.word("charge", item.charge))
    if item.share is NoShare.NOT_SHARED:
        yield voice("not_shared")
    elif isinstance(item.share, Share):
        yield share_told(voice, item.share)
    if item.veto:
        effect = voice.word("veto", item.veto_effect)
        yield voice("veto", span=voice.word("span", item.veto), effect=effect)
    if item.cause_reason:
        yield voice("cause_reason", reason=item.cause_reason)


def _needs(voice: Voice, item: Item) -> Iterator[str]:
    needs = {
        (True, True): "needs_both",
        (True, False): "needs_approval",
        (False, True): "needs_evidence",
    }
    needed = needs.get((item.approve, item.evidence))
    if needed and item.figured is None:
        yield voice(needed)
    if item.also:
        yield voice("also")
    if item.legal:
        yield voice("legal", legal=item.legal)
