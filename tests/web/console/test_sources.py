"""Applications, matters and tasks in the console: seen, handed in, reported, decided."""

import io
import re
from datetime import date
from typing import Any

from sqlalchemy import select

from server.db import session, transaction
from server.models.appraisal import Fact
from server.models.registry import Department
from server.rules.accounts.roles import Role
from tests.actions.sources.filed import a_matter, an_application, hand_in
from tests.web.console.desk import Desk
from tests.web.forms import words_of

FACTS = select(Fact.source, Fact.source_number)
PAGES = "/console/sources"
OFFICER, HEAD = Role.APPRAISAL_OFFICER, Role.DEPARTMENT_HEAD
A_TASK = {
    "number": "T1",
    "title": "推行一窗受理",
    "department": "D1",
    "month": "2026-11",
    "goal": "完成改造",
}


def given(desk: Desk, kind: str, *rows: dict[str, Any]) -> None:
    """These rows were imported before."""
    with desk.app.app_context():
        hand_in(desk.place, kind, *rows)


def a_file(*lines: str) -> dict[str, Any]:
    return {"file": (io.BytesIO("\n".join(lines).encode()), "办件.csv")}


def test_a_month_of_applications_is_listed_counted_and_looked_through(desk: Desk) -> None:
    late = an_application("N2", finished_on="2026-11-10", faults="办件差错")
    own_class = an_application("N3", difficulty="甲")
    given(desk, "applications", an_application(difficulty="hard"), late, own_class)

    whole = words_of(desk.page(f"{PAGES}/applications?month=2026-11", OFFICER))
    only_late = words_of(desk.page(f"{PAGES}/applications?month=2026-11&only=late", OFFICER))
    of_person = words_of(desk.page(f"{PAGES}/applications?month=2026-11&q=0138", OFFICER))
    of_number = words_of(desk.page(f"{PAGES}/applications?month=2026-09&q=N2", OFFICER))
    counts = words_of(desk.page(f"{PAGES}/counts?month=2026-11", OFFICER))

    assert ("N1" in whole, "N2" in whole) == (True, True)
    assert ("难度 较难" in whole, "难度 甲" in whole) == (True, True)
    assert ("N1" in only_late, "超期 2 个工作日" in only_late, "办件差错" in only_late) == (
        False,
        True,
        True,
    )
    assert ("N1" in of_person, "N1" in of_number, "N2" in of_number) == (False, False, True)
    assert "66.67" in counts


def test_a_head_sees_the_own_department_alone_and_imports_nothing(desk: Desk) -> None:
    given(desk, "applications", an_application())
    given(desk, "tasks", A_TASK)
    with desk.app.app_context(), transaction() as session:
        other = Department(id=7, hall_id=desk.place.hall.id, code="D2", name="税务局")
        session.add(other)
    desk.place.departments["D2"] = 7
    pages = [f"{PAGES}/{page}?month=2026-11" for page in ("applications", "counts", "tasks")]

    own, foreign = (desk.of(HEAD, department=code) for code in ("D1", "D2"))

    assert all("张某" in words_of(own.get(page)) for page in pages[:2])
    assert not any("张某" in words_of(foreign.get(page)) for page in pages)
    assert "推行一窗受理" not in words_of(foreign.get(pages[2]))
    assert own.get(f"{PAGES}/import/applications").status_code == 404


