"""How is a case told to its citizen over JSON?"""

from datetime import date
from typing import Any

from api.case_shapes import photo_shown
from server.queries.cases.own_story import OwnStep, OwnStory
from server.rules.cases.step import Step
from server.rules.cases.step_names import StepName
from server.rules.months import day_of
from server.texts import say


def case_shown(story: OwnStory, contact: str, lang: str) -> dict[str, Any]:
    """The case whole; ``contact`` is masked."""
    facts = story.facts
    return {
        "number": story.number,
        "version": story.version,
        "kind": facts.kind,
        "state": facts.state,
        "state_title": say(f"case_page.now_{facts.state}", lang),
        "hall": story.hall.title(lang),
        "window": story.window.number or None,
        "received_on": day_of(story.received_at, story.hall.zone),
        "words": story.words,
        "photos": _photos(story, None),
        "steps": [_step(step, story, lang) for step in story.steps],
        "deadline": _deadline(story),
        "next_steps": [_next(step, story) for step, reason in story.next_steps if not reason],
        "handling_level": story.handling_level,
        "contact": contact,
        "looks": [{"on": look.on, "reason": look.reason} for look in story.looks],
    }


def _step(step: OwnStep, story: OwnStory, lang: str) -> dict[str, Any]:
    return {
        "step": step.step,
        "title": say(f"case_steps.{step.step}", lang),
        "on": day_of(step.taken_at, story.hall.zone),
        "by": step.by,
        "facts": dict(step.facts),
        "words": dict(step.words),
        "photos": _photos(story, step.id),
    }


def _photos(story: OwnStory, step_id: int | None) -> list[Any]:
    return [photo_shown(photo) for photo in story.photos if photo.step_id == step_id]


def _deadline(story: OwnStory) -> dict[str, Any] | None:
    if story.facts.clock is None or not story.deadlines:
        return None
    running = story.deadlines[-1]
    return {
        "clock": running.clock,
        "started_on": running.started_on,
        "due_on": running.due_on,
        "working_days": running.working_days,
        "extended_days": running.extended_days,
        "is_provisional": running.is_provisional,
        "counted": [dict(vars(day)) for day in story.counted],
    }


def _next(step: Step, story: OwnStory) -> dict[str, Any]:
    return {
        "step": step.name,
        "takes_words": bool(step.words or step.may_say),
        "needs_words": bool(step.words),
        "until": _until(step.name, story),
    }


def _until(step: StepName, story: OwnStory) -> date | None:
    days = story.facts.last_days
    return {StepName.REOPEN: days.reopen, StepName.ESCALATE: days.escalate}.get(step)
