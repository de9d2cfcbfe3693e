"""The page of a case that its citizen has opened: all of it, from what the database knows now."""

from dataclasses import dataclass, field
from datetime import date, datetime

from flask import render_template

from server.errors import Problem
from server.gate import language, wiring
from server.queries.cases.opening import hall_opened
from server.queries.cases.own_data import (
    PublicReply,
    own_contact,
    public_replies,
    rating_behind,
)
from server.queries.cases.own_story import OwnLook, OwnStory, own_story
from server.queries.ratings.receipts import GivenRating, ReceiptProof
from server.queries.registry.hours import hall_facts
from server.rules.cases.kinds import CaseKind, is_open
from server.rules.cases.step_names import StepName
from server.rules.cases.takers import Citizen
from server.rules.hall_settings import YES
from server.rules.months import day_of
from server.texts import say
from server.texts.days import day_in_words
from web.citizen.case_deadline import DeadlineShown, deadline_of
from web.citizen.case_line import Answer, LineStep, Said, answer_of, line_of, talk_of
from web.citizen.opened import Opened
from web.citizen.promises import Promises, promises_of, span
from web.citizen.typed_step import TypedStep
from web.layout import day_of_week_in_words


@dataclass(frozen=True)
class CaseView:
    """What the template of the page asks for. ``contact`` is masked."""

    story: OwnStory
    contact: str
    promises: Promises
    proof: ReceiptProof | None
    published: tuple[PublicReply, ...]
    typed: TypedStep = field(default_factory=TypedStep)
    kept: tuple[str, ...] = ()

    @property
    def nonce(self) -> str:
        """What makes the forms of this page its own."""
        return self.typed.nonce.hex()

    @property
    def received_on(self) -> date:
        """The day on which it came in."""
        return day_of(self.story.received_at, self.story.hall.zone)

    @property
    def allowed(self) -> frozenset[StepName]:
        """What the citizen can do now; there is nothing to erase twice."""
        now = {step.name for step, reason in self.story.next_steps if reason is None}
        return frozenset(now if self.words_kept or self.story.photos else now - ERASES_WORDS)

    @property
    def deadline(self) -> DeadlineShown | None:
        """The clock that runs, with its count."""
        return deadline_of(self.story)

    @property
    def line(self) -> tuple[LineStep, ...]:
        """The time line."""
        return line_of(self.story, language())

    @property
    def answer(self) -> Answer | None:
        """The last answer."""
        return answer_of(self.story, language())

    @property
    def said(self) -> tuple[Said, ...]:
        """The talk."""
        return talk_of(self.story, language())

    @property
    def words_kept(self) -> int:
        """How many texts of the citizen are kept."""
        return sum(bool(one.words) for one in self.said if one.is_own)

    @property
    def office(self) -> str:
        """Who handles it, as the hall calls it."""
        if self.story.facts.kind is CaseKind.TIP_OFF:
            return say("case_steps.by_discipline", language())
        return self.promises.supervision or say("citizen.supervision", language())

    @property
    def is_open(self) -> bool:
        """Whether something is still owed."""
        return is_open(self.story.facts.state)

    @property
    def new_kind(self) -> str:
        """As what the office would rather handle it, where it asks; else empty."""
        asked = [one for one in self.story.steps if one.step is StepName.ASK_NEW_KIND]
        return asked[-1].facts.get("kind", "") if asked else ""

    @property
    def rating(self) -> GivenRating | None:
        """The rating that opened it, for whoever has the receipt."""
        return next(
            (one for one in self._ratings if self._number_of(one) == self.story.number), None
        )

    @property
    def others(self) -> tuple[str, ...]:
        """The numbers of the other cases of the same visit."""
        numbers = filter(None, map(self._number_of, self._ratings))
        return tuple(number for number in numbers if number != self.story.number)

    @property
    def looks(self) -> tuple[OwnLook, ...]:
        """Who looked at the contact."""
        return self.story.looks

    def day(self, day: date) -> str:
        """The day with its weekday, with its year where that is not this one."""
        is_near = day.year == self.story.facts.today.year
        return (day_of_week_in_words if is_near else day_in_words)(day, language())

    def until(self, step: str) -> date | None:
        """The last day on which it can be reopened or escalated."""
        days = self.story.facts.last_days
        return {"reopen": days.reopen, "escalate": days.escalate}.get(step)

    def kept_for(self, kind: str) -> str:
        """For how long that kind of data is kept after closing."""
        return span(self.promises.days[kind], language())

    def html(self, *, found: tuple[Problem, ...] = (), trouble: str = "", done: str = "") -> str:
        """The page."""
        return render_template(
            "citizen/case.html",
            page=self,
            case=self.story,
            typed=self.typed,
            problems=found,
            trouble=trouble,
            done=done,
        )

    @property
    def _ratings(self) -> tuple[GivenRating, ...]:
        if self.proof is None:
            return ()
        return tuple(filter(None, (self.proof.first, self.proof.second)))

    @staticmethod
    def _number_of(rating: GivenRating) -> str:
        return rating.case.number if rating.case else ""


ERASES_WORDS = frozenset({StepName.ERASE_WORDS})


def shown_case(case: Opened, typed: TypedStep, now: datetime) -> CaseView:
    """The case as it stands now, with the form that was typed. Raises UnknownCase."""
    hall, citizen = hall_opened(case.number, case.key), Citizen(case.key)
    story = own_story(hall, case.number, citizen, now=now)
    facts, today = hall_facts(hall.id, hall.registry_version), story.facts.today
    title = hall.title(language())
    keys, is_public = wiring().settings.keys("contact"), facts.setting("replies_published", today)
    return CaseView(
        story=story,
        contact=own_contact(hall, case.number, citizen, keys),
        promises=promises_of(title, hall.phone, lambda key: facts.setting(key, today)),
        proof=rating_behind(citizen) if story.facts.has_rating else None,
        published=public_replies(hall, case.number, citizen) if is_public == YES else (),
        typed=typed,
    )
