"""How is a case told to the office over JSON, with the forms of its next steps?"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from api.case_shapes import photo_shown
from server.queries.cases.office import Office
from server.queries.cases.related import related
from server.queries.cases.standard_texts import WITH_CHECK, standard_texts
from server.queries.cases.step_fields import Choice, StepFields, fields_of
from server.queries.cases.story import Story
from server.queries.cases.telling import (
    Told,
    category_words,
    day_by_day,
    tag_words,
    time_line,
    unannounced_year,
)
from server.queries.cases.told import ShownDeadline, ShownFinding, ShownProposal, Tie
from server.rules.accounts.roles import Actor
from server.rules.cases.next_steps import AT_THE_DESK, NEEDS_FRESH, leading_step, refused_now
from server.rules.cases.seeing import is_insider
from server.rules.cases.step_names import StepName
from server.texts import say
from server.texts.days import day_and_time, short_day


@dataclass(frozen=True)
class Telling:
    """A case that is told to somebody, in their language."""

    told: Story
    office: Office
    actor: Actor
    lang: str

    def say(self, code: str, **data: object) -> str:
        """The sentence of that code."""
        return say(code, self.lang, **data)


def case_shown(telling: Telling) -> dict[str, Any]:
    """The case whole, as this reader may see it."""
    told, lang = telling.told, telling.lang
    facts, zone = told.facts, telling.office.hall.zone
    inside = is_insider(telling.actor, facts.hall_id, facts.kind)
    return {
        "number": told.number,
        "version": told.version,
        "kind": facts.kind,
        "kind_title": telling.say(f"kind.{facts.kind}"),
        "state": facts.state,
        "state_title": telling.say(f"case.state_{facts.state}"),
        "round": facts.round,
        "received": day_and_time(told.received_at.astimezone(zone), lang),
        "words": told.words,
        "photos": [photo_shown(photo) for photo in told.photos if photo.step_id is None],
        "category": category_words(told.category, lang) if told.category else "",
        "source": told.source,
        "source_title": telling.say(f"console_case.source_{told.source}"),
        "outside_number": told.outside_number,
        "has_contact": facts.has_contact,
        "handler": told.handler_title,
        "handling_level": told.handling_level,
        "about": _about(telling),
        "steps": [_line(line) for line in time_line(told, zone, lang)],
        "deadline": _deadline(telling),
        "past_deadlines": [_past(telling, one) for one in told.deadlines if one.ended],
        "findings": [_finding(telling, one) for one in told.findings],
        "proposals": [_proposal(telling, one) for one in told.proposals],
        "ties": [*_ties(telling), *_related(telling)],
        "looks": told.looks if inside else None,
        "next_steps": [_form(telling, fields) for fields in _possible(telling)],
        "refused_steps": list(_refused(telling)),
        "today": facts.today,
    }


def _about(telling: Telling) -> dict[str, Any]:
    about = telling.told.about
    return {
        "window": about.window_number,
        "window_name": about.window_name,
        "department": about.department_name,
        "staff": about.staff_number,
        "level": about.level,
        "level_title": telling.say(f"level.{about.level}") if about.level else "",
        "tags": tag_words(about.tags, telling.lang),
        "service_day": about.service_day,
        "lies_with": about.lies_with,
    }


def _line(line: Told) -> dict[str, Any]:
    return {
        **vars(line),
        "words": [{"part": part, "text": text} for part, text in line.words],
    }


def _deadline(telling: Telling) -> dict[str, Any] | None:
    told = telling.told
    if told.facts.clock is None or not told.deadlines or told.days_left is None:
        return None
    running = told.deadlines[-1]
    return {
        "clock": running.clock,
        "clock_title": telling.say(f"case.clock_{running.clock}"),
        "started_on": running.started_on,
        "due_on": running.due_on,
        "working_days": running.working_days,
        "extended_days": running.extended_days,
        "is_provisional": running.is_provisional,
        "unannounced_year": unannounced_year(told),
        "days_left": told.days_left,
        "days": [vars(day) for day in day_by_day(told, telling.lang)],
    }


def _past(telling: Telling, one: ShownDeadline) -> str:
    return telling.say(
        "console_case.past_clock",
        clock=telling.say(f"case.clock_{one.clock}"),
        due=short_day(telling.lang, one.due_on),
        ended=telling.say(f"console_case.ended_{one.ended}"),
    )


def _finding(telling: Telling, one: ShownFinding) -> str:
    parts = [telling.say(f"case.finding_{one.finding}"), telling.say(f"case.outcome_{one.outcome}")]
    if one.cause:
        parts.append(telling.say(f"case.cause_{one.cause}"))
    parts.append(telling.say("console_case.finding_round", round=one.round))
    if one.staff_number:
        charged = {"staff": one.staff_number, "month": one.month}
        parts.append(telling.say("console_case.finding_charged", **charged))
    elif one.department_name:
        charged = {"department": one.department_name, "month": one.month}
        parts.append(telling.say("console_case.finding_department", **charged))
    return " · ".join(parts)


def _proposal(telling: Telling, one: ShownProposal) -> str:
    what = telling.say(f"case.proposal_{one.kind}")
    by = {"by": one.asked_by, "decided": one.decided_by}
    return f"{what} · {telling.say(f'console_case.proposal_{one.state}', **by)}"


def _ties(telling: Telling) -> Iterator[dict[str, str]]:
    for tie in telling.told.ties:
        yield {
            "number": tie.number,
            "title": telling.say(f"kind.{tie.case_kind}"),
            "state_title": telling.say(f"case.state_{tie.state}"),
            "how": telling.say(f"console_case.tie_{_how(tie)}"),
        }


def _how(tie: Tie) -> str:
    if tie.kind == "linked":
        return "linked"
    return "merged_into" if tie.is_into else "merged_from"


def _related(telling: Telling) -> Iterator[dict[str, str]]:
    for one in related(telling.office, telling.actor, telling.told.number):
        yield {
            "number": one.line.number,
            "title": one.line.title or telling.say("console_case.no_words"),
            "state_title": telling.say(f"case.state_{one.line.state}"),
            "how": telling.say(f"console_case.kin_{one.kinship}"),
        }


def _possible(telling: Telling) -> list[StepFields]:
    """The steps that can be taken by phone now; the one that leads on stands first."""
    told = telling.told
    leading = leading_step(told.facts.state, told.next_steps)
    found = [
        fields_of(step, told, telling.lang)
        for step, why in told.next_steps
        if why is None and step.name not in NEEDS_FRESH
    ]
    return sorted(found, key=lambda fields: fields.name != leading)


def _form(telling: Telling, fields: StepFields) -> dict[str, Any]:
    told, office = telling.told, telling.office
    leading = leading_step(told.facts.state, told.next_steps)
    texts = standard_texts(office.hall, told, fields.name, telling.lang, now=office.now)
    return {
        "step": fields.name,
        "title": telling.say(f"step.{fields.name}"),
        "is_main": fields.name == leading,
        "choices": [_choice(choice) for choice in fields.choices],
        "words": [
            {
                "part": part,
                "label": telling.say(f"case.part_{part}"),
                "is_compulsory": part in fields.words,
            }
            for part in fields.parts
        ],
        "takes_photos": fields.takes_photos,
        "may_be_checked": fields.name in WITH_CHECK,
        "standard": [{"title": each.title, "text": each.text} for each in texts],
    }


def _choice(choice: Choice) -> dict[str, Any]:
    when = choice.when
    return {
        "name": choice.name,
        "label": choice.label,
        "options": [{"value": value, "text": text} for value, text in choice.options],
        "usual": choice.usual,
        "is_compulsory": choice.is_compulsory,
        "when": {"fact": when[0], "values": sorted(when[1])} if when else None,
    }


def _refused(telling: Telling) -> Iterator[dict[str, str]]:
    """Those that are not possible now, and those that are possible at the desk alone."""
    steps = telling.told.next_steps
    for name in (step.name for step, why in steps if why is None and step.name in NEEDS_FRESH):
        yield _why_not(telling, name, AT_THE_DESK)
    for name, why in refused_now(steps):
        yield _why_not(telling, name, why)


def _why_not(telling: Telling, name: StepName, why: str) -> dict[str, str]:
    title, reason = telling.say(f"step.{name}"), telling.say(f"guard.{why}")
    return {"step": name, "title": title, "why": why, "reason": reason}
