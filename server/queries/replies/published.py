"""Which replies may everybody read, and which cases could be published?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, exists, func, or_, select

from server.db import session
from server.models.cases import Case, CaseRemark, CaseStep, CaseText
from server.models.handling import PublishedReply
from server.models.registry import Window
from server.models.safety import HeldWords
from server.queries.registry.halls import Hall
from server.queries.registry.hours import hall_facts
from server.queries.safety.words_in_force import hits_in, usable_list
from server.rules.cases.kinds import CaseKind, CaseState
from server.rules.cases.step_names import StepName
from server.rules.hall_settings import YES
from server.rules.safety.hits import COVER, masked
from server.rules.safety.holding import Fate, Place
from server.words import WordList

REPLIES_A_PAGE = 20
CANDIDATES = 30
KINDS = frozenset(CaseKind) - {CaseKind.TIP_OFF}
ENDED = (CaseState.CLOSED, CaseState.ARCHIVED)
ANSWERS = (StepName.REPLY, StepName.ANSWER)
IS_HELD = and_(
    HeldWords.hall_id == PublishedReply.hall_id,
    HeldWords.place == Place.REPLY,
    HeldWords.ref == PublishedReply.number,
)
"""The row that says whether a reply waits for a person, or what the person decided."""
IS_SEEN = or_(HeldWords.fate.is_(None), HeldWords.fate.in_((Fate.SHOWN, Fate.MASKED)))


@dataclass(frozen=True)
class PublicReply:
    """A reviewed reply as everybody reads it: no case, no window, no name. ``number`` is random."""

    number: str
    kind: CaseKind
    asked: str
    reply: str
    published_on: date


@dataclass(frozen=True)
class ReplyPage:
    """One page of replies, the latest first, and how many there are."""

    replies: tuple[PublicReply, ...]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // REPLIES_A_PAGE))


@dataclass(frozen=True)
class Candidate:
    """A closed case whose reply could be published: what was asked and answered, unreviewed."""

    case: str
    kind: CaseKind
    window: str
    asked: str
    reply: str


def replies_are_public(hall: Hall, today: date) -> bool:
    """Whether the hall publishes replies on that day."""
    facts = hall_facts(hall.id, hall.registry_version)
    return facts.setting("replies_published", today) == YES


def published_replies(hall: Hall, *, today: date, page: int = 1) -> ReplyPage:
    """A page of the replies that are public; none where the hall publishes none."""
    if not replies_are_public(hall, today):
        return ReplyPage((), 0, 1)
    public = (PublishedReply.hall_id == hall.id, PublishedReply.withdrawn_on.is_(None))
    total = session.scalar(
        select(func.count())
        .select_from(PublishedReply)
        .outerjoin(HeldWords, IS_HELD)
        .where(*public, IS_SEEN)
    )
    rows = session.execute(
        select(
            PublishedReply.number,
            Case.kind,
            PublishedReply.asked,
            PublishedReply.reply,
            PublishedReply.published_on,
            HeldWords.fate,
        )
        .join(Case, (Case.hall_id == PublishedReply.hall_id) & (Case.id == PublishedReply.case_id))
        .outerjoin(HeldWords, IS_HELD)
        .where(*public, IS_SEEN)
        .order_by(PublishedReply.published_on.desc(), PublishedReply.number)
        .limit(REPLIES_A_PAGE)
        .offset((page - 1) * REPLIES_A_PAGE)
    )
    words = usable_list()
    found = tuple(
        PublicReply(number, CaseKind(kind), *_seen(asked, reply, fate, words), day)
        for number, kind, asked, reply, day, fate in rows
    )
    return ReplyPage(found, total or 0, page)


def replies_held(hall_id: int) -> tuple[tuple[str, Fate], ...]:
    """The cases whose reply was published and is not seen: it waits for a person, or is hidden."""
    rows = session.execute(
        select(Case.number, HeldWords.fate)
        .select_from(PublishedReply)
        .join(HeldWords, IS_HELD)
        .join(Case, (Case.hall_id == PublishedReply.hall_id) & (Case.id == PublishedReply.case_id))
        .where(
            PublishedReply.hall_id == hall_id,
            PublishedReply.withdrawn_on.is_(None),
            HeldWords.fate.in_((Fate.HELD, Fate.HIDDEN)),
        )
        .order_by(Case.number)
    )
    return tuple((number, Fate(fate)) for number, fate in rows)


def public_cases(hall_id: int) -> Mapping[str, str]:
    """For each reply that is public now, its number, and that of the case to withdraw it by."""
    rows = session.execute(
        select(PublishedReply.number, Case.number)
        .join(Case, (Case.hall_id == PublishedReply.hall_id) & (Case.id == PublishedReply.case_id))
        .where(PublishedReply.hall_id == hall_id, PublishedReply.withdrawn_on.is_(None))
    )
    return dict(rows.all())


def candidates(hall_id: int) -> tuple[Candidate, ...]:
    """The cases closed last that were answered and are not public, with their words."""
    is_public = exists().where(
        PublishedReply.hall_id == Case.hall_id,
        PublishedReply.case_id == Case.id,
        PublishedReply.withdrawn_on.is_(None),
    )
    is_answered = exists().where(
        CaseStep.hall_id == Case.hall_id, CaseStep.case_id == Case.id, CaseStep.step.in_(ANSWERS)
    )
    cases = session.execute(
        select(Case.id, Case.number, Case.kind, Window.number, CaseText.text)
        .outerjoin(Window, Window.id == Case.window_id)
        .outerjoin(CaseText, (CaseText.hall_id == Case.hall_id) & (CaseText.case_id == Case.id))
        .where(
            Case.hall_id == hall_id,
            Case.state.in_(ENDED),
            Case.kind.in_(KINDS),
            is_answered,
            ~is_public,
        )
        .order_by(Case.id.desc())
        .limit(CANDIDATES)
    ).all()
    answers = _answers(hall_id, [case_id for case_id, *_ in cases])
    return tuple(
        Candidate(number, CaseKind(kind), window or "", text or "", answers.get(case_id, ""))
        for case_id, number, kind, window, text in cases
    )


def candidate(hall_id: int, number: str) -> Candidate | None:
    """The case of that number, if its reply could be published."""
    return next((each for each in candidates(hall_id) if each.case == number), None)


def _seen(asked: str, reply: str, fate: str | None, words: WordList | None) -> tuple[str, str]:
    """Both parts as everybody reads them; where no word is found to mask, all of them is."""
    if fate != Fate.MASKED:
        return asked, reply
    if not hits_in(asked, reply, by=words):
        return COVER * len(asked), COVER * len(reply)
    return masked(asked, hits_in(asked, by=words) or ()), masked(
        reply, hits_in(reply, by=words) or ()
    )


def _answers(hall_id: int, case_ids: list[int]) -> dict[int, str]:
    """The last answer of each case."""
    rows = session.execute(
        select(CaseRemark.case_id, CaseRemark.text)
        .join(
            CaseStep,
            (CaseStep.hall_id == CaseRemark.hall_id) & (CaseStep.id == CaseRemark.step_id),
        )
        .where(
            CaseRemark.hall_id == hall_id,
            CaseRemark.case_id.in_(case_ids),
            CaseRemark.part == "reply",
            CaseStep.step.in_(ANSWERS),
        )
        .order_by(CaseStep.position)
    )
    return dict(rows.all())
