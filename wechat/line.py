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

import httpx2

from wechat.account import Account
from wechat.errors import WechatBusy, WechatError, WechatUnreachable, error_of
from wechat.question import Again, Answer, Question

CONNECT_SECONDS, SILENT_SECONDS = 3, 6
# A person waits on the other side: no new try later than this after the first began.
PATIENCE_SECONDS = 5
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

    def __init__(self, account: Account, pause: Pause = time.sleep) -> None:
        self._pause = pause
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
        began = time.monotonic()
        for pause in PAUSES:
            try:
                return self._ask_once(question)
            except (WechatBusy, WechatUnreachable) as error:
                if not _may_ask_again(question, error):
                    raise
                if time.monotonic() + pause - began > PATIENCE_SECONDS:
                    raise
            self._pause(pause)
        return self._ask_once(question)

    def _ask_once(self, question: Question) -> Answer:
        request = self._request(question)
        try:
            response = self._client.send(request, stream=True)
            try:
                content = _content(response)
            finally:
                response.close()
        except httpx2.RequestError as error:
            raise WechatUnreachable(reason=_reason(error)) from error
        return _read(response.status_code, content, question.table)

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


def _content(response: httpx2.Response) -> bytes:
    """What was answered, as long as it is an answer and not a flood."""
    content = b""
    for part in response.iter_bytes():
        content += part
        if len(content) > MOST_BYTES:
            raise WechatUnreachable(reason="answer")
    return content


def _read(status: int, content: bytes, table: Mapping[int, type[WechatError]]) -> Answer:
    if status != HTTPStatus.OK:
        raise WechatUnreachable(reason="answer", status=status)
    if content.startswith(PICTURES):
        return content
    try:
        answer = json.loads(content)
    except ValueError as error:
        raise WechatUnreachable(reason="answer", status=status) from error
    if not isinstance(answer, dict):
        raise WechatUnreachable(reason="answer", status=status)
    errcode = int(answer.get("errcode") or 0)
    if errcode:
        raise error_of(errcode, str(answer.get("errmsg", "")), table)
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
    if ca_file:
        context.load_verify_locations(ca_file)
    return context
