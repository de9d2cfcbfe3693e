"""The pages about the registry: what there is, the week's roster, imports, re-attributions."""

import io
import os
from datetime import timedelta
from pathlib import Path

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from server.actions.registry.import_registry import import_registry
from server.db import session
from server.models.audit import AuditRecord
from server.models.ratings import Reattribution
from server.models.registry import Window
from server.rules.accounts.roles import Role
from server.rules.registry.reading import read_registry
from sheets.reading import read_workbook
from tests.build import MORNING, at, rate
from tests.house.installation import Clock
from tests.house.signed_in import an_account, sign_in
from tests.web.console.desk import Desk, untranslated, words_of
from tests.web.forms import form_to
from tests.workbooks import only

SEE = (Role.SYSTEM_ADMIN, Role.SUPERVISOR, Role.APPRAISAL_OFFICER, Role.INSPECTOR)
LISTS = ("windows", "people", "departments", "groups", "matters", "roster", "reattributions")
PAGES = (*LISTS, "history")
PATH = "/console/registry"
WINDOWS = "窗口号,窗口名称,部门,考核组\nA03,新窗口,D1,G1\n"


def hand_in(client: FlaskClient, **files: str) -> TestResponse:
    sent = [(io.BytesIO(text.encode()), f"{name}.csv") for name, text in files.items()]
    return client.post(f"{PATH}/import", data={"file": sent})


def windows_of(desk: Desk) -> set[str]:
    with desk.app.app_context():
        return set(session.scalars(select(Window.number)))


def test_who_sees_the_registry_sees_every_list_and_the_others_none(desk: Desk) -> None:
    statuses = {
        role: {client.get(f"{PATH}/{page}").status_code for page in PAGES}
        for role in Role
        for client in [desk.of(role)]
    }

    assert statuses == {role: {200} if role in SEE else {404} for role in Role}


def test_only_who_manages_the_registry_hands_workbooks_in_and_out(desk: Desk) -> None:
    manager, supervisor = desk.of(Role.SYSTEM_ADMIN), desk.of(Role.SUPERVISOR)

    for page in ("import", "template.xlsx", "export.xlsx"):
        assert manager.get(f"{PATH}/{page}").status_code == 200
        assert supervisor.get(f"{PATH}/{page}").status_code == 404


def test_the_lists_are_there_in_english(desk: Desk) -> None:
    client = desk.of(Role.SYSTEM_ADMIN)

    foreign = {page: untranslated(client.get(f"{PATH}/{page}?lang=en")) for page in LISTS}

    assert foreign == {page: [] for page in LISTS}


def test_windows_are_found_by_number_name_and_department(desk: Desk) -> None:
    client = desk.of(Role.SYSTEM_ADMIN)

    found = words_of(client.get(f"{PATH}/windows?q=a01"))
    nothing = words_of(client.get(f"{PATH}/windows?department=D9"))

    assert "A01" in found
    assert "A02" not in found
    assert "没有找到" in nothing


def test_the_roster_names_who_serves_and_says_where_nobody_does(desk: Desk) -> None:
    page = words_of(desk.page(f"{PATH}/roster", Role.SUPERVISOR))

    assert "A01 综合受理窗口 没有排班 没有排班 张某 0137 09:00–17:00" in page
    assert "11月25日 周三" in page


def test_another_week_is_a_click_away_and_a_day_that_is_none_is_not_found(desk: Desk) -> None:
    client = desk.of(Role.SUPERVISOR)

    assert "day=2026-11-30" in client.get(f"{PATH}/roster").text
    assert "张某" not in words_of(client.get(f"{PATH}/roster?day=2026-12-01"))
    assert client.get(f"{PATH}/roster?day=2026-13-01").status_code == 404


def test_a_workbook_is_looked_at_first_and_taken_by_the_second_form(desk: Desk) -> None:
    client = desk.of(Role.SYSTEM_ADMIN)

    looked = hand_in(client, 窗口=WINDOWS)
    before = windows_of(desk)
    taken = form_to(looked, f"{PATH}/import/take").send(client)

    assert "还没有导入" in words_of(looked)
    assert before == {"A01", "A02"}
    assert taken.headers["Location"] == f"{PATH}/history?done=imported"
    assert windows_of(desk) == {"A01", "A02", "A03"}
    history = words_of(client.get(taken.headers["Location"]))
    assert "已导入。" in history
    assert "窗口 A03 新增" in history


def test_every_bad_row_is_listed_and_nothing_is_taken(desk: Desk) -> None:
    rows = "窗口号,窗口名称,部门,考核组\nA03,新窗口,D8,G1\nA04,新窗口,D1,G7\n"

    answer = hand_in(desk.of(Role.SYSTEM_ADMIN), 窗口=rows)

    assert answer.status_code == 422
    assert "窗口 2 部门 没有“D8”" in words_of(answer)
    assert "窗口 3 考核组 没有“G7”" in words_of(answer)
    assert windows_of(desk) == {"A01", "A02"}


