"""Schemes in the console: checked with every mistake, proposed by one, adopted by another."""

from io import BytesIO

from werkzeug.test import TestResponse

from server.packs.schemes import preset
from server.rules.accounts.roles import Role
from tests.web.console.desk import Desk, untranslated, words_of

PATH = "/console/appraisal/schemes"
TEXT = preset("town").text.replace("2026.1", "2026.2").replace("2026-01-01", "2026-12-01")
RECORD = {
    "body": "考核领导小组",
    "adopted_on": "2026-11-20",
    "document_number": "示政〔2026〕9号",
    "heard": "全体窗口人员",
}


def propose(desk: Desk, text: str = TEXT, **typed: str) -> TestResponse:
    client = desk.of(Role.APPRAISAL_OFFICER)
    return client.post(f"{PATH}/propose", data={**RECORD, **typed, "text": text})


def test_every_example_can_be_read_in_both_languages(desk: Desk) -> None:
    client = desk.of(Role.APPRAISAL_OFFICER)
    shown = client.get(PATH)
    pages = [client.get(f"{PATH}/district/2026.1?lang={lang}") for lang in ("zh", "en")]

    assert "窗口工作人员差异化绩效考核办法" in words_of(shown)
    assert [one.status_code for one in (shown, *pages)] == [200, 200, 200]
    own = preset("district").text
    assert [word for word in untranslated(pages[1]) if word not in own] == []


def test_a_file_with_mistakes_is_told_line_by_line_and_nothing_typed_is_lost(desk: Desk) -> None:
    wrong = TEXT.replace("quota = 2", "quota = 0").replace("base    = 10", "bas    = 10")
    client = desk.of(Role.APPRAISAL_OFFICER)

    shown = client.post(
        f"{PATH}/new",
        data={"text": "", "body": "某机构", "file": (BytesIO(wrong.encode()), "x.toml")},
    )

    words = words_of(shown)
    assert "名额 quota 应为正整数" in words
    assert "是否想写“base”" in words
    assert "quota = 0" in words
    assert 'name="body" value="某机构"' in shown.text


def test_what_one_person_proposes_another_puts_in_force(desk: Desk) -> None:
    proposed = propose(desk)
    page = f"{PATH}/town/2026.2"
    head = desk.of(Role.SUPERVISOR)
    before = words_of(head.get(page))
    adopted = head.post(f"{page}/adopt")

    assert proposed.status_code == 303
    assert "待第二人确认" in before
    assert adopted.status_code == 303
    assert "考核领导小组" in words_of(head.get(page))
    assert "待第二人确认" not in words_of(head.get(page))


def test_a_record_that_lacks_something_comes_back_with_the_text(desk: Desk) -> None:
    shown = propose(desk, heard="")

    assert shown.status_code == 422
    assert "请填写听取了谁的意见" in words_of(shown)
    assert "考核领导小组" in shown.text
    assert "便民服务中心考核办法" in words_of(shown)


def test_a_version_is_to_be_had_as_a_paper_and_as_its_file(desk: Desk) -> None:
    client = desk.of(Role.SUPERVISOR)
    paper = client.get(f"{PATH}/town/2026.1/paper.docx")
    file = client.get(f"{PATH}/town/2026.1/file.toml")

    assert paper.data.startswith(b"PK")
    assert file.text == preset("town").text
    assert client.get(f"{PATH}/town/2026.1/paper.exe").status_code == 404
    assert client.get(f"{PATH}/town/1999").status_code == 404


def test_a_trial_of_a_month_is_shown_to_who_decides_and_to_nobody_else(desk: Desk) -> None:
    path = f"{PATH}/town/2026.1/what-if?month=2026-10"

    assert "当时没有施行的办法" in words_of(desk.of(Role.SUPERVISOR).get(path))
    assert desk.of(Role.DEPARTMENT_HEAD).get(path).status_code == 404
