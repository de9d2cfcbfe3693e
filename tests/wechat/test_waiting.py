"""Does nobody wait for WeChat longer than once, when it is away?"""

from collections.abc import Iterator

import pytest

from tests.senders.web_servers import Receiver, answering
from tests.wechat.phones import OPENID
from tests.wechat.raw import credentials
from wechat.errors import CodeInvalid, WechatBusy, WechatUnreachable
from wechat.line import AWAY_SECONDS, COSTLY_SECONDS, PATIENCE_SECONDS, WHOLE_SECONDS, Line
from wechat.question import Again, Question
from wechat.standin import StandIn


class HandTimer:
    """A timer that shows what it is set to; ``costs`` passes each time that it is read.

    It shows each of ``script`` once before that.
    """

    def __init__(self, costs: float = 0) -> None:
        self.at, self.costs = 100.0, costs
        self.script: list[float] = []

    def __call__(self) -> float:
        if self.script:
            self.at = self.script.pop(0)
        shown, self.at = self.at, self.at + self.costs
        return shown


@pytest.fixture
def timer() -> HandTimer:
    return HandTimer()


@pytest.fixture
def line(standin: StandIn, timer: HandTimer) -> Line:
    return Line(standin.account, lambda _: None, timer)


def login(standin: StandIn) -> Question:
    query = {**credentials(standin), "js_code": standin.login_code(OPENID)}
    query["grant_type"] = "authorization_code"
    return Question("/sns/jscode2session", query, again=Again.WHEN_BUSY)


def fail(line: Line, standin: StandIn, timer: HandTimer, *, seconds: float) -> None:
    """A call that gets no answer, and takes so long about it."""
    standin.faults.hang_ups = 1
    timer.script = [timer.at, timer.at, timer.at + seconds]  # it begins, is asked, has failed
    with pytest.raises(WechatUnreachable):
        line.ask(login(standin))


@pytest.mark.parametrize(
    ("seconds", "is_asked"), [(COSTLY_SECONDS - 0.001, True), (COSTLY_SECONDS, False)]
)
def test_what_cost_somebody_two_seconds_is_not_tried_by_the_next(
    line: Line, standin: StandIn, timer: HandTimer, seconds: float, *, is_asked: bool
) -> None:
    fail(line, standin, timer, seconds=seconds)
    before = len(standin.asked)

    if is_asked:
        assert line.ask(login(standin))
    else:
        with pytest.raises(WechatUnreachable) as refused:
            line.ask(login(standin))
        assert refused.value.data == {"reason": "away"}
    assert (len(standin.asked) > before) is is_asked


def test_after_half_a_minute_it_is_tried_again(
    line: Line, standin: StandIn, timer: HandTimer
) -> None:
    fail(line, standin, timer, seconds=COSTLY_SECONDS)
    timer.at += AWAY_SECONDS

    assert line.ask(login(standin))


def test_a_refusal_of_wechats_keeps_nobody_else_away(
    line: Line, standin: StandIn, timer: HandTimer
) -> None:
    timer.costs = COSTLY_SECONDS
    with pytest.raises(CodeInvalid):
        line.ask(Question("/sns/jscode2session", {**login(standin).query, "js_code": "none"}))

    assert line.ask(login(standin))


def test_no_new_try_begins_after_five_seconds(standin: StandIn) -> None:
    line = Line(standin.account, lambda _: None, HandTimer(costs=PATIENCE_SECONDS / 2))
    standin.faults.busy = 2

    with pytest.raises(WechatBusy):
        line.ask(login(standin))

    assert standin.faults.busy == 1


@pytest.fixture
def talker() -> Iterator[Receiver]:
    with answering(Receiver(body=b'{"a": "' + b"x" * 200_000 + b'"}'), tls=None) as receiver:
        yield receiver


def test_an_answer_that_drips_in_is_left(standin: StandIn, talker: Receiver) -> None:
    account = standin.account.__class__("wx", "s", base_url=f"http://127.0.0.1:{talker.port}")
    patient = Line(account, lambda _: None, HandTimer())
    hurried = Line(account, lambda _: None, HandTimer(costs=WHOLE_SECONDS))
    question = Question("/", again=Again.NEVER_ARRIVED)

    assert patient.ask(question)
    with pytest.raises(WechatUnreachable) as refused:
        hurried.ask(question)

    assert refused.value.data == {"reason": "timeout"}
