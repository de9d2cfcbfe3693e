"""How does a request become an answer? What every call is asked before it is heard."""

import json
from collections.abc import Mapping
from typing import Any

from wechat.standin.calls import CALLS, Answer, Call
from wechat.standin.harness import HARNESS
from wechat.standin.quotas import Quota
from wechat.standin.refusal import Refusal
from wechat.standin.world import Asked, StandIn


def answered(
    world: StandIn, method: str, path: str, query: Mapping[str, str], body: bytes
) -> Answer:
    """What WeChat answers; every call of its interfaces is recorded."""
    if path in HARNESS:
        return HARNESS[path](world, _object(body) if body else {})
    answer = _answer(world, method, path, query, body)
    errcode = answer.get("errcode", 0) if isinstance(answer, dict) else 0
    world.asked.append(Asked(path, dict(query), body, errcode))
    return answer


def _answer(
    world: StandIn, method: str, path: str, query: Mapping[str, str], body: bytes
) -> Answer:
    try:
        call = CALLS.get(path) or _nowhere()
        _let_in(world, call, method, path, query)
        return _with_success(call.answer(world, query, _object(body) if method == "POST" else {}))
    except Refusal as refusal:
        errmsg = f"{refusal.errmsg} rid: {world.made('rid')[:8]}"
        return {"errcode": refusal.errcode, "errmsg": errmsg}


def _let_in(world: StandIn, call: Call, method: str, path: str, query: Mapping[str, str]) -> None:
    if world.is_busy():
        raise Refusal(-1)
    if method != call.method:
        raise Refusal(43002)
    if call.asks_for_address and not world.faults.is_listed:
        raise Refusal(40164)
    if call.needs_token:
        _check_token(world, query.get("access_token", ""))
    if call.is_limited:
        world.used.spend(path, world.quotas.get(path, Quota()), world.clock())


def _check_token(world: StandIn, token: str) -> None:
    if world.faults.spend("forgotten"):
        world.tokens.forget_stable()
    world.tokens.check(token, world.clock())


def _with_success(answer: Answer) -> Answer:
    """Most calls say that they are done; those for tokens and sessions leave it out."""
    if isinstance(answer, bytes) or answer.keys() & {"access_token", "session_key"}:
        return answer
    return {"errcode": 0, "errmsg": "ok", **answer}


def _object(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except ValueError as error:
        raise Refusal(47001) from error
    if not isinstance(found, dict):
        raise Refusal(47001)
    return found


def _nowhere() -> Call:
    raise Refusal(40097, "no such address here")
