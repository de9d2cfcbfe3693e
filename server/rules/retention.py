"""How long is each kind of data kept, counted from what?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class DataClass(StrEnum):
    """What is kept for one purpose and goes together."""

    EXACT_MOMENT = "exact_moment"  # with the nonce, so with what stops a repeat
    CONTACT = "contact"
    FOLLOWER = "follower"  # what WeChat calls the phone that follows a case, and its consents
    PHOTO = "photo"
    RATING_TEXT = "rating_text"
    CASE = "case"
    INSPECTION_PHOTO = "inspection_photo"
    FINDING_TEXT = "finding_text"
    ORDER_TEXT = "order_text"
    BONUS_PHOTO = "bonus_photo"
    APPEAL_PHOTO = "appeal_photo"
    ANSWER_TEXT = "answer_text"  # what somebody wrote in a questionnaire
    BOX_SLIP = "box_slip"  # with its answer
    RATING_FACTS = "rating_facts"
    NOTICE = "notice"
    AUDIT = "audit"
    ACCESS_LOG = "access_log"
    MESSAGE = "message"  # with its deliveries
    KEPT_REPLY = "kept_reply"  # the answer that a repeated request of another system gets
    SCREEN_USE = "screen_use"
    PAIRING = "pairing"  # of a screen that no device ever took up
    STRAY_SCAN = "stray_scan"
    MONTH_KEY = "month_key"  # without it the next two say nothing
    ACCOUNT_VISIT = "account_visit"  # an account's day at a window, under a pseudonym
    ACCOUNT_COUNT = "account_count"  # on how many days, under another one
    WECHAT_EVENT = "wechat_event"  # its text goes when it is settled


class Anchor(StrEnum):
    """The day from which the time runs."""

    MONTH_PUBLISHED = "month_published"
    MONTH_SEALED = "month_sealed"  # for the first time
    CASE_CLOSED = "case_closed"  # where there is no case: the day of the visit
    INSPECTION_CLOSED = "inspection_closed"  # the round, and the order where there was one
    BONUS_DECIDED = "bonus_decided"
    APPEAL_DECIDED = "appeal_decided"
    HANDED_IN = "handed_in"
    VISIT = "visit"
    SETTLED = "settled"
    RECORDED = "recorded"


@dataclass(frozen=True)
class Rule:
    """Kept for ``days`` calendar days after the anchor; None is for ever.

    ``setting`` names the hall setting that changes the days; without one they are fixed.
    """

    anchor: Anchor
    days: int | None
    setting: str | None = None


# Domain, "Law that software can test". Years and months are rounded up to their longest.
RULES: Mapping[DataClass, Rule] = {
    DataClass.EXACT_MOMENT: Rule(Anchor.MONTH_PUBLISHED, 30, "moment_kept_days"),
    DataClass.CONTACT: Rule(Anchor.CASE_CLOSED, 30, "contact_kept_days"),
    DataClass.FOLLOWER: Rule(Anchor.CASE_CLOSED, 30, "contact_kept_days"),
    DataClass.PHOTO: Rule(Anchor.CASE_CLOSED, 365, "photo_kept_days"),
    DataClass.RATING_TEXT: Rule(Anchor.VISIT, 730, "text_kept_days"),
    DataClass.CASE: Rule(Anchor.CASE_CLOSED, 1825, "case_kept_days"),
    DataClass.INSPECTION_PHOTO: Rule(Anchor.INSPECTION_CLOSED, 365, "photo_kept_days"),
    DataClass.FINDING_TEXT: Rule(Anchor.INSPECTION_CLOSED, 1825, "case_kept_days"),
    DataClass.ORDER_TEXT: Rule(Anchor.INSPECTION_CLOSED, 1825, "case_kept_days"),
    # An appeal against the year may ask for them.
    DataClass.BONUS_PHOTO: Rule(Anchor.BONUS_DECIDED, 1825, "case_kept_days"),
    DataClass.APPEAL_PHOTO: Rule(Anchor.APPEAL_DECIDED, 1825, "case_kept_days"),
    DataClass.ANSWER_TEXT: Rule(Anchor.HANDED_IN, 730, "text_kept_days"),
    DataClass.BOX_SLIP: Rule(Anchor.HANDED_IN, 730, "text_kept_days"),
    DataClass.RATING_FACTS: Rule(Anchor.VISIT, None),
    DataClass.NOTICE: Rule(Anchor.RECORDED, None),
    DataClass.AUDIT: Rule(Anchor.RECORDED, 1096),
    # 网络安全法 art. 21 wants six months at least.
    DataClass.ACCESS_LOG: Rule(Anchor.RECORDED, 184),
    # Half a year in which a person can still see what was told, and send it once more.
    DataClass.MESSAGE: Rule(Anchor.SETTLED, 184),
    # What only the machinery needs. A citizen may reopen a page and send it again for a month.
    DataClass.KEPT_REPLY: Rule(Anchor.RECORDED, 30),
    DataClass.SCREEN_USE: Rule(Anchor.RECORDED, 2),
    DataClass.PAIRING: Rule(Anchor.RECORDED, 1),
    DataClass.STRAY_SCAN: Rule(Anchor.RECORDED, 730),
    # Until then a person can still look into what the night of the month's end has flagged.
    DataClass.MONTH_KEY: Rule(Anchor.MONTH_SEALED, 10),
    DataClass.ACCOUNT_VISIT: Rule(Anchor.MONTH_SEALED, 10),
    DataClass.ACCOUNT_COUNT: Rule(Anchor.MONTH_SEALED, 10),
    # WeChat repeats itself for minutes; what was given up waits so long for a person.
    DataClass.WECHAT_EVENT: Rule(Anchor.RECORDED, 30),
}


def days_kept(data_class: DataClass, settings: Mapping[str, int]) -> int | None:
    """For how many days after its anchor the class is kept; None is for ever."""
    rule = RULES[data_class]
    return rule.days if rule.setting is None else settings.get(rule.setting, rule.days)


def is_due(
    data_class: DataClass, anchor_day: date | None, *, today: date, settings: Mapping[str, int]
) -> bool:
    """Whether data of the class must be erased today.

    ``anchor_day`` is None while the month is not published or the case not closed: nothing is
    due then. The last day of the time is kept whole. ``settings`` holds the hall's days by
    setting name; a missing one has its default.
    """
    if anchor_day is None:
        return False
    last_anchor = due_up_to(data_class, today=today, settings=settings)
    return last_anchor is not None and anchor_day <= last_anchor


def due_up_to(data_class: DataClass, *, today: date, settings: Mapping[str, int]) -> date | None:
    """The latest anchor day whose data are due today, for one query; None: nothing ever is."""
    days = days_kept(data_class, settings)
    return None if days is None else today - timedelta(days=days + 1)
