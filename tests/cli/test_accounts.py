"""What an operator does with accounts and the audit at a terminal."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import text, update

from server.db import db, session, transaction
from server.models.audit import AuditRecord
from server.queries.audit.chains import head_of
from tests.build import TestHall, a_hall

Run = Callable[..., Result]


@pytest.fixture
def place(app: Flask) -> Iterator[TestHall]:
    with app.app_context():
        yield a_hall()


@pytest.fixture
def run(app: Flask, place: TestHall) -> Run:
    """A command, as an operator types it."""
    del place

    def run(*words: str) -> Result:
        session.remove()
        return app.test_cli_runner().invoke(args=list(words))

    return run


def test_the_first_administrator_is_invited_at_the_terminal(run: Run, app: Flask) -> None:
    answer = run("accounts", "invite", "li-mou", "--role", "security_admin")

    link = answer.stdout.strip()
    assert answer.exit_code == 0
    assert link.startswith("https://pingjia.example.gov.cn/console/invitation/")
    page = app.test_client().get(link.removeprefix("https://pingjia.example.gov.cn"))
    assert page.status_code == 200


def test_a_head_is_invited_for_a_department_and_staff_with_their_number(run: Run) -> None:
    run(
        "accounts", "invite", "a", "--role", "department_head", "--hall", "H1", "--department", "D1"
    )
    run("accounts", "invite", "b", "--role", "staff", "--hall", "H1", "--staff", "0137")

    lines = [line.split("\t") for line in run("accounts", "list").stdout.splitlines()]

    assert [(line[0], line[2], line[-1]) for line in lines] == [
        ("a", "invited", "department_head/H1/D1"),
        ("b", "invited", "staff/H1"),
    ]


@pytest.mark.parametrize(
    "words",
    [
        ("--role", "supervisor", "--hall", "H9"),
        ("--role", "supervisor", "--hall", "H1", "--department", "D1"),
        ("--role", "staff", "--hall", "H1", "--department", "D9"),
        ("--role", "staff", "--hall", "H1", "--staff", "9999"),
        ("--role", "king", "--hall", "H1"),
    ],
)
def test_a_place_that_is_none_invites_nobody(run: Run, words: tuple[str, ...]) -> None:
    answer = run("accounts", "invite", "a", *words)

    assert answer.exit_code != 0
    assert run("accounts", "list").stdout == ""


def test_one_person_is_never_two_of_the_three_administrators(run: Run) -> None:
    run("accounts", "invite", "li-mou", "--role", "security_admin")

    answer = run("accounts", "grant", "li-mou", "--role", "audit_admin")

    assert answer.exit_code == 1
    assert "三个人" in answer.stderr


def test_an_account_is_closed_and_opened_again(run: Run) -> None:
    run("accounts", "invite", "li-mou", "--role", "publisher")

    closed = run("accounts", "disable", "li-mou")
    reset = run("accounts", "reset", "li-mou")
    opened = run("accounts", "enable", "li-mou")

    assert (closed.exit_code, reset.exit_code, opened.exit_code) == (0, 1, 0)
    assert "/console/invitation/" in opened.stdout


def test_a_name_that_nobody_has_is_told(run: Run) -> None:
    for command in ("disable", "enable", "reset", "end-sessions"):
        assert run("accounts", command, "nobody").exit_code == 1


def test_what_was_done_is_in_the_audit_in_words(run: Run) -> None:
    run("accounts", "invite", "li-mou", "--role", "publisher", "--by", "王某")

    listed = run("audit", "list").stdout.split("\t")

    assert listed[2:] == ["王某", "邀请新人", "li-mou", "完成\n"]


def test_the_audit_is_verified_against_a_head_that_was_kept(run: Run) -> None:
    run("accounts", "invite", "li-mou", "--role", "publisher")
    kept = run("audit", "head").stdout.split()[1]
    run("accounts", "disable", "li-mou")

    against = ("audit", "verify", "--hall", "-", "--against", kept)
    assert run(*against).exit_code == 0
    assert run("audit", "verify", "--against", "no head").exit_code == 1

    with transaction() as current:
        if db.engine.dialect.name == "sqlite":
            current.execute(text("DROP TRIGGER audit_record_is_not_updated"))
        else:
            current.execute(text("SET LOCAL session_replication_role = replica"))
        current.execute(update(AuditRecord).values(actor="somebody else"))

    broken = run(*against)
    assert broken.exit_code == 1
    assert "第 1 条" in broken.stderr


def test_the_export_can_be_checked_on_another_machine(run: Run, tmp_path: Path) -> None:
    run("accounts", "invite", "li-mou", "--role", "publisher")
    run("accounts", "disable", "li-mou")

    run("audit", "export", str(tmp_path / "audit.jsonl"))

    lines = [json.loads(row) for row in (tmp_path / "audit.jsonl").read_text().splitlines()]
    assert [line["act"] for line in lines] == ["account_invited", "account_disabled"]
    assert lines[1]["previous"] == lines[0]["hash"]
    assert lines[1]["hash"] == head_of(0).hash.hex()


def test_sealing_anew_says_how_much(run: Run) -> None:
    assert "0 处" in run("accounts", "rotate-key").stdout
