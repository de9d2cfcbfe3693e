"""Does the page behind a window's code show what it should, and store nothing?"""

import gzip
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from qr.screens import rotating_code
from qr.tickets import VisitLink, sign_visit
from server.actions.codes.revoke_code import revoke_code
from server.columns import Base
from server.db import session, transaction
from server.gate import wiring
from server.ids import new_id
from server.models.codes import StrayScan
from server.models.ratings import Rating
from server.models.registry import HallSetting, Matter, MatterWindow, Window
from server.queries.codes.scanned import scanned_window
from server.queries.codes.scans import screen_key, ticket_keys
from tests.build import DAY, MORNING, at, on_duty
from tests.web.forms import form_of, words_of
from tests.web.visitors import Visitor

MOST_COMPRESSED_BYTES = 14 * 1024


def rows_of_all_tables(visitor: Visitor) -> dict[str, int]:
    """How many rows every table has."""
    with visitor.app.app_context():
        tables = Base.metadata.sorted_tables
        return {t.name: session.scalar(select(func.count()).select_from(t)) or 0 for t in tables}


def show_names(visitor: Visitor) -> None:
    """The hall shows the names of its staff."""
    row = HallSetting(
        id=new_id(DAY),
        hall_id=visitor.place.hall.id,
        key="staff_name_shown",
        scope="",
        value="yes",
        in_force_on=DAY,
        entered_at=MORNING,
        entered_by="李某",
    )
    with visitor.app.app_context(), transaction() as open_session:
        open_session.add(row)


def add_matter(visitor: Visitor) -> None:
    """Window A01 handles a matter."""
    hall_id, window_id = visitor.place.hall.id, visitor.place.windows["A01"]
    with visitor.app.app_context(), transaction() as open_session:
        matter = Matter(id=new_id(DAY), hall_id=hall_id, code="M1", name="居民身份证补领")
        open_session.add(matter)
        open_session.flush()
        open_session.add(MatterWindow(matter_id=matter.id, window_id=window_id))


def test_opening_the_form_stores_nothing(visitor: Visitor) -> None:
    before = rows_of_all_tables(visitor)

    visitor.scan()

    assert rows_of_all_tables(visitor) == before


def test_the_form_says_where_one_is_and_who_serves(visitor: Visitor) -> None:
    page = words_of(visitor.scan())

    for expected in (
        "示例区政务服务中心",
        "A01",
        "综合受理窗口",
        "工号 0137",
        "11月25日 10:00 扫码",
    ):
        assert expected in page
    assert "张某" not in page


def test_a_name_is_shown_where_the_hall_says_so(visitor: Visitor) -> None:
    show_names(visitor)

    assert "张某 · 工号 0137" in words_of(visitor.scan())


def test_five_levels_are_offered_and_none_is_chosen(visitor: Visitor) -> None:
    page = visitor.scan()

    assert [page.text.count(f'name="level" value="{level}"') for level in range(1, 6)] == [1] * 5
    assert "level" not in form_of(page).fields


def test_every_level_has_its_eight_tags(visitor: Visitor) -> None:
    assert visitor.scan().text.count('name="tag"') == 40


def test_retention_and_rights_are_told_before_anything_is_asked(visitor: Visitor) -> None:
    page = words_of(visitor.scan())

    for expected in (
        "联系方式：办结后 30 天",
        "评价文字：2 年",
        "照片：办结后 1 年",
        "说明版本 2026-12",
    ):
        assert expected in page


def test_a_code_is_understood_as_people_type_it(visitor: Visitor) -> None:
    code = visitor.place.codes["A01"].lower()

    assert visitor.client.get(f"/w/{code[:4]}-{code[4:]}").status_code == 200


@pytest.mark.parametrize(
    ("query", "header", "expected"),
    [
        pytest.param({}, "zh-CN,zh", "您满意吗", id="a Chinese browser reads Chinese"),
        pytest.param({}, "en-GB,en", "How satisfied", id="an English browser reads English"),
        pytest.param({"lang": "zh"}, "en", "您满意吗", id="the address decides over the browser"),
        pytest.param({}, "fr", "您满意吗", id="a language we lack reads Chinese"),
    ],
)
def test_the_page_speaks_the_readers_language(
    visitor: Visitor, query: dict[str, str], header: str, expected: str
) -> None:
    address = f"/w/{visitor.place.codes['A01']}"

    page = visitor.client.get(address, query_string=query, headers={"Accept-Language": header})

    assert expected in page.text


def test_a_closed_hall_says_that_the_rating_is_taken_but_not_counted(visitor: Visitor) -> None:
    visitor.clock.move_to(at("2026-11-25 17:00"))

    assert "不计入比较" in words_of(visitor.scan())


def test_who_serves_is_asked_only_where_several_do(visitor: Visitor) -> None:
    with visitor.app.app_context():
        on_duty(visitor.place, "0137", "A02")
        on_duty(visitor.place, "0138", "A02")
        with transaction() as open_session:
            open_session.execute(update(Window).values(is_shared=True))

    assert "谁为您服务" not in words_of(visitor.scan("A01"))
    assert "谁为您服务" in words_of(visitor.scan("A02"))


