"""What stands in the fields of a subscribe message?"""

from collections.abc import Mapping

from server.queries.messages.outgoing import Outgoing
from server.rules.messages.templates import Chosen
from server.texts import DEFAULT_LANGUAGE, say
from wechat.fields import fitted

# WeChat takes nothing but Chinese there.
CHINESE_ALONE = "phrase"
DAYS = frozenset({"due_on", "until", "day"})


def data_of(message: Outgoing, chosen: Chosen, lang: str) -> Mapping[str, str]:
    """The text of each field of WeChat's, made to fit; empty where the message does not know it."""
    return {
        wechats: fitted(wechats, _said(message, ours, _lang_of(wechats, lang)))
        for wechats, ours in chosen.fields.items()
    }


def _lang_of(field: str, lang: str) -> str:
    return DEFAULT_LANGUAGE if field.startswith(CHINESE_ALONE) else lang


def _said(message: Outgoing, ours: str, lang: str) -> str:
    match ours:
        case "news" | "state":
            return say(f"subscription.{ours}_{message.topic}", lang)
        case "hall":
            return message.hall.title(lang)
        case "day":
            return message.written_at.astimezone(message.hall.zone).date().isoformat()
        case _:
            return str(message.facts.get(ours, ""))