def test_a_bad_file_is_told_row_by_row_and_a_sound_one_is_looked_at_and_taken(desk: Desk) -> None:
    officer = desk.of(OFFICER)
    header = "办件编号,窗口号,工号,受理日期,办结日期,申请人"
    address = f"{PAGES}/import/applications"

    bad = officer.post(address, data=a_file(header, "N1,B09,0137,2026-11-02,2026-11-01,张某"))
    sound = officer.post(address, data=a_file(header, "N1,A01,0137,2026-11-02,2026-11-03,张某"))
    token = re.search(r'name="workbook" value="([^"]+)"', sound.text)
    taken = officer.post(f"{address}/take", data={"workbook": token[1] if token else ""})
    again = officer.post(f"{address}/take", data={"workbook": token[1] if token else ""})

    assert bad.status_code == 422
    assert "没有“B09”这个窗口" in words_of(bad)
    assert "早于受理日期" in words_of(bad)
    assert "新增 1 行" in words_of(sound)
    assert "没有读取：申请人" in words_of(sound)
    assert taken.headers["Location"] == f"{PAGES}/applications?done=source_imported"
    assert again.headers["Location"] == f"{PAGES}/applications?done=taken_before"


def test_a_fault_of_a_matter_is_noted_and_taken_back(desk: Desk) -> None:
    with desk.app.app_context():
        a_matter(desk.place)
    standing = {"matter": "S01", "from_on": "2026-11-01", "department": "D1"}
    given(desk, "matters", {**standing, "is_due": "是", "is_stationed": "否"})
    officer = desk.of(OFFICER)
    form = {"matter": "S01", "what": "not_stationed", "found_on": str(date(2026, 11, 12))}

    wrong = officer.post(f"{PAGES}/matters/check", data={**form, "what": "", "note": "写过的话"})
    officer.post(f"{PAGES}/matters/check", data=form)
    page = officer.get(f"{PAGES}/matters")
    number = re.search(r'name="number" value="([^"]+)"', page.text)
    officer.post(f"{PAGES}/matters/withdraw", data={"number": number[1] if number else ""})

    assert (wrong.status_code, "写过的话" in wrong.text) == (422, True)
    assert "应进驻 1 项，已进驻 0 项" in words_of(page)
    assert "已撤回" in words_of(officer.get(f"{PAGES}/matters"))


def test_a_department_reports_and_an_officer_decides(desk: Desk) -> None:
    given(desk, "tasks", A_TASK)
    head, officer = desk.of(HEAD, department="D1"), desk.of(OFFICER)
    link = re.search(rf"{PAGES}/tasks/(\w+)", head.get(f"{PAGES}/tasks?month=2026-11").text)
    address = link[0] if link else ""

    empty = head.post(f"{address}/2026-11/report", data={"done_on": "", "evidence": "照片在"})
    done_on = {"done_on": "2026-11-20"}
    head.post(f"{address}/2026-11/report", data={**done_on, "evidence": "照片在资料柜"})
    waiting = words_of(officer.get(f"{PAGES}/tasks?month=2026-11"))
    officer.post(f"{address}/2026-11/decide", data={"outcome": "done", "decision": "已核对"})

    assert (empty.status_code, "照片在" in empty.text) == (422, True)
    assert "已报完成，待认定" in waiting
    assert "按期完成" in words_of(head.get(address))
    decided = head.post(f"{address}/2026-11/report", data={**done_on, "evidence": "x"})
    assert decided.status_code == 409


def test_the_evidence_of_a_fact_leads_to_the_application_and_to_the_fault(desk: Desk) -> None:
    with desk.app.app_context():
        a_matter(desk.place)
    standing = {"matter": "S01", "from_on": "2026-11-01", "department": "D1"}
    found = {"faults": "应进未进", "found_on": "2026-11-12"}
    given(desk, "matters", {**standing, "is_due": "是", "is_stationed": "否", **found})
    given(desk, "applications", an_application("N2", finished_on="2026-11-10"))
    with desk.app.app_context():
        numbers = {row[0]: row[1] for row in session.execute(FACTS)}
    officer = desk.of(OFFICER)

    late = officer.get(f"{PAGES}/applications/{numbers['applications']}", follow_redirects=True)
    fault = officer.get(f"{PAGES}/matters/{numbers['matters']}", follow_redirects=True)

    assert "超期 2 个工作日" in words_of(late)
    assert f'id="found-{numbers["matters"]}"' in fault.text
