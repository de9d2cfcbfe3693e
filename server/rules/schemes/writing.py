"""How is a scheme written as a file again? What is written and read again is the same scheme.

What the format does by itself is left out; comments of the file that it came from are not kept.
"""

from collections.abc import Iterator
from dataclasses import fields

from server.rules.schemes.items import Category, Recast, Sheet
from server.rules.schemes.outcomes import Award, Ballot, Combining, Grading, Pool
from server.rules.schemes.reading import FORMAT
from server.rules.schemes.shape import (
    Guard,
    InspectionPlan,
    Money,
    Rounding,
    Schedule,
    Scheme,
)
from server.rules.schemes.toml_text import Pairs, head, percent, table
from server.rules.schemes.writing_items import conditions, item_line, repeat_pairs, share_pairs
from server.rules.schemes.writing_outcomes import combining_pairs, consequence_pairs, quota, steps


def write(scheme: Scheme) -> str:
    """The text of a file that says the same."""
    tables = (
        table(f"format = {FORMAT}", _top(scheme)),
        *(table(head("sheet", one.key), _sheet(one)) for one in scheme.sheets),
        *_whole_scheme(scheme),
        *(table("[[recast]]", _recast(one)) for one in scheme.recasts),
        *(_category(one) for one in scheme.categories),
        *(table(head("pool", one.key), _pool(one)) for one in scheme.pools),
        *(table(head("award", one.key), _award(one)) for one in scheme.awards),
        *(table(head("ballot", one.key), _ballot(one)) for one in scheme.ballots),
        *(table("[[grade]]", _grading(one)) for one in scheme.gradings),
        *(table("[[consequence]]", consequence_pairs(one)) for one in scheme.consequences),
        *(_combining(one) for one in scheme.combinings),
        *_small_tables(scheme),
    )
    return "\n".join(tables)


def _top(scheme: Scheme) -> Pairs:
    return (
        ("id", scheme.id),
        ("version", scheme.version),
        ("title", scheme.title),
        ("document", scheme.document or None),
        ("legal", scheme.legal or None),
        ("replaces", scheme.replaces or None),
        ("from", scheme.from_on),
        ("until", scheme.until_on),
        ("charge_month", scheme.charge_month),
        ("late_events", scheme.late_events),
    )


def _whole_scheme(scheme: Scheme) -> Iterator[str]:
    if scheme.map:
        yield table("[map]", scheme.map)
    if scheme.share:
        yield table("[share]", share_pairs(scheme.share))
    if scheme.repeat:
        yield table("[repeat]", repeat_pairs(scheme.repeat))
    if scheme.difficulty:
        yield table("[difficulty]", scheme.difficulty)


def _sheet(sheet: Sheet) -> Pairs:
    return (
        ("subject", sheet.subject),
        ("name", sheet.name or None),
        ("cycle", sheet.cycle),
        ("base", sheet.base),
        ("floor", sheet.floor),
        ("ceiling", sheet.ceiling),
        ("groups", sheet.groups or None),
        ("exclude", sheet.exclude or None),
        ("min_days", sheet.min_days),
        ("tie", sheet.tie or None),
    )


def _recast(recast: Recast) -> Pairs:
    return (
        ("when", recast.when),
        *conditions(recast.conditions),
        ("as", recast.as_event),
        ("give", dict(recast.give) or None),
    )


def _category(category: Category) -> str:
    pairs: Pairs = (
        ("name", category.name),
        ("sheet", category.sheet),
        ("kind", category.kind),
        ("max", category.max),
        ("floor", category.floor),
        ("repeat", dict(repeat_pairs(category.repeat)) if category.repeat else None),
    )
    items = "".join(f"{item_line(item)}\n" for item in category.items)
    return table(head("category", category.code), pairs) + items


def _pool(pool: Pool) -> Pairs:
    return (
        ("name", pool.name or None),
        ("sheet", pool.sheet),
        ("groups", pool.groups or None),
        ("split", "group" if pool.split_by_group else None),
        ("roles", pool.roles or None),
        ("exclude", pool.exclude or None),
        ("by", pool.by),
    )


def _award(award: Award) -> Pairs:
    return (
        ("name", award.name),
        ("span", award.span),
        ("pool", award.pool),
        ("quota", quota(award.quota)),
        ("split", "group" if award.split_by_group else None),
        ("by", award.by),
        ("candidates", award.candidates),
        ("full_marks", award.full_marks),
        ("min_months", award.min_months),
        ("min_score", award.min_score),
        ("tie", award.tie or None),
        ("at_cut", award.at_cut),
    )


def _ballot(ballot: Ballot) -> Pairs:
    return (
        ("name", ballot.name),
        ("voters", ballot.voters),
        ("scale", ballot.scale),
        ("min_votes", ballot.min_votes),
        ("secret", ballot.secret),
    )


def _grading(grading: Grading) -> Pairs:
    return (("sheet", grading.sheet), ("span", grading.span), ("steps", steps(grading)))


def _combining(one: Combining) -> str:
    return table(head("combine", one.span), combining_pairs(one))


def _small_tables(scheme: Scheme) -> Iterator[str]:
    """Those that are left out where all is as usual."""
    if scheme.schedule != Schedule():
        yield table("[calendar]", _all_of(scheme.schedule))
    if scheme.rounding != Rounding():
        yield table("[rounding]", _all_of(scheme.rounding))
    if scheme.money:
        yield table("[money]", _money(scheme.money))
    if scheme.guard != Guard():
        yield table("[guard]", (*_all_of(scheme.guard, but="alpha"), ("alpha", _alpha(scheme))))
    if scheme.inspection:
        yield table("[inspection]", _inspection(scheme.inspection))


def _money(money: Money) -> Pairs:
    return (
        *_all_of(money, but="table"),
        ("table", tuple(money.table) or None),
    )


def _inspection(plan: InspectionPlan) -> Pairs:
    return (("rounds", plan.rounds or None), ("team", plan.team), ("draw", plan.draw or None))


def _alpha(scheme: Scheme) -> str:
    return percent(scheme.guard.alpha)


def _all_of(value: Schedule | Rounding | Money | Guard, but: str = "") -> Pairs:
    """Every field under its own name."""
    return tuple((one.name, getattr(value, one.name)) for one in fields(value) if one.name != but)
