"""The worked example as docs/scoring.md prints it, computed."""

from collections.abc import Iterable
from fractions import Fraction

from server.rules.appraisal.combining import Combined, combined
from server.rules.appraisal.facts import Fact
from server.rules.appraisal.periods import Period
from server.rules.appraisal.results import Computation, Computed, Entry, EntryKind, SheetResult
from server.rules.rounding import half_up
from server.rules.schemes.shape import Item, Scheme
from tests.rules.appraisal.engine_build import CLERK, computed, figures, preset, result, staff
from tests.rules.appraisal.example import (
    FACTS,
    FEBRUARY,
    JANUARY,
    LI,
    MARCH,
    WANG,
    month,
    total,
    without,
)

RULES = preset("2")
REST_OF_YEAR = ("95.50", "96.00", "94.25", "97.00", None, "96.50", "95.00", "98.00", "97.25")
"""April to December; August had too few days."""
QUARTER, YEAR = Period.parse("2026-Q1"), Period.parse("2026")


def two(value: Fraction) -> str:
    """A published number."""
    return half_up(value.numerator, value.denominator, places=2)


def short(value: Fraction) -> str:
    """Points with their sign, as people write them."""
    written = two(value).rstrip("0").rstrip(".")
    return written.replace("-", "−") if value <= 0 else f"+{written}"


def january_table() -> str:
    """Every entry of 李 in January, each with its item and how it was worked out."""
    found = month(JANUARY)
    rows = [
        f"| {_day(entry)} | {entry.item} {_item(RULES, entry.item).text} | {_told(entry)} "
        f"| {short(entry.points)} |"
        for entry in sorted(_own(found), key=lambda one: (one.category, one.item, _number(one)))
    ]
    return "\n".join(["| 日期 | 条款 | 怎样算 | 分 |", "|---|---|---|---|", *rows])


def categories_table() -> str:
    """The categories of 李 and 王 in January, and their totals."""
    found = month(JANUARY)
    rows = [
        f"| {category.code} {category.name} | {_plain(total(found, LI, category.code))} "
        f"| {_plain(total(found, WANG, category.code))} |"
        for category in RULES.categories_of("person")
        if category.code != "X"
    ]
    scores = f"| **合计** | **{_score(found, LI)}** | **{_score(found, WANG)}** |"
    return "\n".join(["| 类别 | 李 | 王（首席代表） |", "|---|---|---|", *rows, scores])


def chiefs_line() -> str:
    """What the chief representative bears of 李's deductions, and loses by their own volume."""
    found = [one for one in month(JANUARY).entries if one.who.id == WANG]
    parts = [short(one.points) for one in found if one.kind is EntryKind.SHARED]
    (volume,) = (one for one in found if one.item == "C6")
    names = zip(("差评", "差错", "超时"), parts, strict=True)
    shared = "、".join(f"{name} {points}" for name, points in names)
    return (
        f"{shared}；考勤是个人的事，不连带。王自己的办件量 7.5，"
        f"扣 {_of_figure(volume.computation)}= {_plain(-volume.points)}。"
    )


def months_table() -> str:
    """The three months and the quarter of 李."""
    rows = [
        f"| {name} | {_sum(month(period))} | {_score(month(period), LI)} |"
        for name, period in (("1 月", JANUARY), ("2 月", FEBRUARY), ("3 月", MARCH))
    ]
    return "\n".join(["| 月 | 各类得分 | 合计 |", "|---|---|---|", *rows])


def quarter_line() -> str:
    """How the quarter comes about."""
    found = quarter(FACTS)
    parts = " + ".join(two(part.counted) for part in found.parts if part.counted is not None)
    assert found.result.score is not None
    return f"（{parts}）÷ {found.served} = **{two(found.result.score)}**"


def year_line() -> str:
    """How the year comes about: eleven months and the annual sheet."""
    found = year()
    assert found.annual is not None
    assert found.annual.score is not None
    assert found.value is not None
    assert found.result.score is not None
    return (
        f"{_percent(found.weight)} ×（{two(found.total)} ÷ {found.served}）+ "
        f"{_percent(found.annual_weight)} × {two(found.annual.score)} = "
        f"{_six(found.value * found.weight)} + {two(found.annual.score * found.annual_weight)} = "
        f"**{two(found.result.score)}**"
    )


