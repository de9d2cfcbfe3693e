"""What does it cost that a phone signs in by WeChat, and that it comes by a token?"""

import time
from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus
from statistics import median, quantiles

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from bench import installation
from bench.pages import noted
from bench.signed_in import somebody
from server import clock
from server.db import db, session, transaction
from server.envelope import seal
from server.gate import token_for, wiring
from server.ids import new_id
from server.models.accounts import Account
from server.models.wechat import WechatBinding
from server.queries.wechat.phones import openid_context, phone_keys
from server.rules.accounts.roles import Role
from server.settings import Settings
from wechat.client import MemoryStore, Wechat
from wechat.standin import StandIn, standing_in

SMALL, FULL = 5, 400
LOGIN, OWN = "/api/v1/wechat/login", "/api/v1/staff/me/entries"
OPENID = "oBENCH0000000000000000000000"


def measure(settings: Settings, *, rounds: int) -> dict[str, float]:
    """Seconds of a phone's sign-in, of the stand-in alone, and of a page by token and by cookie.

    All are asked in turn, through the whole program. ``beside`` is what a sign-in takes beside
    WeChat's own answer: the same call to the same stand-in, by the client alone.
    """
    with standing_in(clock.now) as standin:
        account = standin.account
        wechat = {"WECHAT_APPID": account.appid, "WECHAT_SECRET": account.secret}
        there = replace(settings, wechat={**wechat, "WECHAT_API_URL": account.base_url})
        with installation.installed(there) as app:
            ids = installation.a_large_hall(windows=20, staff=20)
            cookie = somebody(ids["hall"][0], Role.STAFF, staff_id=ids["staff"][0])
            _bind()
            token = token_for(OPENID, clock.now())
        try:
            return _measured(app, standin, (cookie, token), rounds)
        finally:
            with app.app_context():
                db.engine.dispose()


def _measured(
    app: Flask, standin: StandIn, shown: tuple[str, str], rounds: int
) -> dict[str, float]:
    browser, phone = app.test_client(), app.test_client()
    browser.set_cookie("__Host-console", shown[0], secure=True, httponly=True)
    phone.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {shown[1]}"
    alone = Wechat(standin.account, MemoryStore(), clock.now)
    acts: dict[str, Callable[[str], object]] = {
        "wechat": alone.code_to_session,
        "login": lambda code: _done(phone.post(LOGIN, json={"code": code})),
        "phone": lambda _: _done(phone.get(OWN)),
        "cookie": lambda _: _done(browser.get(OWN)),
    }
    took: dict[str, list[float]] = {name: [] for name in acts}
    for at in range(rounds + 1):
        for name, act in acts.items():
            code = standin.login_code(f"o{at:027d}")  # of one phone it takes a hundred a minute
            began = time.perf_counter()
            act(code)
            took[name].append(time.perf_counter() - began)
    found = {
        f"{name}_p95": quantiles(seconds[1:], n=20, method="inclusive")[-1]
        for name, seconds in took.items()
    }
    beside = [one - other for one, other in zip(took["login"], took["wechat"], strict=True)]
    return {
        **found,
        "beside_median": median(beside[1:]),
        "beside_p95": quantiles(beside[1:], n=20, method="inclusive")[-1],
        "phone_ratio": median(took["phone"][1:]) / median(took["cookie"][1:]),
        "phone_statements": _statements(app, phone),
        "cookie_statements": _statements(app, browser),
    }


def _bind() -> None:
    """The phone is that of the one account."""
    row_id, keys, now = new_id(clock.now().date()), phone_keys(wiring().settings), clock.now()
    account_id = session.scalars(select(Account.id)).one()
    with transaction() as written:
        written.add(
            WechatBinding(
                id=row_id,
                account_id=account_id,
                openid_hash=keys.hashes(OPENID)[0],
                openid_sealed=seal(OPENID, keys.sealing[0], context=openid_context(row_id)),
                bound_at=now,
            )
        )


def _statements(app: Flask, client: FlaskClient) -> int:
    with noted(app) as sent:
        client.get(OWN)
    return len(sent)


def _done(answer: TestResponse) -> None:
    if answer.status_code != HTTPStatus.OK:
        msg = f"{answer.request.path} answered {answer.status}"
        raise RuntimeError(msg)
