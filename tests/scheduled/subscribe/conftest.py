"""A WeChat that stands in, a post office before it, and somebody who handles cases."""

from collections.abc import Iterator

import pytest
from flask import Flask

from server.rules.accounts.roles import Role
from tests.build import TestHall, a_hall
from tests.house.signed_in import TestAccount, an_account
from tests.message_build import with_email
from tests.scheduled.postmen import Town, Watch, a_town
from tests.subscribe_build import Post, choose_templates
from wechat.standin import standing_in


@pytest.fixture(scope="module")
def whole_town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with a_town(tmp_path_factory.mktemp("town")) as town:
        yield town


@pytest.fixture
def post(in_app: Flask, whole_town: Town) -> Iterator[Post]:
    """A post office in front of a WeChat that stands in, and the other ways beside it."""
    whole_town.postbox.letters.clear()
    whole_town.gateway.asked.clear()
    watch = Watch()
    with standing_in(watch.now) as standin:
        yield Post(in_app, choose_templates(standin), watch, whole_town.senders)


@pytest.fixture
def place(in_app: Flask) -> TestHall:
    del in_app
    return a_hall()


@pytest.fixture
def handler(place: TestHall) -> TestAccount:
    """Somebody who has a mailbox too."""
    return with_email(an_account(place, Role.SUPERVISOR))