def appeal_line() -> str:
    """What an upheld appeal against the bad rating changes."""
    facts = without("rating-16")
    revised = month(JANUARY, facts)
    again = quarter(facts).result.score
    assert again is not None
    return f"李 {_score(revised, LI)}，王 {_score(revised, WANG)}，一季度 {two(again)}"


def reversal_line() -> str:
    """What taking back the second late arrival changes, in two months."""
    facts = without("late-14")
    january, march = month(JANUARY, facts), month(MARCH, facts)
    (late,) = (one for one in march.entries if one.fact_id == "late-mar")
    return (
        f"1 月 {_score(january, LI)}；3 月那一笔成了第 {late.computation.occurrence} 次，"
        f"{short(late.points)}，3 月 {_score(march, LI)}"
    )


def quarter(facts: tuple[Fact, ...]) -> Combined:
    """The first quarter of 李 with these facts."""
    parts = [result(month(period, facts), LI) for period in (JANUARY, FEBRUARY, MARCH)]
    found = combined(RULES, QUARTER, parts)
    assert isinstance(found, Combined)
    return found


def year() -> Combined:
    """The year of 李."""
    first = [result(month(period), LI) for period in (JANUARY, FEBRUARY, MARCH)]
    rest = [_published(number, score) for number, score in enumerate(REST_OF_YEAR, 4)]
    found = combined(RULES, YEAR, [*first, *rest], _annual())
    assert isinstance(found, Combined)
    return found


def _published(number: int, score: str | None) -> SheetResult:
    value = None if score is None else Fraction(score)
    period = Period.parse(f"2026-{number:02}")
    who = result(month(JANUARY), LI).who
    return SheetResult("person", who, period, "permit", Fraction(100), value, value)


def _annual() -> SheetResult:
    known = figures("vote.peers", {CLERK: 88}) | figures("survey.annual", {CLERK: "92.5"})
    member = staff(CLERK, group="permit")
    return result(computed(RULES, period=YEAR, members=(member,), figures=known), CLERK, "annual")


def _own(found: Computed) -> Iterable[Entry]:
    return [one for one in found.entries if one.who.id == LI and one.kind is not EntryKind.SHARED]


def _item(scheme: Scheme, code: str) -> Item:
    return next(one for own in scheme.categories for one in own.items if one.code == code)


def _number(entry: Entry) -> int:
    """The day of the month on which it happened; a figure is of the whole month."""
    return next((one.happened_on.day for one in FACTS if one.id == entry.fact_id), 0)


def _day(entry: Entry) -> str:
    return f"{_number(entry)} 日" if entry.fact_id else "全月"


def _told(entry: Entry) -> str:
    told = entry.computation
    if told.figure is not None:
        return _of_figure(told)
    words = [f"共 {_plain(told.quantity)}，免 {_plain(told.free)}" if told.free else ""]
    if told.units != 1:
        words.append(f"{_plain(told.units)} × {short(told.rate)}")
    if told.recast_from:
        words.append("按旷工半天；一季度不得评优")
    return "；".join(word for word in words if word) or "一次"


def _of_figure(told: Computation) -> str:
    assert told.figure is not None
    if told.median is None:
        return f"{_percent(told.figure.value)}"
    value, median = (_tenth(one) for one in (told.figure.value, told.median))
    return f"{_plain(told.rate)} ×（1 − {value} ÷ {median}）"


def _sum(found: Computed) -> str:
    bonus = total(found, LI, "D")
    parts = [_plain(total(found, LI, code)) for code in "ABC"]
    return " + ".join([*parts, *([_plain(bonus)] if bonus else [])])


def _score(found: Computed, number: int) -> str:
    score = result(found, number, "person").score
    assert score is not None
    return two(score)


def _plain(value: Fraction) -> str:
    return two(value).rstrip("0").rstrip(".")


def _tenth(value: Fraction) -> str:
    return half_up(value.numerator, value.denominator, places=1)


def _six(value: Fraction) -> str:
    return half_up(value.numerator, value.denominator, places=6)


def _percent(value: Fraction) -> str:
    return f"{_plain(value * 100)}%"
