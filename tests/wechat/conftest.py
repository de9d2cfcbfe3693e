"""A stand-in that answers, and a client of it that waits for nobody."""

from collections.abc import Iterator

import pytest

from tests.wechat.phones import OPENID, TEMPLATE, client_of
from wechat.client import Wechat
from wechat.standin import HandClock, StandIn, standing_in


@pytest.fixture
def standin() -> Iterator[StandIn]:
    """A stand-in whose clock stands still, with one person in the mini-program, one template."""
    with standing_in(HandClock()) as world:
        world.seen_at[OPENID] = world.clock()
        world.add_template(TEMPLATE, "thing1", "date2")
        yield world


@pytest.fixture
def wechat(standin: StandIn) -> Wechat:
    """The client of the stand-in."""
    return client_of(standin)
