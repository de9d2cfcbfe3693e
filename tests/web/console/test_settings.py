"""The hall's settings: what they are, what they were, and how one is changed."""

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from server.db import session
from server.models.audit import AuditRecord
from server.queries.registry.halls import hall_named
from server.queries.registry.hours import hall_facts
from server.queries.registry.setting_history import setting_history
from server.rules.accounts.roles import Role
from server.rules.hall_settings import KINDS
from server.texts import is_known
from tests.build import MORNING
from tests.web.console.desk import Desk, untranslated, words_of
from tests.web.forms import form_to
from web.console.settings import SECTIONS, SENSITIVE

PATH = "/console/settings"


def change(client: FlaskClient, key: str, **values: object) -> TestResponse:
    form = form_to(client.get(f"{PATH}/{key}"), f"{PATH}/{key}")
    return form.send(client, **values)


def value_today(desk: Desk, key: str, group: str = "") -> str:
    with desk.app.app_context():
        hall = hall_named()
        facts = hall_facts(hall.id, hall.registry_version)
        return facts.setting(key, MORNING.date(), group)


def test_every_setting_stands_in_one_section() -> None:
    shown = [key for keys in SECTIONS.values() for key in keys]

    assert sorted(shown) == sorted(KINDS)


def test_every_sensitive_setting_names_the_law() -> None:
    assert all(is_known(f"settings.warning_{key}") for key in SENSITIVE)
    assert set(KINDS) >= SENSITIVE


def test_only_who_manages_settings_sees_them(desk: Desk) -> None:
    paths = (PATH, f"{PATH}/complaint_days")
    statuses = {
        role: {desk.of(role).get(path).status_code for path in paths}
        for role in (Role.SYSTEM_ADMIN, Role.SUPERVISOR, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)
    }

    assert statuses.pop(Role.SYSTEM_ADMIN) == {200}
    assert set(map(tuple, statuses.values())) == {(404,)}


def test_the_settings_and_each_of_their_pages_are_there_in_both_languages(desk: Desk) -> None:
    client = desk.of(Role.SYSTEM_ADMIN)
    paths = [PATH, *(f"{PATH}/{key}" for key in KINDS)]

    answers = [client.get(f"{path}?lang={lang}") for path in paths for lang in ("zh", "en")]

    assert {answer.status_code for answer in answers} == {200}
    defaults = " ".join(kind.default for kind in KINDS.values())
    found = {word for answer in answers[1::2] for word in untranslated(answer)}
    assert [word for word in found if word not in defaults] == []


def test_a_setting_changes_from_a_day_on_and_keeps_its_history(desk: Desk) -> None:
    client = desk.of(Role.SYSTEM_ADMIN)

    answer = change(client, "ordinary_days", value="7", day="2026-12-01")
    page = words_of(client.get(answer.headers["Location"]))

    assert answer.status_code == 303
    assert value_today(desk, "ordinary_days") == "5"
    assert "已保存" in page
    assert "2026年12月1日 7 尚未生效" in page
    assert "此前 5 默认值" in page
    with desk.app.app_context():
        found = session.execute(select(AuditRecord.act, AuditRecord.object)).all()
    assert ("setting_changed", "ordinary_days") in [tuple(row) for row in found]


def test_the_same_form_sent_twice_leaves_one_line_in_the_history(desk: Desk) -> None:
    client = desk.of(Role.SYSTEM_ADMIN)

    for _ in range(2):
        change(client, "ordinary_days", value="7", day="2026-12-01")

    with desk.app.app_context():
        assert len(setting_history(desk.place.hall.id)["ordinary_days"]) == 1


def test_a_value_that_cannot_be_is_told_and_stays_in_the_form(desk: Desk) -> None:
    answer = change(desk.of(Role.SYSTEM_ADMIN), "ordinary_days", value="0")

    assert answer.status_code == 422
    assert "这项设置不能取“0”这个值" in words_of(answer)
    assert form_to(answer, f"{PATH}/ordinary_days").value("value") == "0"


def test_what_was_computed_does_not_change_yesterday_is_refused_and_today_is_not(
    desk: Desk,
) -> None:
    client = desk.of(Role.SYSTEM_ADMIN)

    yesterday = change(client, "ordinary_days", value="6", day="2026-11-24")
    today = change(client, "ordinary_days", value="6", day="2026-11-25")

    assert (yesterday.status_code, today.status_code) == (422, 303)
    assert "最早是今天" in words_of(yesterday)
    assert value_today(desk, "ordinary_days") == "6"


def test_lanes_change_on_the_first_of_a_month_to_come_for_a_group_alone(desk: Desk) -> None:
    client = desk.of(Role.SYSTEM_ADMIN)
    lanes = ["verified", "present"]

    middle = change(client, "counting_lanes", lane=lanes, scope="G1", day="2026-12-02")
    first = change(client, "counting_lanes", lane=lanes, scope="G1", day="2026-12-01")
    listed = words_of(client.get(f"{PATH}/counting_lanes"))

    assert (middle.status_code, first.status_code) == (422, 303)
    assert "办件凭证、窗口屏动态码 G1 尚未生效" in listed


def test_no_lane_at_all_is_refused(desk: Desk) -> None:
    answer = change(desk.of(Role.SYSTEM_ADMIN), "counting_lanes", lane=[])

    assert answer.status_code == 422


def test_a_day_that_is_none_is_told(desk: Desk) -> None:
    answer = change(desk.of(Role.SYSTEM_ADMIN), "ordinary_days", day="1.12.")

    assert "请填写生效日期" in words_of(answer)


def test_a_setting_that_does_not_exist_is_not_found(desk: Desk) -> None:
    assert desk.page(f"{PATH}/nothing", Role.SYSTEM_ADMIN).status_code == 404
