"""Which kinds of subscribe messages ship, and what can fill their fields?"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from server.rules.messages.templates import Chosen, OurField, Template, chosen_templates
from server.rules.messages.topics import Topic

FIELD = "field"


@cache
def templates() -> Mapping[str, Template]:
    """The kinds of messages by their names, in the order in which they are shown."""
    return {
        name: Template(
            name=name,
            titles=row["title"],
            fields=tuple(row["fields"]),
            staff=frozenset(map(Topic, row.get("staff", ()))),
            citizen=frozenset(map(Topic, row.get("citizen", ()))),
        )
        for name, row in _pack().items()
        if name != FIELD
    }


@cache
def our_fields() -> Mapping[str, OurField]:
    """What messages can tell, by its name."""
    return {
        name: OurField(name, {lang: row[lang] for lang in ("zh", "en")}, tuple(row["kinds"]))
        for name, row in _pack()[FIELD].items()
    }


@cache
def chosen_by(setting: str) -> tuple[Chosen, ...]:
    """The templates that WECHAT_TEMPLATES names. Raises FormProblems with all its faults."""
    return chosen_templates(setting, templates(), our_fields())


@cache
def _pack() -> dict[str, Any]:
    text = files(__package__).joinpath("wechat_templates.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
