"""How does a case read: what each step was, and its deadline day by day?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, tzinfo

from server.packs.categories import categories
from server.packs.refusals import refusals
from server.packs.tags import tags as tags_of_all_levels
from server.queries.cases.story import Story, StoryStep
from server.rules.cases.step_names import StepName
from server.rules.cases.takers import By
from server.rules.working_days import LAST_WEEK_BEGINS, DayKind
from server.texts import is_known, say
from server.texts.days import day_and_time

# What the set of a reason's words is called: case.<set>_<word>. Else it is called like the fact.
REASONS = {StepName.LOOK: "look", StepName.ASK_EXCLUSION: "exclusion"}
UNTOLD = frozenset({"proposal"})  # numbers that say nothing to a reader


@dataclass(frozen=True)
class Told:
    """One line of the time line; ``words`` are pairs of the part's name and what was written."""

    when: str
    title: str
    by: str
    facts: tuple[str, ...]
    words: tuple[tuple[str, str], ...]
    photos: tuple[str, ...]
    is_of_citizen: bool


@dataclass(frozen=True)
class Counted:
    """One box of the strip that shows how a deadline was counted."""

    day: date
    number: int | None
    note: str
    is_counted: bool
    is_today: bool
    is_end: bool


def time_line(told: Story, zone: tzinfo, lang: str) -> tuple[Told, ...]:
    """Everything that happened, in order."""
    photos: dict[int | None, list[str]] = {}
    for photo in told.photos:
        photos.setdefault(photo.step_id, []).append(photo.name)
    return tuple(_told(step, photos, zone, lang) for step in told.steps)


def _told(step: StoryStep, photos: Mapping[int | None, list[str]], zone: tzinfo, lang: str) -> Told:
    taken = step.taken
    is_of_citizen = taken.taken_by == By.CITIZEN
    return Told(
        when=day_and_time(taken.taken_at.astimezone(zone), lang),
        title=say(f"step.{taken.step}", lang),
        by=_by(step, lang),
        facts=tuple(_facts(step, lang)),
        words=tuple((say(f"case.part_{part}", lang), text) for part, text in step.words.items()),
        photos=tuple(photos.get(taken.id, ())),
        is_of_citizen=is_of_citizen,
    )


def _by(step: StoryStep, lang: str) -> str:
    if step.by_title:
        return step.by_title
    known = f"console_case.by_{step.taken.taken_by}"
    return say(known, lang) if is_known(known) else step.taken.taken_by


def _facts(step: StoryStep, lang: str) -> Iterator[str]:
    for name, value in step.taken.facts.items():
        # Facts for the program alone have no name for people.
        if is_known(f"case.fact_{name}") and name not in UNTOLD and value:
            yield f"{say(f'case.fact_{name}', lang)} {_value(step.taken.step, name, value, lang)}"


def _value(step: StepName, name: str, value: str, lang: str) -> str:
    if name == "kind":
        return say(f"kind.{value}", lang)
    if name == "reason" and step is StepName.REFUSE:
        return next((each.text(lang) for each in refusals() if each.code == value), value)
    of_set = REASONS.get(step, "") if name == "reason" else name
    code = f"case.{of_set}_{value}"
    return say(code, lang) if is_known(code) else value


def day_by_day(told: Story, lang: str) -> tuple[Counted, ...]:
    """Why the running deadline is that day; nothing where none runs."""
    if not told.counted or not told.deadlines:
        return ()
    start, today = told.deadlines[-1].started_on, told.facts.today
    first = Counted(
        start, None, say("console_case.day_start", lang), is_counted=False,
        is_today=start == today, is_end=False,
    )  # fmt: skip
    last = told.counted[-1].day
    return (
        first,
        *(
            Counted(
                day=each.day,
                number=each.number,
                note=say(f"console_case.{_note(each.kind, is_settled=each.is_settled)}", lang),
                is_counted=each.number is not None,
                is_today=each.day == today,
                is_end=each.day == last,
            )
            for each in told.counted
        ),
    )


def _note(kind: DayKind, *, is_settled: bool) -> str:
    if not is_settled:
        return "day_unsettled"
    return "day_makeup" if kind is DayKind.MAKEUP else "day_off"


def unannounced_year(told: Story) -> int | None:
    """The year whose holidays are not announced and may move the deadline; None: none may."""
    unsettled = [each.day for each in told.counted if not each.is_settled]
    if not unsettled:
        return None
    first = unsettled[0]
    return first.year + ((first.month, first.day) >= LAST_WEEK_BEGINS)


def tag_words(tags: str, lang: str) -> list[str]:
    """The reasons that the citizen chose, in that language."""
    known = {tag.code: tag for tag in tags_of_all_levels()}
    return [known[code].text(lang) for code in tags.split(",") if code in known]


def category_words(code: str, lang: str) -> str:
    """What a complaint is about, in that language."""
    found = (each.text(lang) for each in categories() if each.code == code)
    return next(found, code)
