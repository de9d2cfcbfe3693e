"""Is a fact to be treated as one of another kind? (Scheme, step 3.)"""

from collections.abc import Iterable
from dataclasses import dataclass

from server.rules.appraisal.facts import Fact, FieldValue
from server.rules.appraisal.fitting import fits, told
from server.rules.schemes.shape import Recast


@dataclass(frozen=True)
class Seen:
    """A fact as the scheme sees it: its kind and fields, and what it was before."""

    event: str
    fields: dict[str, FieldValue]
    recast_from: str = ""


def recast(fact: Fact, recasts: Iterable[Recast]) -> Seen:
    """The fact by the first rule that fits it, with the fields that this rule gives."""
    fields = told(fact.event, fact.fields)
    for rule in recasts:
        if fact.event in rule.when and fits(rule.conditions, fields):
            given = told(rule.as_event, dict(rule.give))
            return Seen(rule.as_event, dict(given), recast_from=fact.event)
    return Seen(fact.event, dict(fields))
