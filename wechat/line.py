"""How is one question put to WeChat, and its answer read?

Answers have the status 200 also where they refuse, and a code image turns into JSON: what came
is told by its content. What may be asked twice is asked again when WeChat is busy or the
network fails, at most twice and only while somebody still waits.
"""

import json
import logging
import ssl
import time
import weakref
from collections.abc import Callable, Iterator, Mapping
from http import HTTPStatus
from typing import Any

import httpx2

from wechat.account import Account
from wechat.errors import WechatBusy, WechatError, WechatUnreachable, error_of
from wechat.question import Again, Answer, Question

CONNECT_SECONDS, SILENT_SECONDS = 3, 6
# A person waits on the other side: no new try later than this after the first began, and no
# answer that drips in for longer than that.
PATIENCE_SECONDS, WHOLE_SECONDS = 5, 15
# What cost somebody so long in vain is not tried by the next ones for a while: a web process
# may have one thread, and ratings wait behind every sign-in that waits for WeChat.
COSTLY_SECONDS, AWAY_SECONDS = 2, 30
PAUSES = (0.2, 0.6)
MOST_BYTES = 4 * 1024 * 1024
PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8")
# An IP list or a captive gateway is met before anything of ours arrived there.
NOTHING_ARRIVED = (httpx2.ConnectError, httpx2.ConnectTimeout)

# Addresses hold the secret and the token, and the client writes each address to the log.
logging.getLogger("httpx2").setLevel(logging.WARNING)

Pause = Callable[[float], None]


class Line:
    """The connections to WeChat of one process; threads may share it."""

    def __init__(
        self,
        account: Account,
        pause: Pause = time.sleep,
        timer: Callable[[], float] = time.monotonic,
    ) -> None:
        self._pause, self._timer = pause, timer
        self._away_until = 0.0
        self._client = httpx2.Client(
            base_url=account.base_url,
            verify=_trusting(account.ca_file),
            timeout=httpx2.Timeout(SILENT_SECONDS, connect=CONNECT_SECONDS),
            trust_env=False,
            follow_redirects=False,
        )
        # Nobody is asked to hang up: the connections end with whoever holds this.
        weakref.finalize(self, self._client.close)

    def ask(self, question: Question) -> Answer:
        """The answer: an object, or a picture. Raises WechatError."""
        began = self._timer()
        if began < self._away_until:
            raise WechatUnreachable(reason="away")
        try:
            return self._ask_patiently(question, began)
        except WechatUnreachable:
            ended = self._timer()
            if ended - began >= COSTLY_SECONDS:
                self._away_until = ended + AWAY_SECONDS
            raise

    def _ask_patiently(self, question: Question, began: float) -> Answer:
        for pause in PAUSES:
            try:
                return self._ask_once(question)
            except (WechatBusy, WechatUnreachable) as error:
                is_late = self._timer() + pause - began > PATIENCE_SECONDS
                if is_late or not _may_ask_again(question, error):
                    raise
            self._pause(pause)
        return self._ask_once(question)

    def _ask_once(self, question: Question) -> Answer:
        request = self._request(question)
        until = self._timer() + WHOLE_SECONDS
        try:
            response = self._client.send(request, stream=True)
            try:
                content = self._content(response, until)
            finally:
                response.close()
        except httpx2.RequestError as error:
            raise WechatUnreachable(reason=_reason(error)) from error
        return _read(response.status_code, content, question.table)

    def _content(self, response: httpx2.Response, until: float) -> bytes:
        """What was answered, as long as it is an answer and neither a flood nor a drip."""
        content = b""
        for part in response.iter_bytes():
            content += part
            if len(content) > MOST_BYTES:
                raise WechatUnreachable(reason="answer")
            if self._timer() > until:
                raise WechatUnreachable(reason="timeout")
        return content

    def _request(self, question: Question) -> httpx2.Request:
        if question.body is None:
            return self._client.build_request("GET", question.path, params=dict(question.query))
        return self._client.build_request(
            "POST",
            question.path,
            params=dict(question.query),
            # Escaped text has passed the check of content unseen.
            content=json.dumps(question.body, ensure_ascii=False).encode(),
            headers={"Content-Type": "application/json; charset=utf-8"},
        )


def _may_ask_again(question: Question, error: WechatError) -> bool:
    if isinstance(error.__cause__, NOTHING_ARRIVED):
        return True
    if isinstance(error, WechatBusy):
        return question.again is not Again.NEVER_ARRIVED
    return question.again is Again.ALWAYS


def _read(status: int, content: bytes, table: Mapping[int, type[WechatError]]) -> Answer:
    if status != HTTPStatus.OK:
        raise WechatUnreachable(reason="answer", status=status)
    if content.startswith(PICTURES):
        return content
    answer = _object(content)
    errcode = answer.get("errcode") or 0
    if not isinstance(errcode, int):
        raise WechatUnreachable(reason="answer")
    if errcode:
        raise error_of(errcode, str(answer.get("errmsg", "")), table)
    return answer


def _object(content: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(content)
    except ValueError as error:
        raise WechatUnreachable(reason="answer") from error
    if not isinstance(answer, dict):
        raise WechatUnreachable(reason="answer")
    return answer


def _reason(error: httpx2.RequestError) -> str:
    if isinstance(error, httpx2.TimeoutException):
        return "timeout"
    is_distrust = any(isinstance(one, ssl.SSLCertVerificationError) for one in _behind(error))
    return "certificate" if is_distrust else "connection"


def _behind(error: BaseException | None) -> Iterator[BaseException]:
    while error:
        yield error
        error = error.__cause__ or error.__context__


def _trusting(ca_file: str) -> ssl.SSLContext:
    context = ssl.create_default_context()
    try:
        if ca_file:
            context.load_verify_locations(ca_file)
    except OSError as error:
        raise WechatUnreachable(reason="ca_file") from error
    return context
