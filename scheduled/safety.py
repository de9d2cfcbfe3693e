"""Who asks WeChat about words and photos, and what is done with its answer?

Each question is claimed, asked and settled, each a step of its own. While WeChat does not answer
it is asked again, until two hours after the words came in; then the verdict of the list stands.
"""

import logging
from datetime import datetime

from server import clock
from server.actions.safety.take_check import (
    Asking,
    await_picture,
    give_up,
    settle_picture,
    settle_text,
    take_check,
)
from server.gate import Wiring
from server.queries.safety.checks import SEALING, checks_due
from server.queries.safety.picture_address import picture_address
from server.rules.safety.holding import Place
from wechat.client import Suggest, Wechat
from wechat.errors import OpenidUnknown, WechatError

log = logging.getLogger("chuangping.safety")


def ask_what_waits(wiring: Wiring) -> None:
    """Ask WeChat about everything whose turn it is; one that fails stops no other.

    Inside an app's context. Where no mini-program is set up any more, questions just run out.
    """
    keys = wiring.settings.keys(SEALING)
    for hall_id, row_id in checks_due(clock.now()):
        asking = take_check(hall_id, row_id, keys, now=clock.now())
        if asking is not None and wiring.wechat is not None:
            _ask(wiring, wiring.wechat, asking)


def media_checked(event: dict[str, object], now: datetime) -> None:
    """WeChat looked at a photo (wxa_media_check)."""
    result = event.get("result")
    told = result if isinstance(result, dict) else {}
    trace_id = str(event.get("trace_id") or "")
    settle_picture(trace_id, _label(str(told.get("suggest")), str(told.get("label"))), now=now)


def _ask(wiring: Wiring, wechat: Wechat, asking: Asking) -> None:
    try:
        _settle(wiring, wechat, asking)
    except OpenidUnknown:
        give_up(asking)
    except WechatError as error:  # it is asked again until its two hours are over
        log.warning("WeChat did not judge %s: %s", asking.place, error)


def _settle(wiring: Wiring, wechat: Wechat, asking: Asking) -> None:
    if asking.place is Place.PHOTO:
        address = picture_address(asking.ref, wiring.settings, now=clock.now())
        await_picture(asking, wechat.check_picture(address, openid=asking.openid))
        return
    verdict = wechat.check_text(asking.text, openid=asking.openid)
    label = _label(verdict.suggest, str(verdict.label))
    settle_text(asking, label, today=clock.now().date())


def _label(suggest: str, label: str) -> str:
    """What WeChat doubts; '' where it lets pass."""
    return "" if Suggest(suggest) is Suggest.PASS else _known(label)


def _known(label: str) -> str:
    return label if label in LABELS else OTHER


OTHER = "21000"
LABELS = frozenset({"10001", "20001", "20002", "20003", "20006", "20008", "20012", "20013", OTHER})
"""The labels that have a sentence (safety.label_…); one that WeChat adds one day is OTHER."""
