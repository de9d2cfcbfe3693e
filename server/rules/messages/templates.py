"""Which kinds of subscribe messages are there, and which of the operator's account are they?

WeChat's templates are chosen in its console: each has an id and fields of fixed kinds, as
``thing1``. WECHAT_TEMPLATES says which template of ours each is, and what goes into its fields.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from server.errors import FormProblems, Problem
from server.rules.messages.topics import FACTS, Topic

SETTING = "WECHAT_TEMPLATES"
WECHAT_FIELD = re.compile(r"([a-z_]+?)[0-9]+")
KEYS = frozenset({"id", "fields", "lasting"})
# What a message has whatever it is about: its sentence, state and day, and the name of the hall.
OF_EVERY_MESSAGE = frozenset({"news", "state", "day", "hall"})


@dataclass(frozen=True)
class OurField:
    """Something that a message can tell, and the kinds of WeChat's fields it may stand in."""

    name: str
    titles: Mapping[str, str]
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class Template:
    """One kind of message, by whom it is for: the topics of ours that use it."""

    name: str
    titles: Mapping[str, str]
    fields: tuple[str, ...]
    staff: frozenset[Topic] = frozenset()
    citizen: frozenset[Topic] = frozenset()

    def topics(self, *, is_citizen: bool) -> frozenset[Topic]:
        """What it tells citizens, or the people of the hall."""
        return self.citizen if is_citizen else self.staff

    @property
    def tellable(self) -> frozenset[str]:
        """What every message of it knows."""
        facts = (FACTS[topic] for topic in self.staff | self.citizen)
        return frozenset.intersection(*facts) | OF_EVERY_MESSAGE


@dataclass(frozen=True)
class Chosen:
    """A template as the operator's account has it; ``fields``: WeChat's name to ours.

    ``is_lasting``: accepted once, it may be sent many times (长期订阅).
    """

    template: Template
    id: str
    fields: Mapping[str, str] = field(default_factory=dict)
    is_lasting: bool = False

    @property
    def name(self) -> str:
        """The template's name."""
        return self.template.name


def chosen_templates(
    said: str, templates: Mapping[str, Template], fields: Mapping[str, OurField]
) -> tuple[Chosen, ...]:
    """What the setting chooses; nothing where it is empty. Raises FormProblems with all its faults.

    Each fault names its template as ``WECHAT_TEMPLATES.reminder``.
    """
    spoken = _read(said) if said.strip() else {}
    found = [*_same_ids(spoken)]
    for name, entry in spoken.items():
        found += _faults(name, entry, templates, fields)
    if found:
        raise FormProblems(tuple(found))
    return tuple(
        Chosen(templates[name], entry["id"], dict(entry["fields"]), entry.get("lasting", False))
        for name, entry in spoken.items()
    )


def template_for(chosen: Sequence[Chosen], topic: Topic, *, is_citizen: bool) -> Chosen | None:
    """The template that tells citizens, or the hall's people, of it; None: none is set up."""
    return next(
        (one for one in chosen if topic in one.template.topics(is_citizen=is_citizen)), None
    )


def _read(said: str) -> dict[str, Any]:
    try:
        spoken = json.loads(said)
    except ValueError as error:
        raise FormProblems((Problem(SETTING, "subscription.not_json"),)) from error
    if not isinstance(spoken, dict):
        raise FormProblems((Problem(SETTING, "subscription.not_json"),))
    return spoken


def _faults(
    name: str, entry: object, templates: Mapping[str, Template], fields: Mapping[str, OurField]
) -> Iterator[Problem]:
    at = f"{SETTING}.{name}"
    if name not in templates:
        known: dict[str, str | int] = {"name": name, "known": ", ".join(templates)}
        yield Problem(at, "subscription.unknown_template", known)
    elif not isinstance(entry, dict) or not _is_shaped(entry):
        yield Problem(at, "subscription.misshapen", {"name": name})
    else:
        for wechats, ours in entry["fields"].items():
            yield from _field_faults((at, name), (wechats, ours), templates[name], fields)


def _is_shaped(entry: Mapping[str, Any]) -> bool:
    own, chosen = entry.get("id"), entry.get("fields")
    is_named = isinstance(own, str) and bool(own.strip())
    has_fields = isinstance(chosen, dict) and bool(chosen)
    is_whole = has_fields and all(isinstance(one, str) for one in (chosen or {}).values())
    return entry.keys() <= KEYS and is_named and is_whole and _is_yes_or_no(entry)


def _is_yes_or_no(entry: Mapping[str, Any]) -> bool:
    return isinstance(entry.get("lasting", False), bool)


def _field_faults(
    where: tuple[str, str],
    given: tuple[str, str],
    template: Template,
    fields: Mapping[str, OurField],
) -> Iterator[Problem]:
    at, name = where
    wechats, ours = given
    if ours not in template.fields:
        data = {"name": name, "field": ours, "known": ", ".join(template.fields)}
        yield Problem(at, "subscription.unknown_field", data)
        return
    kind = WECHAT_FIELD.fullmatch(wechats)
    if kind is None or kind.group(1) not in fields[ours].kinds:
        fitting = ", ".join(fields[ours].kinds)
        data = {"name": name, "field": ours, "wechat": wechats, "kinds": fitting}
        yield Problem(at, "subscription.unfit_field", data)


def _same_ids(spoken: Mapping[str, Any]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for name, entry in spoken.items():
        own = entry.get("id") if isinstance(entry, dict) else None
        if isinstance(own, str) and seen.setdefault(own, name) != name:
            data: dict[str, str | int] = {"name": name, "other": seen[own]}
            yield Problem(f"{SETTING}.{name}", "subscription.same_id", data)
