"""The audit in the console: found, verified, taken out."""

import json

from sqlalchemy import update

from server.actions.codes.replace_code import replace_code
from server.db import transaction
from server.models.audit import AuditRecord
from server.rules.accounts.roles import Actor, Role
from tests.audit.test_chain import unguarded
from tests.build import MORNING
from tests.web.console.desk import Desk, untranslated, words_of

PATH = "/console/audit"
BY = Actor(7, "li-mou")


def acted(desk: Desk) -> None:
    """Two acts of two people."""
    with desk.app.app_context():
        replace_code(desk.place.hall.id, "A01", by=BY, now=MORNING)
        replace_code(desk.place.hall.id, "A02", by="王某", now=MORNING)


def test_only_the_audit_administrator_sees_the_audit(desk: Desk) -> None:
    paths = (PATH, f"{PATH}/verify", f"{PATH}/lines.jsonl")
    auditor, security = desk.of(Role.AUDIT_ADMIN), desk.of(Role.SECURITY_ADMIN)

    assert {auditor.get(path).status_code for path in paths} == {200}
    assert {security.get(path).status_code for path in paths} == {404}


def test_the_pages_are_there_in_english(desk: Desk) -> None:
    acted(desk)
    client = desk.of(Role.AUDIT_ADMIN)

    for path in (PATH, f"{PATH}/verify"):
        assert untranslated(client.get(f"{path}?lang=en")) == []


def test_lines_are_found_by_person_object_act_and_day(desk: Desk) -> None:
    acted(desk)
    client = desk.of(Role.AUDIT_ADMIN)

    both = words_of(client.get(PATH))
    person = words_of(client.get(f"{PATH}?actor=li-mou"))
    thing = words_of(client.get(f"{PATH}?object=A02"))
    act = words_of(client.get(f"{PATH}?act=setting_changed"))
    day = words_of(client.get(f"{PATH}?since=2026-11-25&until=2026-11-25"))
    before = words_of(client.get(f"{PATH}?until=2026-11-24"))

    assert "审计 2 条" in both
    assert "li-mou" in person
    assert "审计 1 条" in person
    assert "审计 1 条" in thing
    assert "没有符合的记录" in act
    assert "审计 2 条" in day
    assert "没有符合的记录" in before


def test_a_refused_page_stands_in_the_audit(desk: Desk) -> None:
    desk.page("/console/settings", Role.SUPERVISOR)

    page = words_of(desk.page(f"{PATH}?result=refused", Role.AUDIT_ADMIN))

    assert "审计 1 条" in page
    assert "被拒绝" in page


def test_a_chain_that_holds_says_so_and_a_planted_change_is_found(desk: Desk) -> None:
    acted(desk)
    client = desk.of(Role.AUDIT_ADMIN)

    whole = words_of(client.get(f"{PATH}/verify"))
    with desk.app.app_context(), transaction() as current:
        unguarded(current)
        current.execute(update(AuditRecord).where(AuditRecord.position == 2).values(actor="赵某"))
    broken = words_of(client.get(f"{PATH}/verify"))

    assert "2 条记录逐条核对无误" in whole
    assert "在第 2 条处不符：这一条被改过" in broken


def test_the_whole_chain_is_taken_out_and_that_stands_in_it(desk: Desk) -> None:
    acted(desk)
    client = desk.of(Role.AUDIT_ADMIN)

    lines = [json.loads(line) for line in client.get(f"{PATH}/lines.jsonl").text.splitlines()]

    assert [line["act"] for line in lines] == ["code_replaced", "code_replaced", "exported"]
    assert lines[1]["previous"] == lines[0]["hash"]
    assert json.loads(lines[2]["facts"]) == {"what": "audit", "chain": "H1"}


def test_what_is_done_to_accounts_stands_in_the_chain_of_the_installation(desk: Desk) -> None:
    security = desk.of(Role.SECURITY_ADMIN)
    security.post(
        "/console/accounts/new",
        data={"name": "zhao-mou", "role": "publisher", "hall": "H1", "department": ""}
        | dict.fromkeys(("title", "email", "staff"), ""),
    )

    page = words_of(desk.page(f"{PATH}?chain=installation&object=zhao-mou", Role.AUDIT_ADMIN))

    assert "邀请新人 zhao-mou" in page
