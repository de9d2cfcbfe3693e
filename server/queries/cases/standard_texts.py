"""Which standard texts can a step of a case begin from, filled from the case?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from server.packs.standard_replies import replies_for
from server.queries.cases.office import office_of
from server.queries.cases.story import Story
from server.queries.registry.halls import Hall
from server.rules.cases.reply_check import fill
from server.rules.cases.step_names import StepName
from server.texts.days import short_day

# Whose words a reply check looks at before they are sent.
WITH_CHECK = frozenset({StepName.REPLY, StepName.ANSWER})
WITH_STANDARD_TEXTS = WITH_CHECK | {StepName.MESSAGE}


@dataclass(frozen=True)
class Filled:
    """A standard text with the values of a case; what is not known stays between braces."""

    code: str
    title: str
    text: str


def standard_texts(
    hall: Hall, told: Story, step: StepName, lang: str, *, now: datetime
) -> tuple[Filled, ...]:
    """The texts that the step can begin from, in the order in which they are offered."""
    if step not in WITH_STANDARD_TEXTS:
        return ()
    kind = "message" if step is StepName.MESSAGE else "reply"
    values = _values(hall, told, lang, now)
    return tuple(
        Filled(each.code, each.title(lang), fill(each.text(lang), values))
        for each in replies_for(told.facts.kind, kind)
    )


def measure_of(told: Story) -> str:
    """What was last ordered to be put right, '' for nothing."""
    return next(
        (step.words["measure"] for step in reversed(told.steps) if "measure" in step.words), ""
    )


def _values(hall: Hall, told: Story, lang: str, now: datetime) -> Mapping[str, str]:
    office = office_of(hall, now).facts.setting("supervision_office", told.facts.today)
    about = told.about
    return {
        "window": f"{about.window_number} {about.window_name}".strip(),
        "received_on": short_day(lang, told.received_on),
        "due_on": short_day(lang, told.facts.due_on) if told.facts.due_on else "",
        "hall": hall.title(lang),
        "office": office,
        "phone": hall.phone,
        "measure": measure_of(told),
        "category": "",
    }
