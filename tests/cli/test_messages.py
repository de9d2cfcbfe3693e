"""Can an operator see what was not delivered, have it sent again, and let systems be told?"""

from collections.abc import Iterator

import pytest
from flask import Flask

from senders.outcomes import Delivered, Reason, Refused
from server import clock
from server.actions.messages.settle_message import settle_message
from server.rules.accounts.roles import Role
from tests.build import MORNING, TestHall, a_hall
from tests.house.signed_in import an_account
from tests.message_build import claim, deliveries, spread, told, with_email


@pytest.fixture
def place(app: Flask) -> Iterator[TestHall]:
    with app.app_context():
        yield a_hall()


def say_to(app: Flask, *args: str, fails: bool = False) -> str:
    """What a command answers, standard error included."""
    answer = app.test_cli_runner().invoke(args=[*args, "--hall", "H1"])
    assert (answer.exit_code != 0) is fails, answer.output
    return answer.output


def a_letter(reason: Refused | Delivered) -> str:
    """The number of a letter that ended so."""
    told_hall = a_hall_of_one()
    told(told_hall)
    spread()
    one = claim()
    settle_message(one, reason, now=MORNING)
    return one.number


def a_hall_of_one() -> TestHall:
    place = a_hall()
    with_email(an_account(place, Role.SUPERVISOR))
    return place


@pytest.fixture
def refused(app: Flask) -> Iterator[str]:
    with app.app_context():
        yield a_letter(Refused(Reason.SMTP, "550"))


def test_what_was_refused_is_listed_with_its_reason(app: Flask, refused: str) -> None:
    output = say_to(app, "outbox", "list")

    assert f"{refused}  被拒" in output
    assert "王某  case_overdue  ×1  邮件服务器拒收 550" in output
    assert "被拒 1" in output


def test_states_can_be_chosen(app: Flask, refused: str) -> None:
    assert refused in say_to(app, "outbox", "list", "--state", "refused")
    assert refused not in say_to(app, "outbox", "list", "--state", "poison")


def test_one_is_tried_again(app: Flask, refused: str) -> None:
    output = say_to(app, "outbox", "retry", refused, "--by", "李某")

    assert "将重发 1 条" in output
    assert {each.state for each in deliveries()} == {"waiting", "sent"}


@pytest.mark.parametrize("args", [(), ("7KQ2M4XT9B", "--all")], ids=["neither", "both"])
def test_one_says_which(app: Flask, place: TestHall, args: tuple[str, ...]) -> None:
    output = say_to(app, "outbox", "retry", *args, "--by", "李某", fails=True)

    assert "--all" in output
    assert place.hall.code == "H1"


def test_all_that_was_given_up_is_tried_again(app: Flask, refused: str) -> None:
    assert "将重发 0 条" in say_to(app, "outbox", "retry", "--all", "--by", "李某")
    assert refused in say_to(app, "outbox", "list")


def test_an_unknown_number_is_said(app: Flask, place: TestHall) -> None:
    for what in ("retry", "replay"):
        output = say_to(app, "outbox", what, "7KQ2M4XT9B", "--by", "李某", fails=True)

        assert "没有可以重发的消息 7KQ2M4XT9B" in output
    assert place.hall.code == "H1"


def test_what_was_sent_is_sent_once_more(app: Flask) -> None:
    with app.app_context():
        number = a_letter(Delivered())

        say_to(app, "outbox", "replay", number, "--by", "李某")

        assert claim(now=clock.now()).number == number


def test_a_webhook_is_added_listed_and_revoked(app: Flask, place: TestHall) -> None:
    url = "https://hooks.example.gov.cn/in"
    secret = say_to(
        app, "webhooks", "add", "esb", url, "--topic", "case_overdue", "--by", "李某"
    ).splitlines()[-1]
    listed = say_to(app, "webhooks", "list")
    say_to(app, "webhooks", "revoke", "esb", "--by", "李某")

    assert secret.startswith("whsec_")
    assert listed == f"esb  {url}  case_overdue\n"
    assert say_to(app, "webhooks", "list") == ""
    assert place.hall.code == "H1"


def test_an_unfit_webhook_is_refused_in_words(app: Flask, place: TestHall) -> None:
    output = say_to(app, "webhooks", "add", "esb", "http://x.example", "--by", "李某", fails=True)

    assert "https://" in output
    assert place.hall.code == "H1"
