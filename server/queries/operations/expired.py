"""Which rows of a hall have been kept as long as their class of data may be?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select

from qr.screens import step_of
from server.db import session
from server.ids import first_id
from server.models.awards import BonusEvidence, BonusRequest
from server.models.cases import Case, CaseRemark, CaseStep, CaseText
from server.models.codes import Screen, ScreenUse
from server.models.handling import (
    CaseDeadline,
    CaseFinding,
    CaseLink,
    CaseReminder,
    Proposal,
    PublishedReply,
)
from server.models.inspections import FindingText, InspectionPhoto, RectificationText
from server.models.ledger import Appeal, AppealPhoto
from server.models.messages import Message, MessageDelivery
from server.models.operations import KeptReply
from server.models.opinions import AnswerSheet, AnswerText, BoxSlip
from server.models.publication import Notice
from server.models.ratings import Contact, Photo, Rating, RatingText, Visit
from server.models.subscriptions import CaseOpenid
from server.models.wechat_accounts import AccountCount, AccountVisit, MonthKey
from server.queries.operations import expired_accounts as accounts
from server.queries.operations import expired_inspections as inspections
from server.queries.operations.expired_messages import message_keys
from server.queries.registry.halls import Hall
from server.queries.registry.hours import hall_facts
from server.rules.cases.kinds import ENDED, CaseState
from server.rules.cases.steps import STEPS
from server.rules.retention import RULES, DataClass, due_up_to

ONE_DAY = timedelta(days=1)
ENDING = tuple(step.name for step in STEPS if step.to in ENDED - {CaseState.ARCHIVED})
"""The steps that end a case; being archived later does not end it again."""
PhotoTable = type[Photo] | type[InspectionPhoto] | type[BonusEvidence] | type[AppealPhoto]
PHOTOS: Mapping[DataClass, PhotoTable] = {
    DataClass.PHOTO: Photo,
    DataClass.INSPECTION_PHOTO: InspectionPhoto,
    DataClass.BONUS_PHOTO: BonusEvidence,
    DataClass.APPEAL_PHOTO: AppealPhoto,
}
"""The classes whose rows have a picture in the photo store."""
# Rows are numbered by their day in UTC, which can be the one before or after the hall's.
ZONES_APART = timedelta(days=2)


@dataclass(frozen=True)
class Until:
    """The last anchor day that is due, where: the first moment after it, and all that is older."""

    hall: Hall
    day: date

    @property
    def moment(self) -> datetime:
        """The first moment that is not due yet."""
        return datetime.combine(self.day + ONE_DAY, time.min, tzinfo=self.hall.zone)


@dataclass(frozen=True)
class Kind:
    """What goes when a class goes: the rows of ``tables`` whose columns hold a selected key."""

    columns: tuple[Any, ...]
    keys: Callable[[Until], Select[Any]]


def last_due_day(hall: Hall, data_class: DataClass, now: datetime) -> date | None:
    """The latest anchor day whose data of the class are due in the hall; None: nothing ever is."""
    today = now.astimezone(hall.zone).date()
    facts = hall_facts(hall.id, hall.registry_version)
    days = {
        rule.setting: int(facts.setting(rule.setting, today))
        for rule in RULES.values()
        if rule.setting
    }
    return due_up_to(data_class, today=today, settings=days)


def expired_keys(until: Until, data_class: DataClass, *, limit: int) -> list[Any]:
    """At most so many keys of rows of the class that are due; empty when all are gone."""
    return list(session.scalars(KINDS[data_class].keys(until).limit(limit)))


def photo_names(hall_id: int, data_class: DataClass, photo_ids: list[int]) -> tuple[str, ...]:
    """The names in the photo store of those photos; none of a class that is no photos."""
    table = PHOTOS.get(data_class)
    if table is None:
        return ()
    names = select(table.name).where(table.hall_id == hall_id, table.id.in_(photo_ids))
    return tuple(session.scalars(names))


def _visits(until: Until) -> Select[Any]:
    """Of months that were published by then. The month is where the rating counts."""
    published = select(Notice.month).where(
        Notice.hall_id == until.hall.id,
        Notice.kind == "ranking",
        Notice.published_at < until.moment,
    )
    of_rating = and_(Rating.hall_id == Visit.hall_id, Rating.id == Visit.rating_id)
    return (
        select(Visit.key)
        .join(Rating, of_rating)
        .where(Visit.hall_id == until.hall.id, Rating.month.in_(published))
    )


def _belongings(table: type[Contact] | type[Photo], until: Until) -> Select[Any]:
    """Of cases closed by then or gone; without a case, of ratings of that day or before."""
    of_case = and_(
        Case.hall_id == table.hall_id,
        or_(Case.id == table.case_id, Case.rating_id == table.rating_id),
    )
    closed = exists().where(of_case, _is_closed(until))
    has_case = exists().where(of_case)
    visited = exists().where(
        Rating.hall_id == table.hall_id, Rating.id == table.rating_id, Rating.day <= until.day
    )
    is_left_over = and_(~has_case, or_(table.case_id.is_not(None), visited))
    return select(table.id).where(table.hall_id == until.hall.id, or_(closed, is_left_over))


def _closed_cases(until: Until) -> Select[Any]:
    return select(Case.id).where(Case.hall_id == until.hall.id, _is_closed(until))


def _is_closed(until: Until) -> ColumnElement[bool]:
    """Ended, and for the last time by then: a case that was opened again runs anew."""
    ended_at = (
        select(func.max(CaseStep.taken_at))
        .where(
            CaseStep.hall_id == Case.hall_id,
            CaseStep.case_id == Case.id,
            CaseStep.step.in_(ENDING),
        )
        .correlate(Case)
        .scalar_subquery()
    )
    return and_(Case.state.in_(ENDED), ended_at < until.moment)


def _followers(until: Until) -> Select[Any]:
    return select(CaseOpenid.case_id).where(
        CaseOpenid.hall_id == until.hall.id, CaseOpenid.case_id.in_(_closed_cases(until))
    )


def _answer_texts(until: Until) -> Select[Any]:
    of_sheet = and_(
        AnswerSheet.hall_id == AnswerText.hall_id, AnswerSheet.id == AnswerText.sheet_id
    )
    return (
        select(AnswerText.sheet_id)
        .join(AnswerSheet, of_sheet)
        .where(AnswerText.hall_id == until.hall.id, AnswerSheet.answered_on <= until.day)
    )


def _box_slips(until: Until) -> Select[Any]:
    return select(BoxSlip.id).where(BoxSlip.hall_id == until.hall.id, BoxSlip.put_on <= until.day)


def _texts(until: Until) -> Select[Any]:
    of_rating = and_(Rating.hall_id == RatingText.hall_id, Rating.id == RatingText.rating_id)
    return (
        select(RatingText.rating_id)
        .join(Rating, of_rating)
        .where(
            RatingText.hall_id == until.hall.id,
            RatingText.rating_id < first_id(until.day + ZONES_APART),
            Rating.day <= until.day,
        )
    )


def _bonus_photos(until: Until) -> Select[Any]:
    """Of requests that were decided or taken back by then."""
    of_request = and_(
        BonusRequest.hall_id == BonusEvidence.hall_id, BonusRequest.id == BonusEvidence.request_id
    )
    return (
        select(BonusEvidence.id)
        .join(BonusRequest, of_request)
        .where(BonusEvidence.hall_id == until.hall.id, BonusRequest.decided_at < until.moment)
    )


def _appeal_photos(until: Until) -> Select[Any]:
    """Of appeals that were decided or taken back by then."""
    of_appeal = and_(Appeal.hall_id == AppealPhoto.hall_id, Appeal.id == AppealPhoto.appeal_id)
    return (
        select(AppealPhoto.id)
        .join(Appeal, of_appeal)
        .where(AppealPhoto.hall_id == until.hall.id, Appeal.decided_at < until.moment)
    )


def _kept_replies(until: Until) -> Select[Any]:
    return select(KeptReply.key_hash).where(
        KeptReply.hall_id == until.hall.id, KeptReply.kept_at < until.moment
    )


def _screen_uses(until: Until) -> Select[Any]:
    return (
        select(ScreenUse.step)
        .where(ScreenUse.hall_id == until.hall.id, ScreenUse.step < step_of(until.moment))
        .distinct()
    )


def _pairings(until: Until) -> Select[Any]:
    return select(Screen.id).where(
        Screen.hall_id == until.hall.id,
        Screen.device_hash.is_(None),
        Screen.pairing_until < until.moment,
    )


# Those that refer to others first. What was published of a case goes with it; the ledger stays:
# it holds codes and points, and nobody's words.
CASE_AND_ALL_ITS_ROWS = (
    CaseOpenid.case_id,
    CaseReminder.case_id,
    CaseDeadline.case_id,
    CaseFinding.case_id,
    CaseLink.case_id,
    CaseLink.other_id,
    Proposal.case_id,
    PublishedReply.case_id,
    CaseRemark.case_id,
    CaseText.case_id,
    CaseStep.case_id,
    Case.id,
)

KINDS: Mapping[DataClass, Kind] = {
    # The keys first: without them the pseudonyms that are still there say nothing.
    DataClass.MONTH_KEY: Kind(
        (MonthKey.month,), lambda until: accounts.month_keys(until.hall.id, until.moment)
    ),
    DataClass.ACCOUNT_VISIT: Kind(
        (AccountVisit.pseudonym,),
        lambda until: accounts.pseudonyms(AccountVisit, until.hall.id, until.moment),
    ),
    DataClass.ACCOUNT_COUNT: Kind(
        (AccountCount.pseudonym,),
        lambda until: accounts.pseudonyms(AccountCount, until.hall.id, until.moment),
    ),
    DataClass.EXACT_MOMENT: Kind((Visit.key,), _visits),
    DataClass.CONTACT: Kind((Contact.id,), lambda until: _belongings(Contact, until)),
    DataClass.FOLLOWER: Kind((CaseOpenid.case_id,), _followers),
    DataClass.PHOTO: Kind((Photo.id,), lambda until: _belongings(Photo, until)),
    DataClass.RATING_TEXT: Kind((RatingText.rating_id,), _texts),
    DataClass.CASE: Kind(CASE_AND_ALL_ITS_ROWS, _closed_cases),
    DataClass.INSPECTION_PHOTO: Kind(
        (InspectionPhoto.id,), lambda until: inspections.photo_keys(until.hall.id, until.moment)
    ),
    DataClass.FINDING_TEXT: Kind(
        (FindingText.finding_id,),
        lambda until: inspections.finding_keys(until.hall.id, until.moment),
    ),
    DataClass.ORDER_TEXT: Kind(
        (RectificationText.order_id,),
        lambda until: inspections.order_keys(until.hall.id, until.moment),
    ),
    DataClass.BONUS_PHOTO: Kind((BonusEvidence.id,), _bonus_photos),
    DataClass.APPEAL_PHOTO: Kind((AppealPhoto.id,), _appeal_photos),
    DataClass.ANSWER_TEXT: Kind((AnswerText.sheet_id,), _answer_texts),
    DataClass.BOX_SLIP: Kind((BoxSlip.id,), _box_slips),
    DataClass.MESSAGE: Kind(
        (MessageDelivery.message_id, Message.id),
        lambda until: message_keys(until.hall.id, until.day, until.moment),
    ),
    DataClass.KEPT_REPLY: Kind((KeptReply.key_hash,), _kept_replies),
    DataClass.SCREEN_USE: Kind((ScreenUse.step,), _screen_uses),
    DataClass.PAIRING: Kind((Screen.id,), _pairings),
}
"""The classes whose rows lie in tables of ours and belong to a hall."""
