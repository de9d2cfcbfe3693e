"""What an operator does with phones at a terminal."""

from collections.abc import Callable, Iterator

import pytest
from click.testing import Result
from flask import Flask

from qr.codes import is_wellformed, normalise
from server import clock
from server.actions.wechat.bind_phone import ShownCode, bind_phone
from server.actions.wechat.binding_codes import PURPOSE
from server.db import session
from server.queries.wechat.phones import phone_keys
from server.rules.accounts.roles import Role
from server.settings import Settings
from tests.build import a_hall
from tests.house.phones import an_openid
from tests.house.signed_in import TestAccount, an_account

Run = Callable[..., Result]


@pytest.fixture
def person(app: Flask) -> Iterator[TestAccount]:
    """An inspector; the test stands inside the program."""
    with app.app_context():
        yield an_account(a_hall(), Role.INSPECTOR)


@pytest.fixture
def run(app: Flask, person: TestAccount) -> Run:
    """A command, as an operator types it."""
    del person

    def run(*words: str) -> Result:
        session.remove()
        return app.test_cli_runner().invoke(args=["wechat", *words])

    return run


def test_an_operator_invites_lists_and_lets_go(
    run: Run, person: TestAccount, settings: Settings
) -> None:
    invited = run("invite", person.name)
    code = normalise(invited.stdout.strip())
    shown = ShownCode(code, an_openid(), settings.keys(PURPOSE), phone_keys(settings))
    bind_phone(shown, now=clock.now())
    listed = run("list").stdout
    let_go = run("unbind", person.name)

    assert is_wellformed(code, letters=10)
    assert "只能用一次" in invited.stderr
    assert listed.startswith(f"{person.name}\t赵某\t20")
    assert let_go.stdout == f"已解除 {person.name} 的微信绑定。\n"
    assert run("list").stdout == ""


@pytest.mark.parametrize("what", ["invite", "unbind"])
def test_a_name_that_nobody_has_is_told(run: Run, what: str) -> None:
    answer = run(what, "nobody")

    assert answer.exit_code == 1
    assert "nobody" in answer.stderr


def test_letting_go_of_what_is_not_bound_is_told(run: Run, person: TestAccount) -> None:
    answer = run("unbind", person.name)

    assert (answer.exit_code, "没有绑定微信" in answer.stderr) == (1, True)
