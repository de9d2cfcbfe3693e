from datetime import date, timedelta

import pytest

from server.rules.hall_settings import KINDS
from server.rules.retention import RULES, Anchor, DataClass, days_kept, due_up_to, is_due

TODAY = date(2026, 11, 25)
DAY = timedelta(days=1)
KEPT = {
    DataClass.EXACT_MOMENT: (Anchor.MONTH_PUBLISHED, 30),
    DataClass.CONTACT: (Anchor.CASE_CLOSED, 30),
    DataClass.FOLLOWER: (Anchor.CASE_CLOSED, 30),
    DataClass.PHOTO: (Anchor.CASE_CLOSED, 365),
    DataClass.RATING_TEXT: (Anchor.VISIT, 730),
    DataClass.CASE: (Anchor.CASE_CLOSED, 1825),
    DataClass.INSPECTION_PHOTO: (Anchor.INSPECTION_CLOSED, 365),
    DataClass.ANSWER_TEXT: (Anchor.HANDED_IN, 730),
    DataClass.BOX_SLIP: (Anchor.HANDED_IN, 730),
    DataClass.FINDING_TEXT: (Anchor.INSPECTION_CLOSED, 1825),
    DataClass.ORDER_TEXT: (Anchor.INSPECTION_CLOSED, 1825),
    DataClass.BONUS_PHOTO: (Anchor.BONUS_DECIDED, 1825),
    DataClass.APPEAL_PHOTO: (Anchor.APPEAL_DECIDED, 1825),
    DataClass.AUDIT: (Anchor.RECORDED, 1096),
    DataClass.ACCESS_LOG: (Anchor.RECORDED, 184),
    DataClass.MESSAGE: (Anchor.SETTLED, 184),
    DataClass.KEPT_REPLY: (Anchor.RECORDED, 30),
    DataClass.SCREEN_USE: (Anchor.RECORDED, 2),
    DataClass.PAIRING: (Anchor.RECORDED, 1),
    DataClass.STRAY_SCAN: (Anchor.RECORDED, 730),
    DataClass.MONTH_KEY: (Anchor.MONTH_SEALED, 10),
    DataClass.ACCOUNT_VISIT: (Anchor.MONTH_SEALED, 10),
    DataClass.ACCOUNT_COUNT: (Anchor.MONTH_SEALED, 10),
    DataClass.WECHAT_EVENT: (Anchor.RECORDED, 30),
}
FOR_EVER = (DataClass.RATING_FACTS, DataClass.NOTICE)


def due(data_class: DataClass, anchor_day: date | None, **settings: int) -> bool:
    return is_due(data_class, anchor_day, today=TODAY, settings=settings)


@pytest.mark.parametrize("data_class", KEPT)
def test_each_class_is_kept_as_long_as_the_scan_page_says_and_no_longer(
    data_class: DataClass,
) -> None:
    anchor, days = KEPT[data_class]

    assert RULES[data_class].anchor is anchor
    assert not due(data_class, TODAY - (days - 1) * DAY)
    assert not due(data_class, TODAY - days * DAY)
    assert due(data_class, TODAY - (days + 1) * DAY)


@pytest.mark.parametrize("data_class", FOR_EVER)
def test_facts_and_notices_stay_for_ever(data_class: DataClass) -> None:
    assert not due(data_class, date.min)
    assert due_up_to(data_class, today=TODAY, settings={}) is None


@pytest.mark.parametrize("data_class", DataClass)
def test_nothing_is_due_before_its_time_begins_to_run(data_class: DataClass) -> None:
    assert not due(data_class, None)


def test_a_hall_can_keep_things_shorter_or_longer() -> None:
    anchor_day = TODAY - 31 * DAY

    assert due(DataClass.CONTACT, anchor_day)
    assert not due(DataClass.CONTACT, anchor_day, contact_kept_days=31)
    assert due(DataClass.CONTACT, anchor_day, contact_kept_days=30)


def test_another_classs_setting_changes_nothing() -> None:
    assert days_kept(DataClass.CONTACT, {"moment_kept_days": 1}) == 30


def test_the_law_keeps_logs_six_months_whatever_a_hall_sets() -> None:
    longest_half_year = max(
        (date(2026, month + 6, 1) - date(2026, month, 1)).days for month in range(1, 7)
    )

    assert RULES[DataClass.ACCESS_LOG].setting is None
    assert days_kept(DataClass.ACCESS_LOG, {}) == longest_half_year


def test_every_class_has_a_rule_and_every_setting_exists_with_the_same_default() -> None:
    settable = {rule.setting: rule.days for rule in RULES.values() if rule.setting}

    assert set(RULES) == set(DataClass) == {*KEPT, *FOR_EVER}
    assert {name: int(KINDS[name].default) for name in settable} == settable