def test_what_is_no_workbook_is_refused_with_its_reason(desk: Desk) -> None:
    client = desk.of(Role.SYSTEM_ADMIN)

    answer = client.post(f"{PATH}/import", data={"file": (io.BytesIO(b"x" * 99), "a.xlsx")})

    assert answer.status_code == 422
    assert "没有导入任何内容" in words_of(answer)


def test_a_workbook_that_somebody_else_handed_in_cannot_be_taken(desk: Desk) -> None:
    looked = hand_in(desk.of(Role.SYSTEM_ADMIN), 窗口=WINDOWS)

    form = form_to(looked, f"{PATH}/import/take")

    assert form.send(desk.of(Role.SYSTEM_ADMIN)).status_code == 404
    assert windows_of(desk) == {"A01", "A02"}


def test_the_button_pressed_twice_takes_a_workbook_once_and_says_so(desk: Desk) -> None:
    client = desk.of(Role.SYSTEM_ADMIN)
    form = form_to(hand_in(client, 窗口=WINDOWS), f"{PATH}/import/take")

    form.send(client)
    again = form.send(client)

    assert again.headers["Location"] == f"{PATH}/history?done=taken_before"
    assert windows_of(desk) == {"A01", "A02", "A03"}


def test_a_workbook_that_nobody_took_is_gone_after_a_day(
    desk: Desk, tmp_path: Path, clock: Clock
) -> None:
    hand_in(desk.of(Role.SYSTEM_ADMIN), 窗口=WINDOWS)
    old = next((tmp_path / "workbooks").iterdir())
    a_day_ago = (clock.now() - timedelta(hours=24, seconds=1)).timestamp()
    os.utime(old, (a_day_ago, a_day_ago))

    hand_in(desk.of(Role.SYSTEM_ADMIN), 窗口=WINDOWS)

    assert not old.exists()
    assert len(list((tmp_path / "workbooks").iterdir())) == 1


def test_a_file_name_leads_to_no_other_folder(desk: Desk, tmp_path: Path) -> None:
    client = desk.of(Role.SYSTEM_ADMIN)
    sent = (io.BytesIO(WINDOWS.encode()), "../../../窗口.csv")

    answer = client.post(f"{PATH}/import", data={"file": sent})

    assert answer.status_code == 200
    assert [file.name for file in tmp_path.rglob("窗口.csv")] == ["窗口.csv"]
    assert next(tmp_path.rglob("窗口.csv")).parent.parent == tmp_path / "workbooks"


def test_an_exported_workbook_handed_in_again_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    client = desk.of(Role.SYSTEM_ADMIN)
    exported = client.get(f"{PATH}/export.xlsx")
    file = tmp_path / "exported.xlsx"
    file.write_bytes(exported.data)

    assert {sheet.name for sheet in read_workbook(file)} >= {"窗口", "人员", "排班"}
    answer = client.post(f"{PATH}/import", data={"file": (io.BytesIO(exported.data), "a.xlsx")})
    assert "没有需要改动的内容" in words_of(answer)


def corrected_roster(desk: Desk, by: str) -> None:
    """0138 instead of 0137 served this morning; one rating would change hands."""
    with desk.app.app_context():
        rate(desk.place, 5, moment=at("2026-11-25 09:30"))
        header = ("窗口号", "工号", "日期", "上班时间", "下班时间", "取消")
        day = ("2026-11-25", "9:00", "17:00")
        rows = [header, ("A01", "0137", *day, "是"), ("A01", "0138", *day, "")]
        import_registry(read_registry(only(排班=rows)), "H1", by=by, now=MORNING)


def test_a_second_person_approves_that_ratings_change_hands(desk: Desk) -> None:
    corrected_roster(desk, "li-mou")
    client = desk.of(Role.SUPERVISOR)

    listed = client.get(f"{PATH}/reattributions")
    answer = form_to(listed, f"{PATH}/reattributions").send(client)

    assert answer.headers["Location"] == f"{PATH}/reattributions?done=reattributed"
    with desk.app.app_context():
        assert session.scalar(select(Reattribution.approved_by)) is not None
        acts = session.scalars(select(AuditRecord.act)).all()
    assert acts[-1] == "reattribution_approved"


def test_who_corrected_the_roster_is_not_the_second_person(desk: Desk) -> None:
    with desk.app.app_context():
        account = an_account(desk.place, Role.SYSTEM_ADMIN)
    corrected_roster(desk, account.name)
    client = sign_in(desk.app.test_client(), account)

    listed = client.get(f"{PATH}/reattributions")
    another = desk.of(Role.SYSTEM_ADMIN).get(f"{PATH}/reattributions")
    forced = form_to(another, f"{PATH}/reattributions").send(client)

    assert "须由别人批准" in words_of(listed)
    assert forced.status_code == 403
    with desk.app.app_context():
        assert session.scalar(select(Reattribution.approved_by)) is None


def test_a_row_that_was_not_sealed_here_is_not_found(desk: Desk) -> None:
    answer = desk.of(Role.SUPERVISOR).post(f"{PATH}/reattributions", data={"row": "AAAA"})

    assert answer.status_code == 404
