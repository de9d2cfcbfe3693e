"""Nothing that is kept holds what WeChat calls somebody: the files of the database are searched."""

from pathlib import Path

import pytest
from flask import Flask

from server.actions.wechat.binding_codes import PURPOSE
from server.actions.wechat.invite_phone import invite_phone
from server.db import session
from server.gate import wiring
from server.rules.accounts.roles import Role
from server.settings import Settings
from tests.api.calls import Caller
from tests.build import MORNING, TestHall
from tests.house.phones import an_openid
from tests.house.signed_in import an_account
from wechat.standin import StandIn


def in_files(folder: Path, *words: str) -> list[str]:
    """Which of the words stand in any file there, deleted rows and the journal among them."""
    contents = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    return [word for word in words if any(word.encode() in content for content in contents)]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_whole_day_of_two_phones_leaves_no_openid_anywhere(
    app: Flask, place: TestHall, settings: Settings, mini_program: StandIn
) -> None:
    """A citizen rates twice and complains; somebody of the hall binds a phone and lets it go."""
    citizen, worker = an_openid(), an_openid()
    with app.app_context():
        person = an_account(place, Role.STAFF, staff="0137")
        keys = wiring().settings.keys(PURPOSE)
        code = invite_phone(person.name, keys=keys, by="李某", now=MORNING).code
    phones = [phone(app, place, mini_program, openid) for openid in (citizen, worker)]

    statuses = [
        phones[0].rate().status_code,
        phones[0].rate(level=1, tags=["115"]).status_code,
        phones[0].complain().status_code,
        phones[1].rate().status_code,
        phones[1].post("/wechat/bind", {"code": code}).status_code,
        phones[1].rate().status_code,
        phones[1].get("/staff/me/ratings").status_code,
        phones[1].client.delete("/api/v1/wechat/bind", headers=phones[1].headers).status_code,
    ]

    with app.app_context():
        session.remove()
    assert statuses == [201, 201, 201, 201, 200, 201, 200, 200]
    assert in_files(settings.var_dir, person.name) == [person.name]  # the search does find
    assert in_files(settings.var_dir, citizen, worker, code, mini_program.account.secret) == []


def phone(app: Flask, place: TestHall, standin: StandIn, openid: str) -> Caller:
    """A phone that has signed in."""
    client = app.test_client()
    answer = client.post("/api/v1/wechat/login", json={"code": standin.login_code(openid)})
    return Caller(client, place, {"Authorization": f"Bearer {answer.get_json()['token']}"})
