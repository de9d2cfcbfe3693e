"""What can be asked of WeChat for one mini-program? Each call is a method.

Every method raises WechatError (wechat/errors.py), by WeChat's code. Making one costs
nothing: the HTTP library is loaded, and a token fetched, with the first call.
"""

import re
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from wechat.account import Account
from wechat.asking import Asking
from wechat.errors import CodeInvalid, SceneUnfit, TemplateFieldUnfit, WechatUnreachable
from wechat.fields import field_problems
from wechat.question import Again, Answer, Question, part_of
from wechat.spoken import ListedTemplate, Session, SubscribeMessage, Suggest, Verdict
from wechat.tokens import MemoryStore, StoredToken, TokenStore

__all__ = [
    "ListedTemplate",
    "MemoryStore",
    "Session",
    "StoredToken",
    "SubscribeMessage",
    "Suggest",
    "TokenStore",
    "Verdict",
    "Wechat",
    "label_of",
]

SCENE = re.compile(r"[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}")
MOST_CHECKED_CHARACTERS = 2500
SAFETY_VERSION, PICTURE = 2, 2
NO_TROUBLE = 100
IN_CONTENT = re.compile(r"\{\{([a-z_]+\d+)\.DATA\}\}")
LASTING = 3
# What a message opens, by the edition that codes open.
STATES = {"release": "formal", "trial": "trial", "develop": "developer"}


class Wechat:
    """One mini-program's account with WeChat; threads may share it."""

    def __init__(
        self,
        account: Account,
        store: TokenStore,
        clock: Callable[[], datetime],
        *,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self.account = account
        self._asking = Asking(account, store, clock, pause)

    def code_to_session(self, code: str) -> Session:
        """Who opened the mini-program, by the code of wx.login. No access token is needed."""
        query = {
            "appid": self.account.appid,
            "secret": self.account.secret,
            "js_code": code,
            "grant_type": "authorization_code",
        }
        question = Question("/sns/jscode2session", query, again=Again.WHEN_BUSY)
        answer = self._asking.ask(question)
        unionid = answer.get("unionid", "") if isinstance(answer, dict) else ""
        return Session(part_of(answer, "openid", str), str(unionid))

    def code_image(self, scene: str, page: str, *, width: int = 430) -> bytes:
        """The mini-program code that opens that page with that scene: a picture.

        ``page`` has no slash in front and no query. Only for the release must it be published.
        """
        if not SCENE.fullmatch(scene):
            raise SceneUnfit(scene=scene)
        edition = self.account.env_version
        wish = {
            "scene": scene,
            "page": page,
            "width": width,
            "env_version": edition,
            "check_path": edition == "release",
        }
        answer = self._ask("/wxa/getwxacodeunlimit", wish)
        if not isinstance(answer, bytes):
            raise WechatUnreachable(reason="answer")
        return answer

    def send_subscribe(self, message: SubscribeMessage) -> str:
        """Send it; WeChat's number of it. Never sent twice: a lost answer is the caller's.

        Raises TemplateFieldUnfit before anything is sent where a field cannot be right.
        """
        for problem in field_problems(message.data):
            raise TemplateFieldUnfit(field=problem.field)
        wish = {
            "touser": message.openid,
            "template_id": message.template_id,
            "data": {name: {"value": value} for name, value in message.data.items()},
            "miniprogram_state": STATES.get(self.account.env_version, "formal"),
            "lang": message.lang,
            **({"page": message.page} if message.page else {}),
        }
        answer = self._ask("/cgi-bin/message/subscribe/send", wish, Again.NEVER_ARRIVED)
        return str(answer.get("msgid", "")) if isinstance(answer, dict) else ""

    def check_text(self, text: str, *, openid: str, scene: int = 2, title: str = "") -> Verdict:
        """What WeChat thinks of a text; of a long one, what it thinks of its worst part.

        ``scene``: 1 profile, 2 comment, 3 forum, 4 social log. The person must have been in
        the mini-program within two hours, else OpenidUnknown. Nothing passes unasked.
        """
        told = {"openid": openid, "scene": scene, **({"title": title} if title else {})}
        verdicts = [self._check_part(part, told) for part in _parts(text)]
        untroubled = Verdict(Suggest.PASS, NO_TROUBLE)
        return max(verdicts, key=lambda one: one.suggest.severity, default=untroubled)

    def check_picture(self, url: str, *, openid: str, scene: int = 2) -> str:
        """Have a picture looked at; the trace_id under which the verdict comes as an event.

        WeChat fetches it from the URL (at most 10 MB) and answers within 30 minutes.
        """
        wish = {
            "media_url": url,
            "media_type": PICTURE,
            "version": SAFETY_VERSION,
            "scene": scene,
            "openid": openid,
        }
        return part_of(self._ask("/wxa/media_check_async", wish), "trace_id", str)

    def phone_number(self, code: str) -> str:
        """The number behind the code of a button open-type=getPhoneNumber (not wx.login's)."""
        wish = {"code": code}
        answer = self._ask("/wxa/business/getuserphonenumber", wish, Again.WHEN_BUSY)
        told = part_of(answer, "phone_info", dict)
        if part_of(told, "watermark", dict).get("appid") != self.account.appid:
            raise CodeInvalid
        return part_of(told, "phoneNumber", str)

    def templates(self) -> tuple[ListedTemplate, ...]:
        """The templates of messages that the mini-program has chosen in WeChat's console."""
        answer = self._ask("/wxaapi/newtmpl/gettemplate", None)
        return tuple(_listed(one) for one in part_of(answer, "data", list))

    def token(self) -> str:
        """The access token, fetched where the kept one ends soon."""
        return self._asking.token()

    def _ask(
        self, path: str, wish: Mapping[str, Any] | None, again: Again = Again.ALWAYS
    ) -> Answer:
        return self._asking.ask_with_token(path, wish, again)

    def _check_part(self, part: str, told: Mapping[str, Any]) -> Verdict:
        wish = {"version": SAFETY_VERSION, "content": part, **told}
        answer = self._ask("/wxa/msg_sec_check", wish)
        result = part_of(answer, "result", dict)
        trace_id = part_of(answer, "trace_id", str)
        suggest = Suggest(part_of(result, "suggest", str))
        return Verdict(suggest, label_of(result.get("label")), trace_id)


def label_of(told: object) -> int:
    """A label of WeChat's as a number, which some met as a text; 0 for what is none."""
    return int(str(told)) if str(told).isdecimal() else 0


def _parts(text: str) -> list[str]:
    """The text in parts that are short enough to be checked; none of a blank one."""
    starts = range(0, len(text), MOST_CHECKED_CHARACTERS)
    parts = (text[at : at + MOST_CHECKED_CHARACTERS] for at in starts)
    return [part for part in parts if part.strip()]


def _listed(told: Mapping[str, Any]) -> ListedTemplate:
    """One entry of WeChat's list; its fields stand in its content, as {{thing1.DATA}}."""
    fields = tuple(IN_CONTENT.findall(part_of(told, "content", str)))
    template_id, title = part_of(told, "priTmplId", str), str(told.get("title", ""))
    return ListedTemplate(template_id, title, fields, told.get("type") == LASTING)