def test_the_person_whom_the_citizen_names_gets_the_rating(visitor: Visitor) -> None:
    with visitor.app.app_context():
        on_duty(visitor.place, "0137", "A02")
        on_duty(visitor.place, "0138", "A02")

    visitor.rate("A02", staff="0138")

    assert visitor.only(Rating).staff_id == visitor.place.staff["0138"]


def test_a_matter_can_be_named_where_the_window_has_some(visitor: Visitor) -> None:
    add_matter(visitor)

    visitor.rate(matter="M1")

    assert visitor.only(Rating).matter_id is not None
    assert "居民身份证补领" not in words_of(visitor.scan("A02"))


@pytest.mark.parametrize(
    ("seconds", "lane"),
    [
        pytest.param(0, "present", id="the code of this half minute proves presence"),
        pytest.param(30, "present", id="the one before does too"),
        pytest.param(60, "printed", id="an older one counts like the poster"),
    ],
)
def test_a_screens_code_proves_presence_for_a_minute(
    visitor: Visitor, seconds: int, lane: str
) -> None:
    with visitor.app.app_context():
        key = screen_key(scanned_window(visitor.place.codes["A01"]), wiring().settings)
    shown = rotating_code(key, visitor.clock.now() - timedelta(seconds=seconds))

    visitor.form(k=shown).send(visitor.client, level="5")

    assert visitor.only(Rating).lane == lane


def a_link(visitor: Visitor, *, window: str = "A01", minutes_ago: int = 5) -> str:
    """What the queue system gave a citizen so many minutes ago."""
    moment = visitor.clock.now() - timedelta(minutes=minutes_ago)
    link = VisitLink("H1", visitor.place.codes[window], "A0137", moment)
    with visitor.app.app_context():
        return sign_visit(link, ticket_keys(wiring().settings))


@pytest.mark.parametrize(
    ("window", "minutes", "lane"),
    [
        pytest.param("A01", 5, "verified", id="a link of this window proves the visit"),
        pytest.param("A02", 5, "printed", id="a link of another window proves nothing"),
        pytest.param("A01", 121, "printed", id="after two hours it proves nothing"),
    ],
)
def test_a_queue_systems_link_proves_its_visit(
    visitor: Visitor, window: str, minutes: int, lane: str
) -> None:
    link = a_link(visitor, window=window, minutes_ago=minutes)

    visitor.form(v=link).send(visitor.client, level="5")

    assert visitor.only(Rating).lane == lane


def test_a_visit_belongs_to_who_served_when_its_link_was_issued(visitor: Visitor) -> None:
    visitor.clock.move_to(at("2026-11-25 17:30"))
    link = a_link(visitor, minutes_ago=60)

    visitor.form(v=link).send(visitor.client, level="5")

    assert visitor.only(Rating).staff_id == visitor.place.staff["0137"]
    assert visitor.only(Rating).set_aside is None


def test_an_unknown_code_lands_on_a_friendly_page_and_is_counted(visitor: Visitor) -> None:
    answers = [visitor.client.get(f"/w/{code}") for code in ("00000000", "ZZZZZZZZ", "no code")]

    assert {answer.status_code for answer in answers} == {404}
    assert "没有找到这个窗口码" in words_of(answers[0])
    assert (visitor.only(StrayScan).code, visitor.only(StrayScan).scans) == ("", 3)


def test_a_revoked_code_is_counted_by_its_name_each_day(visitor: Visitor) -> None:
    code = visitor.place.codes["A01"]
    with visitor.app.app_context():
        revoke_code(visitor.place.hall.id, "A01", by="李某", now=MORNING)

    answer = visitor.client.get(f"/w/{code}")

    assert answer.status_code == 410
    assert "已停用" in words_of(answer)
    assert (visitor.only(StrayScan).code, visitor.only(StrayScan).day) == (code, MORNING.date())


def test_the_page_fits_into_fourteen_kilobytes(visitor: Visitor) -> None:
    add_matter(visitor)

    for size in ("", "elder"):
        page = visitor.scan(size=size)
        assert len(gzip.compress(page.data)) <= MOST_COMPRESSED_BYTES


def test_the_page_travels_compressed_where_the_browser_can_unpack(visitor: Visitor) -> None:
    address = f"/w/{visitor.place.codes['A01']}"

    page = visitor.client.get(address, headers={"Accept-Encoding": "gzip, br"})

    assert page.headers["Content-Encoding"] == "gzip"
    assert "您满意吗" in gzip.decompress(page.data).decode()
    assert len(page.data) <= MOST_COMPRESSED_BYTES


def test_the_page_fetches_nothing_from_elsewhere_and_holds_no_script(visitor: Visitor) -> None:
    page = visitor.scan().text

    assert "<script" not in page
    assert "http://" not in page
    assert "https://" not in page
    assert " style=" not in page
