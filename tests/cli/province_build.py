"""A hall whose ratings are told to the province, and the commands that tell them."""

import csv
from datetime import date
from pathlib import Path

from click.testing import Result
from flask import Flask
from sqlalchemy import select

from server.actions.registry.set_hall_setting import set_hall_setting
from server.db import session, transaction
from server.ids import new_id
from server.models.accounts import Account
from server.models.cases import Case
from server.models.handling import CaseFinding, PublishedReply
from server.rules.hall_settings import SettingRow
from tests.build import DAY, MORNING, TestHall, a_form, a_hall, rate

WORDS = "=态度不好"
CONTACT = "13800000000"


def said(app: Flask, *args: object) -> Result:
    return app.test_cli_runner().invoke(args=["province", *map(str, args)])


def exported(app: Flask, folder: Path, form: str = "csv", *args: str) -> str:
    """The content of the month's file."""
    out = folder / f"a.{form}"
    wanted = ("--month", "2026-11", "--format", form, "--out", out, "--by", "张某", "--hall", "H1")
    answer = said(app, "export", *wanted, "--overwrite", *args)
    assert answer.exit_code == 0, answer.output
    return out.read_text(encoding="utf-8-sig")


def records(content: str) -> list[dict[str, str]]:
    return list(csv.DictReader(content.splitlines()))


def a_rated_hall(code: str = "H1") -> TestHall:
    """A good rating, a bad one with words and a contact, and one set aside."""
    place = a_hall(code)
    rate(place, 5, form=a_form(5, tags=("517", "510")))
    bad = a_form(2, text=WORDS, contact=CONTACT, has_consented=True)
    rate(place, 2, window="A02", form=bad)
    rate(place, 4, moment=MORNING.replace(hour=20))
    return place


def the_case(place: TestHall) -> Case:
    found = session.scalars(select(Case).where(Case.hall_id == place.hall.id)).one()
    assert isinstance(found, Case)
    return found


def an_account() -> int:
    """Somebody who decides; accounts have actions of their own."""
    account_id = new_id(DAY)
    with transaction() as written:
        written.add(
            Account(
                id=account_id,
                number="AC1",
                name="李某",
                title="",
                email="",
                state="active",
                password_hash="",
                created_at=MORNING,
                created_by="",
            )
        )
    return account_id


def decided(place: TestHall, *, finding: str, cause: str, round_: int = 1) -> None:
    case, decider = the_case(place), an_account() if round_ == 1 else _first_account()
    with transaction() as written:
        written.add(
            CaseFinding(
                hall_id=place.hall.id,
                id=new_id(DAY),
                case_id=case.id,
                round=round_,
                finding=finding,
                cause=cause,
                month="2026-11",
                decided_at=MORNING,
                decided_by=decider,
            )
        )


def _first_account() -> int:
    return int(session.scalars(select(CaseFinding.decided_by)).first() or 0)


def published(place: TestHall, reply: str) -> None:
    case = the_case(place)
    with transaction() as written:
        written.add(
            PublishedReply(
                hall_id=place.hall.id,
                case_id=case.id,
                round=1,
                asked="态度",
                reply=reply,
                reviewed_by=_first_account(),
                published_on=date(2026, 11, 26),
            )
        )


def setting(place: TestHall, key: str, value: str) -> None:
    row = SettingRow(key, "", value, date(2026, 11, 1))
    set_hall_setting(place.hall.id, row, by="李某", now=MORNING)
