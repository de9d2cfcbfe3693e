"""What does each call answer? One function a call, and the table of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from wechat.spoken import Suggest
from wechat.standin.picture import drawn
from wechat.standin.quotas import FORCED, LOGIN_EACH
from wechat.standin.refusal import Refusal
from wechat.standin.signs import PAGE, SCENE, check_field
from wechat.standin.tokens import Token
from wechat.standin.world import NO_TROUBLE, OneUse, Sent, StandIn

Query = Mapping[str, str]
Wish = Mapping[str, Any]
Answer = dict[str, Any] | bytes

CODE_LIFE = timedelta(minutes=5)
SEEN_LATELY = timedelta(hours=2)
MOST_CHECKED, MOST_UNPUBLISHED = 2500, 60_000
WIDTHS = range(280, 1281)
SCENES = range(1, 5)
EDITIONS = frozenset({"release", "trial", "develop"})
STATES = frozenset({"formal", "trial", "developer"})


@dataclass(frozen=True)
class Call:
    """How one address is to be called, and what answers."""

    answer: Callable[[StandIn, Query, Wish], Answer]
    method: str = "POST"
    needs_token: bool = True
    is_limited: bool = True  # by the table of quotas, altogether and not by person
    asks_for_address: bool = False


def _session(world: StandIn, query: Query, _: Wish) -> Answer:
    _check_account(world, query)
    if query.get("grant_type") != "authorization_code":
        raise Refusal(40002)
    code = _code(world.login_codes, query.get("js_code", ""), world.clock())
    quota = world.quotas.get("/sns/jscode2session", LOGIN_EACH)
    world.used.spend(f"login {code.openid}", quota, world.clock())
    code.is_used = True
    if code.openid in world.faults.blocked:
        raise Refusal(40226)
    world.seen_at[code.openid] = world.clock()
    unionid = {"unionid": code.told} if code.told else {}
    return {"session_key": world.made("key"), "openid": code.openid, **unionid}


def _ordinary_token(world: StandIn, query: Query, _: Wish) -> Answer:
    _check_account(world, query)
    return _told(world.tokens.ordinary(world.clock()), world.clock())


def _stable_token(world: StandIn, _: Query, wish: Wish) -> Answer:
    if wish.get("grant_type") != "client_credential":
        raise Refusal(40002)
    _check_account(world, wish)
    now = world.clock()
    if wish.get("force_refresh") is True and world.tokens.may_be_forced(now):
        world.used.spend("force", world.quotas.get("/cgi-bin/stable_token?force", FORCED), now)
        return _told(world.tokens.forced(now), now)
    return _told(world.tokens.stable(now), now)


def _code_image(world: StandIn, _: Query, wish: Wish) -> Answer:
    scene, page = wish.get("scene", ""), wish.get("page", "")
    if not isinstance(scene, str) or not SCENE.fullmatch(scene):
        raise Refusal(40169)
    if wish.get("env_version", "release") not in EDITIONS or wish.get("width", 430) not in WIDTHS:
        raise Refusal(40097)
    if page and not PAGE.fullmatch(page):
        raise Refusal(41030)
    if page and wish.get("check_path", True):
        _check_page(world, page)
    return drawn(f"{world.account.appid}/{page}?{scene}")


def _send(world: StandIn, _: Query, wish: Wish) -> Answer:
    openid, template_id = str(wish.get("touser", "")), str(wish.get("template_id", ""))
    _check_openid(world, openid)
    template = world.templates.get(template_id)
    if template is None:
        raise Refusal(40037)
    data = _data(wish.get("data"), template.fields)
    page = str(wish.get("page", ""))
    state, lang = str(wish.get("miniprogram_state", "formal")), str(wish.get("lang", "zh_CN"))
    if state not in STATES:
        raise Refusal(40097)
    if page:
        _check_page(world, page.partition("?")[0])
    if world.agreed[openid, template_id] < 1:
        raise Refusal(43101)
    world.agreed[openid, template_id] -= not template.is_long_term
    msgid = 4_000_000_000_000_000_000 + len(world.sent)
    world.sent.append(Sent(openid, template_id, data, page, state, lang, msgid))
    told = {"MsgID": str(msgid), "ErrorCode": "0", "ErrorStatus": "success"}
    world.happened(openid, "subscribe_msg_sent_event", template_id, told)
    return {"msgid": msgid}


def _check_text(world: StandIn, _: Query, wish: Wish) -> Answer:
    content = wish.get("content", "")
    if not isinstance(content, str) or not content:
        raise Refusal(44002)
    if len(content) > MOST_CHECKED or wish.get("version") != 2:  # noqa: PLR2004  the second version
        raise Refusal(47001)
    _check_safety(world, wish)
    text = f"{wish.get('title', '')} {content}"
    suggest, label = _judged(world.judged_texts, text)
    return {"result": {"suggest": suggest, "label": label}, "trace_id": world.made("trace")}


def _check_picture(world: StandIn, _: Query, wish: Wish) -> Answer:
    url = str(wish.get("media_url", ""))
    if not url.startswith(("http://", "https://")) or wish.get("media_type") not in {1, 2}:
        raise Refusal(40097)
    _check_safety(world, wish)
    trace_id = world.made("trace")
    suggest, label = _judged(world.judged_pictures, url)
    told = {
        "appid": world.account.appid,
        "trace_id": trace_id,
        "version": 2,
        "media_url": url,  # taken out before it is sent: WeChat does not tell it again
        # Some met the label of what is wrong as a text.
        "result": {"suggest": suggest, "label": label if label == NO_TROUBLE else str(label)},
        "detail": [],
    }
    world.wait_to_tell(str(wish["openid"]), "wxa_media_check", told)
    return {"trace_id": trace_id}


def _phone_number(world: StandIn, _: Query, wish: Wish) -> Answer:
    code = _code(world.phone_codes, str(wish.get("code", "")), world.clock())
    code.is_used = True
    stamp = {"timestamp": int(world.clock().timestamp()), "appid": world.account.appid}
    told = {"phoneNumber": code.told, "purePhoneNumber": code.told, "countryCode": "86"}
    return {"phone_info": {**told, "watermark": stamp}}


def _templates(world: StandIn, _: Query, __: Wish) -> Answer:
    rows = [
        {
            "priTmplId": template_id,
            "title": template.title,
            "content": "".join(f"{field}:{{{{{field}.DATA}}}}\n" for field in template.fields),
            "example": "",
            "type": 3 if template.is_long_term else 2,
        }
        for template_id, template in world.templates.items()
    ]
    return {"data": rows}


CALLS: Mapping[str, Call] = {
    "/sns/jscode2session": Call(_session, "GET", needs_token=False, is_limited=False),
    "/cgi-bin/token": Call(_ordinary_token, "GET", needs_token=False, asks_for_address=True),
    "/cgi-bin/stable_token": Call(_stable_token, needs_token=False, asks_for_address=True),
    "/wxa/getwxacodeunlimit": Call(_code_image),
    "/cgi-bin/message/subscribe/send": Call(_send),
    "/wxa/msg_sec_check": Call(_check_text),
    "/wxa/media_check_async": Call(_check_picture),
    "/wxa/business/getuserphonenumber": Call(_phone_number),
    "/wxaapi/newtmpl/gettemplate": Call(_templates, "GET"),
}


def _check_account(world: StandIn, told: Mapping[str, Any]) -> None:
    if told.get("appid") != world.account.appid:
        raise Refusal(40013)
    if told.get("secret") != world.account.secret:
        raise Refusal(40125)


def _check_openid(world: StandIn, openid: str) -> None:
    if openid not in world.seen_at:
        raise Refusal(40003)


def _check_page(world: StandIn, page: str) -> None:
    if world.pages is not None and page not in world.pages:
        raise Refusal(41030)


def _check_safety(world: StandIn, wish: Wish) -> None:
    openid = str(wish.get("openid", ""))
    if wish.get("scene") not in SCENES:
        raise Refusal(40129)
    _check_openid(world, openid)
    if world.clock() - world.seen_at[openid] > SEEN_LATELY:
        raise Refusal(61010)


def _code(codes: Mapping[str, OneUse], shown: str, now: datetime) -> OneUse:
    code = codes.get(shown)
    if code is None or now - code.made_at > CODE_LIFE:
        raise Refusal(40029)
    if code.is_used:
        raise Refusal(40163)
    return code


def _data(told: object, fields: tuple[str, ...]) -> dict[str, str]:
    """The message's data; one that was sent as a text has no field at all."""
    entries = told if isinstance(told, Mapping) else {}
    values = {name: _value(entries.get(name)) for name in fields}
    for name, value in values.items():
        check_field(name, value)
    return {name: str(value) for name, value in values.items()}


def _value(entry: object) -> object:
    return entry.get("value") if isinstance(entry, Mapping) else None


def _judged(judged: Mapping[str, tuple[Suggest, int]], told: str) -> tuple[Suggest, int]:
    found = (verdict for words, verdict in judged.items() if words in told)
    return next(found, (Suggest.PASS, NO_TROUBLE))


def _told(token: Token, now: datetime) -> Answer:
    return {"access_token": token.value, "expires_in": token.seconds_left(now)}
