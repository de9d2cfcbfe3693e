"""Is a question put again when that does no harm, and never when it may?"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from server.texts import is_known
from tests.senders.certificates import certificates_for
from tests.senders.web_servers import Receiver, answering
from tests.wechat.phones import (
    ADDRESSES,
    Deed,
    agreed_message,
    client_of,
    hand_clock,
    image,
    log_in,
    phone,
    picture,
    text,
)
from wechat.client import MemoryStore, StoredToken, Wechat
from wechat.errors import (
    CodeUsed,
    TokenInvalid,
    WechatBusy,
    WechatUnreachable,
)
from wechat.standin import ACCOUNT, HandClock, StandIn, standing_in

HARMLESS: list[Deed] = [image, text, picture]
USES_A_CODE: list[Deed] = [log_in, phone]


def tries(standin: StandIn, path: str) -> int:
    return sum(asked.path == path for asked in standin.asked)


@pytest.mark.parametrize("deed", [*HARMLESS, *USES_A_CODE])
@pytest.mark.parametrize("busy", [1, 2])
def test_a_busy_wechat_is_asked_again(
    wechat: Wechat, standin: StandIn, deed: Deed, busy: int
) -> None:
    standin.faults.busy = busy

    assert deed(wechat, standin)


@pytest.mark.parametrize("deed", [*HARMLESS, *USES_A_CODE])
def test_after_two_more_tries_it_is_left(wechat: Wechat, standin: StandIn, deed: Deed) -> None:
    wechat.token()
    standin.faults.busy = 3

    with pytest.raises(WechatBusy):
        deed(wechat, standin)

    assert standin.faults.busy == 0


def test_a_message_is_sent_once_whatever_is_answered(wechat: Wechat, standin: StandIn) -> None:
    wechat.token()
    standin.faults.busy = 1

    with pytest.raises(WechatBusy):
        agreed_message(wechat, standin)

    assert tries(standin, "/cgi-bin/message/subscribe/send") == 1


def test_a_message_whose_answer_is_lost_is_not_sent_again(wechat: Wechat, standin: StandIn) -> None:
    wechat.token()
    standin.faults.hang_ups = 1

    with pytest.raises(WechatUnreachable):
        agreed_message(wechat, standin)

    assert len(standin.sent) == 1


@pytest.mark.parametrize("deed", HARMLESS)
def test_a_lost_answer_is_asked_for_again(wechat: Wechat, standin: StandIn, deed: Deed) -> None:
    wechat.token()
    standin.faults.hang_ups = 2

    assert deed(wechat, standin)


@pytest.mark.parametrize("deed", USES_A_CODE)
def test_a_code_whose_answer_is_lost_is_not_shown_again(
    wechat: Wechat, standin: StandIn, deed: Deed
) -> None:
    wechat.token()
    standin.faults.hang_ups = 1

    with pytest.raises(WechatUnreachable) as refused:
        deed(wechat, standin)

    assert not isinstance(refused.value, CodeUsed)
    assert refused.value.data == {"reason": "connection"}


def test_a_gateway_that_answers_is_not_wechat(wechat: Wechat, standin: StandIn) -> None:
    standin.faults.gateways = 3

    with pytest.raises(WechatUnreachable) as refused:
        wechat.token()

    assert refused.value.data == {"reason": "answer", "status": 502}


def test_half_of_all_calls_may_meet_a_busy_wechat(wechat: Wechat, standin: StandIn) -> None:
    standin.faults.busy_rate = 0.2

    done = [bool(image(wechat, standin)) for _ in range(30)]

    assert len(done) == 30
    assert any(asked.errcode == -1 for asked in standin.asked)


def test_nobody_there_is_tried_again_even_with_a_message() -> None:
    with standing_in() as left:
        pass
    pauses: list[float] = []
    store = MemoryStore()
    store.save(StoredToken("t", left.clock().replace(year=2030)))
    wechat = Wechat(left.account, store, left.clock, pause=pauses.append)

    with pytest.raises(WechatUnreachable) as refused:
        agreed_message(wechat, left)

    assert refused.value.data == {"reason": "connection"}
    assert pauses == [0.2, 0.6]


@pytest.mark.parametrize("path", [path for path in ADDRESSES if path.startswith(("/wxa", "/cgi"))])
def test_a_refused_token_is_fetched_anew_once(wechat: Wechat, standin: StandIn, path: str) -> None:
    wechat.token()
    standin.faults.forgotten = 1

    assert ADDRESSES[path](wechat, standin)
    assert tries(standin, path) == 2


def test_a_fresh_token_that_is_refused_too_is_said(wechat: Wechat, standin: StandIn) -> None:
    standin.faults.forgotten = 2

    with pytest.raises(TokenInvalid):
        image(wechat, standin)

    assert tries(standin, "/wxa/getwxacodeunlimit") == 2


def test_a_token_that_another_process_fetched_is_taken_first(standin: StandIn) -> None:
    store, clock = MemoryStore(), hand_clock(standin)
    store.save(StoredToken("refused" + "x" * 9, clock().replace(year=2030)))
    client_of(standin, store).token()
    other = client_of(standin).token()

    class Moving(MemoryStore):
        loads = 0

        def load(self) -> StoredToken | None:
            self.loads += 1
            return store.load() if self.loads == 1 else StoredToken(other, clock())

    image(client_of(standin, Moving()), standin)

    assert tries(standin, "/cgi-bin/stable_token") == 1


def test_a_token_that_wechat_gives_again_though_it_refuses_it_is_forced(
    standin: StandIn,
) -> None:
    wechat = client_of(standin)
    given = wechat.token()
    # Refused by one machine of WeChat's, good for the one that gives tokens.
    hand_clock(standin).move(seconds=1)
    standin.tokens.refuse_once(given)

    image(wechat, standin)

    assert wechat.token() != given
    assert [b'"force_refresh": true' in one.body for one in standin.asked if "token" in one.path][
        -1
    ]


@pytest.mark.parametrize(
    ("seconds", "fetches"), [(7200 - 301, 1), (7200 - 300, 2)], ids=["301 left", "300 left"]
)
def test_a_token_is_kept_until_five_minutes_before_its_end(
    wechat: Wechat, standin: StandIn, seconds: int, fetches: int
) -> None:
    wechat.token()
    hand_clock(standin).move(seconds=seconds)

    wechat.token()

    assert tries(standin, "/cgi-bin/stable_token") == fetches


@pytest.fixture
def tls(tmp_path: Path) -> Iterator[tuple[Receiver, str]]:
    certificates = certificates_for("127.0.0.1", folder=tmp_path)
    with answering(Receiver(body=b'{"openid": "o"}'), certificates.server) as receiver:
        yield receiver, certificates.ca_file


def client_at(receiver: Receiver, ca_file: str = "") -> Wechat:
    account = replace(ACCOUNT, base_url=receiver.url.removesuffix("/events"), ca_file=ca_file)
    return Wechat(account, MemoryStore(), HandClock(), pause=lambda _: None)


def test_the_operators_authority_is_believed(tls: tuple[Receiver, str]) -> None:
    assert client_at(*tls).code_to_session("c").openid == "o"


def test_a_certificate_of_a_stranger_is_not_believed(tls: tuple[Receiver, str]) -> None:
    with pytest.raises(WechatUnreachable) as refused:
        client_at(tls[0]).code_to_session("c")

    assert refused.value.data == {"reason": "certificate"}
    assert tls[0].asked == []


ODD: list[tuple[str, int, dict[str, str], bytes]] = [
    ("a page of a gateway", 200, {"Content-Type": "text/html"}, b"<html>sign in</html>"),
    ("a redirect", 302, {"Location": "https://example.org"}, b""),
    ("a list", 200, {}, b"[]"),
    ("a code that is no number", 200, {}, b'{"errcode": "none"}'),
    ("an answer without what was asked for", 200, {}, b'{"errcode": 0}'),
    ("a picture in place of a session", 200, {}, b"\xff\xd8\xff\xe0"),
    ("a flood", 200, {}, b'{"openid": "o"}' + b" " * (5 * 1024 * 1024)),
]


@pytest.mark.parametrize(
    ("status", "headers", "body"), [row[1:] for row in ODD], ids=[row[0] for row in ODD]
)
def test_what_wechat_would_not_say_is_no_answer(
    tls: tuple[Receiver, str], status: int, headers: dict[str, str], body: bytes
) -> None:
    receiver, ca_file = tls
    receiver.status, receiver.headers, receiver.body = status, headers, body

    with pytest.raises(WechatUnreachable) as refused:
        client_at(receiver, ca_file).code_to_session("c")

    assert refused.value.data["reason"] == "answer"


def test_a_jpeg_is_a_picture_whatever_it_is_called(standin: StandIn) -> None:
    jpeg = b"\xff\xd8\xff\xe0 and so on"
    store = MemoryStore()
    store.save(StoredToken("t", HandClock()().replace(year=2030)))
    with answering(Receiver(body=jpeg, headers={"Content-Type": "text/plain"}), None) as receiver:
        url = f"http://127.0.0.1:{receiver.port}"
        wechat = Wechat(replace(standin.account, base_url=url), store, standin.clock)

        assert image(wechat, standin) == jpeg


def test_a_file_of_certificates_that_cannot_be_read_is_said(tls: tuple[Receiver, str]) -> None:
    with pytest.raises(WechatUnreachable) as refused:
        client_at(tls[0], "/nowhere.pem").code_to_session("c")

    assert refused.value.for_operators == "wechat.unreachable_ca_file"


@pytest.mark.parametrize("reason", ["connection", "timeout", "certificate", "answer", "away"])
def test_each_reason_has_its_advice(reason: str) -> None:
    error = WechatUnreachable(reason=reason)

    assert is_known(error.for_operators)
    assert str(error) == f"wechat.unreachable {{'reason': '{reason}'}}"
