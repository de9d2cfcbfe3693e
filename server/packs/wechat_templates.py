"""Which kinds of subscribe messages ship, what can fill their fields, and which are chosen here?"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from server.errors import FormProblems, SettingMissing
from server.rules.messages.templates import (
    SETTING,
    Chosen,
    OurField,
    Template,
    chosen_templates,
)
from server.rules.messages.topics import Topic
from server.settings import Settings

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


def chosen_here(settings: Settings) -> tuple[Chosen, ...]:
    """The templates of this installation; none where the setting is absent.

    Raises SettingMissing where it cannot be right; ``wechat templates`` says why.
    """
    try:
        return chosen_by(settings.wechat.get(SETTING, ""))
    except FormProblems as error:
        raise SettingMissing(name=SETTING) from error


@cache
def _pack() -> dict[str, Any]:
    text = files(__package__).joinpath("wechat_templates.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
