"""Can notices be found, read in full, checked, and told apart from what replaced them?"""

from hashlib import sha256

import pytest
from flask import Flask
from flask.testing import FlaskClient

from server.queries.publication.notices import notice_numbered
from server.queries.registry.halls import hall_named
from server.rules.months import Month
from tests.build import a_hall, at, in_being_since
from tests.house.installation import NOW, Clock
from tests.web.public.months import FIRST, REASON, SECOND, publish
from tests.web.public.tables import said

NOTICES = "/public/notices/"


def test_a_notice_says_what_the_standard_wants(reader: FlaskClient) -> None:
    words = said(reader.get(NOTICES + SECOND))

    for field in (
        f"索引号 {SECOND}",
        "文号 —",
        "成文日期 2026年11月23日",
        "发布日期 2026年11月23日",
        "发布机构 示例区政务服务中心",
        "公开方式 主动公开",
        "类别 评价结果",
        "有效性 公示中",
        "版本 第 2 版，共 2 版",
        "计算规则 2026-11",
    ):
        assert field in words


def test_a_notice_that_was_replaced_leads_to_the_new_one(reader: FlaskClient) -> None:
    page = reader.get(NOTICES + FIRST)

    assert "已被第 2 版代替" in said(page)
    assert f"理由：{REASON}" in said(page)
    assert f'href="/public/notices/{SECOND}"' in page.text


def test_a_revision_says_what_it_changed(reader: FlaskClient) -> None:
    words = said(reader.get(NOTICES + SECOND))

    assert f"理由：{REASON}" in words
    assert "A01: n=31，差评 1，暂不下结论 → n=30，差评 0，与本组相当" in words
    assert "A02: n=31" not in words


def test_the_days_of_the_objection_period_are_counted_one_by_one(reader: FlaskClient) -> None:
    words = said(reader.get(NOTICES + SECOND))

    assert "公示期 5 个工作日，从发布次日算起，到 2026年11月30日 为止" in words
    assert "11月24日 周二 第 1 天 11月25日 周三 第 2 天" in words
    assert "11月28日 周六 休息 11月29日 周日 休息 11月30日 周一 第 5 天" in words


def test_today_is_marked_among_the_days(reader: FlaskClient) -> None:
    page = reader.get(NOTICES + SECOND)

    assert page.text.count('aria-current="date"') == 1
    assert '<li class="counts today" aria-current="date"><b class="num">11月25日</b>' in page.text


def test_a_stranger_can_check_the_digest_from_the_frozen_bytes(
    published_app: Flask, reader: FlaskClient
) -> None:
    with published_app.app_context():
        notice = notice_numbered(hall_named().id, SECOND)

    frozen = reader.get(f"{NOTICES}{SECOND}.json").data

    assert sha256(f"{notice.previous_digest}|".encode() + frozen).hexdigest() == notice.digest
    assert notice.digest in reader.get(NOTICES + SECOND).text


def test_each_notice_leads_to_the_one_before_it(reader: FlaskClient) -> None:
    page = reader.get(NOTICES + SECOND)

    assert 'href="/public/notices/SLQ-ZWZX/2026-0004">SLQ-ZWZX/2026-0004</a>' in page.text


def test_the_first_notice_has_none_before_it(reader: FlaskClient) -> None:
    words = said(reader.get(f"{NOTICES}SLQ-ZWZX/2026-0001"))

    assert "（第一份，前面没有）" in words
    assert "(printf '%s|' ''; cat" in words


def test_a_disclosure_is_read_in_full(reader: FlaskClient) -> None:
    words = said(reader.get(f"{NOTICES}SLQ-ZWZX/2026-0006"))

    assert "差评率 不满意、非常不满意 ÷ 计入的主动评价 7.11% 14/197" in words
    assert "14 条差评说到的原因" in words
    assert "服务人员 14 / 14" in words


def test_without_applications_the_silent_ones_are_not_guessed(reader: FlaskClient) -> None:
    words = said(reader.get(f"{NOTICES}SLQ-ZWZX/2026-0002"))

    assert "办件数没有接入" in words
    assert "没有评价 办完没评的" not in words


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["0006", "0005", "0004", "0003", "0002", "0001"]),
        ("q=below", ["0005", "0003"]),
        ("q=第2版", ["0006", "0005"]),
        ("q=2026-0003", ["0003"]),
        ("kind=disclosure", ["0006", "0004", "0002"]),
        ("month=2026-09", ["0002", "0001"]),
        ("month=2026&kind=ranking&q=below", ["0005", "0003"]),
        ("q=nothing-like-it", []),
        ("q=%25", []),
        ("q=%00&kind=nix&month=nix&page=nix", ["0006", "0005", "0004", "0003", "0002", "0001"]),
        ("page=99", ["0006", "0005", "0004", "0003", "0002", "0001"]),
    ],
)
def test_search_finds_what_is_asked_the_newest_first(
    reader: FlaskClient, query: str, found: list[str]
) -> None:
    words = said(reader.get(f"{NOTICES}?{query}"))

    numbers = [part[:4] for part in words.split("索引号 SLQ-ZWZX/2026-")[1:]]
    assert numbers == found
    assert f"共 {len(found)} 份" in words


def test_more_than_a_page_of_notices_is_turned_over_and_the_search_stays(
    app: Flask, client: FlaskClient, clock: Clock
) -> None:
    clock.move_to(NOW)
    with app.app_context():
        place = a_hall()
        in_being_since("2025-01-01 08:00")
        for number in range(1, 12):
            publish(place.hall, Month(2025, number), at("2026-01-05 09:00"))

    first = client.get(f"{NOTICES}?month=2025")
    second = client.get(f"{NOTICES}?month=2025&page=2")

    assert "第 1 页，共 2 页 较早的" in said(first)
    assert 'href="/public/notices/?month=2025&amp;page=2"' in first.text
    assert "较新的 第 2 页，共 2 页" in said(second)
    assert said(second).count("索引号 SLQ-ZWZX") == 2


def test_what_was_searched_stays_in_the_form(reader: FlaskClient) -> None:
    page = reader.get(f"{NOTICES}?q=%22A04%22&kind=ranking&month=2026-10")

    assert 'value="&#34;A04&#34;"' in page.text
    assert '<option value="ranking" selected>' in page.text
    assert '<option value="2026-10" selected>' in page.text


@pytest.mark.parametrize("number", ["SLQ-ZWZX/2026-0099", "x", "%00", "9" * 500])
def test_a_number_that_no_notice_has_is_not_found(reader: FlaskClient, number: str) -> None:
    page = reader.get(NOTICES + number)

    assert page.status_code == 404
    assert "没有索引号为" in said(page)
    assert 'href="/public/notices/"' in page.text


def test_the_archive_links_the_published_months_alone(reader: FlaskClient) -> None:
    page = reader.get(NOTICES)

    assert page.text.count('href="/public/rankings/2026-') == 2
    assert "<span>8月</span>" in page.text


def test_who_approved_a_notice_is_not_named(reader: FlaskClient) -> None:
    words = said(reader.get(NOTICES + SECOND))

    assert "2026年11月23日发布 · 经第二人核准" in words
    assert "王某" not in words
