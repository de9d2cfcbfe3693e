"""What is so in the stand-in's world: people, codes, templates, agreements, and what was said."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import count
from random import Random
from typing import Any

from wechat.account import Account
from wechat.spoken import Suggest
from wechat.standin.quotas import QUOTAS, Quota, Quotas
from wechat.standin.tokens import Tokens

ACCOUNT = Account(
    appid="wx" + "0123456789abcdef",
    secret="0123456789abcdef" * 2,
    callback_token="standin",  # noqa: S106  no secret: everybody may know the stand-in's
    aes_key="abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
)
START = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
USERNAME = "gh_0123456789ab"
NO_TROUBLE = 100


class HandClock:
    """A clock that stands still until somebody moves it."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """The moment that it shows."""
        return self.now

    def move(self, **by: float) -> None:
        """Let time pass, as timedelta counts it: ``move(minutes=5)``."""
        self.now += timedelta(**by)


@dataclass
class OneUse:
    """A code that a phone was given: whose, since when, and whether it was used."""

    openid: str
    made_at: datetime
    told: str = ""  # the unionid, or a phone number
    is_used: bool = False


@dataclass(frozen=True)
class Template:
    """A message template: its fields, and whether one agreement serves many messages."""

    fields: tuple[str, ...]
    is_long_term: bool = False
    title: str = "办理进度提醒"


@dataclass(frozen=True)
class Sent:
    """A message that arrived on a phone."""

    openid: str
    template_id: str
    data: Mapping[str, str]
    page: str
    state: str
    lang: str
    msgid: int


@dataclass(frozen=True)
class Asked:
    """A call, and the code of its answer (0: done)."""

    path: str
    query: Mapping[str, str]
    body: bytes
    errcode: int


@dataclass
class Faults:
    """What may be made to go wrong.

    ``busy_rate`` of the calls, chosen by the seed, and the next ``busy`` ones answer -1; the
    next ``hang_ups`` get no answer after they were done; the next ``gateways`` a page with the
    status 502; the next ``forgotten`` tokens are refused. ``is_listed``: 40164 when not.
    """

    busy_rate: float = 0
    busy: int = 0
    hang_ups: int = 0
    gateways: int = 0
    forgotten: int = 0
    is_listed: bool = True
    blocked: set[str] = field(default_factory=set)  # openids that may not sign in (40226)

    def spend(self, name: str) -> bool:
        """Whether one of these is due now; then there is one less."""
        left: int = getattr(self, name)
        setattr(self, name, max(left - 1, 0))
        return left > 0


class StandIn:
    """One mini-program's WeChat. Tests read and change it directly; all else comes over HTTP.

    ``pages`` are those of the published mini-program, None: any. ``callback_url`` is where
    events go, empty: nowhere. ``fetches``: pictures are fetched before they are judged.
    """

    def __init__(self, clock: Callable[[], datetime], account: Account, seed: int) -> None:
        self.clock = clock
        self.account = account
        self.pages: set[str] | None = None
        self.callback_url = ""
        self.fetches = False
        self.faults = Faults()
        self.quotas: dict[str, Quota] = dict(QUOTAS)
        self.templates: dict[str, Template] = {}
        self.agreed: Counter[tuple[str, str]] = Counter()
        self.judged_texts: dict[str, tuple[Suggest, int]] = {}
        self.judged_pictures: dict[str, tuple[Suggest, int]] = {}
        self.sent: list[Sent] = []
        self.asked: list[Asked] = []
        self.waiting: list[dict[str, Any]] = []
        self.seen_at: dict[str, datetime] = {}
        self.login_codes: dict[str, OneUse] = {}
        self.phone_codes: dict[str, OneUse] = {}
        self.tokens = Tokens(self.made)
        self.used = Quotas()
        self._random = Random(seed)  # noqa: S311  which call is busy is no secret
        self._seed = seed
        self._serial = count(1)

    @property
    def url(self) -> str:
        """Where it answers."""
        return self.account.base_url

    def made(self, what: str) -> str:
        """A new name of 32 letters; the same in every run of the same seed."""
        told = f"{self._seed}/{what}/{next(self._serial)}"
        return sha256(told.encode()).hexdigest()[:32]

    def is_busy(self) -> bool:
        """Whether the next call meets a busy WeChat."""
        return self.faults.spend("busy") or self._random.random() < self.faults.busy_rate

    def login_code(self, openid: str, unionid: str = "") -> str:
        """What wx.login gives to that person's phone; they are in the mini-program now."""
        code = self.made("login")
        self.login_codes[code] = OneUse(openid, self.clock(), unionid)
        return code

    def phone_code(self, openid: str, number: str) -> str:
        """What the button open-type=getPhoneNumber gives."""
        code = self.made("phone")
        self.phone_codes[code] = OneUse(openid, self.clock(), number)
        return code

    def add_template(self, template_id: str, *fields: str, is_long_term: bool = False) -> None:
        """The mini-program has a template with these fields: thing1, date2."""
        self.templates[template_id] = Template(fields, is_long_term)

    def accept(self, openid: str, template_id: str, answer: str = "accept") -> None:
        """What a person answered when asked for messages: accept or reject."""
        self.seen_at[openid] = self.clock()
        if answer == "accept":
            self.agreed[openid, template_id] += 1
        entry = {"SubscribeStatusString": answer, "PopupScene": "0"}
        self.happened(openid, "subscribe_msg_popup_event", template_id, entry)

    def turn_off(self, openid: str, template_id: str) -> None:
        """A person switches the messages of a template off in the settings of WeChat."""
        self.agreed[openid, template_id] = 0
        entry = {"SubscribeStatusString": "reject"}
        self.happened(openid, "subscribe_msg_change_event", template_id, entry)

    def judge_text(self, words: str, suggest: Suggest, label: int) -> None:
        """Whatever holds these words is judged so."""
        self.judged_texts[words] = (suggest, label)

    def judge_picture(self, url: str, suggest: Suggest, label: int) -> None:
        """Whatever is fetched from an address with this in it is judged so."""
        self.judged_pictures[url] = (suggest, label)

    def happened(self, openid: str, event: str, template_id: str, told: Mapping[str, str]) -> None:
        """An event about one template; the list of one is no list, as WeChat has it."""
        self.wait_to_tell(openid, event, {"List": {"TemplateId": template_id, **told}})

    def wait_to_tell(self, openid: str, event: str, told: Mapping[str, Any]) -> None:
        """An event that is sent to the callback address, where there is one."""
        if not self.callback_url:
            return
        head = {
            "ToUserName": USERNAME,
            "FromUserName": openid,
            "CreateTime": int(self.clock().timestamp()),
            "MsgType": "event",
            "Event": event,
        }
        self.waiting.append({**head, **told})
