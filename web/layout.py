"""What does every page know: its language and size, its sentences, its links, its dates?"""

from datetime import date, datetime, tzinfo
from typing import Any
from urllib.parse import urlencode

from flask import Flask, request, url_for

from server.gate import csp_nonce, language
from server.texts import LANGUAGES, say
from server.texts.days import day_and_time, day_in_words, month_in_words

ELDER = "elder"
KEPT_IN_LINKS = ("lang", "size", "hall")


def register(app: Flask) -> None:
    """Give the templates what they share."""
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.context_processor(shared)


def shared() -> dict[str, Any]:
    """What every template can use."""
    lang = language()

    def sentence(code: str, **data: object) -> str:
        return say(code, lang, **data)

    def clock_time(moment: datetime, zone: tzinfo) -> str:
        return day_and_time(moment.astimezone(zone), lang)

    def full_day(day: date) -> str:
        return day_in_words(day, lang)

    def full_month(month: str) -> str:
        return month_in_words(month, lang)

    return {
        "lang": lang,
        "other_lang": next(other for other in LANGUAGES if other != lang),
        "size": page_size(),
        "say": sentence,
        "nonce": csp_nonce(),
        "link": link,
        "sent_here": sent_here,
        "switched": switched,
        "clock_time": clock_time,
        "full_day": full_day,
        "full_month": full_month,
    }


def page_size() -> str:
    """``elder`` when the address asks for large type, else nothing."""
    return ELDER if request.args.get("size") == ELDER else ""


def link(endpoint: str, **values: Any) -> str:
    """The address of a page, in the reader's chosen language and size."""
    return url_for(endpoint, **{**_chosen(), **values})


def sent_here() -> str:
    """Where a form of this page is sent: here, under another address than the page has.

    A browser forgets a page when something is sent to its very address; going back to the form
    would then fetch a fresh one, whose rating would be a second rating.
    """
    return _address({"sent": "1", **_chosen()})


def switched(**choice: str) -> str:
    """This page's own address with another language or size; an empty value is the usual one."""
    return _address({name: value for name, value in (_chosen() | choice).items() if value})


def day_of_week_in_words(day: date, lang: str) -> str:
    """A day of this year as people write it: 11月26日 周四, Thu 26 November."""
    weekday = say(f"citizen.weekday_{day.weekday()}", lang)
    if lang == "en":
        return f"{weekday} {day.day} {day:%B}"
    return f"{day.month}月{day.day}日 周{weekday}"


def _chosen() -> dict[str, str]:
    return {name: request.args[name] for name in KEPT_IN_LINKS if request.args.get(name)}


def _address(choice: dict[str, str]) -> str:
    return request.path + (f"?{urlencode(choice)}" if choice else "")
