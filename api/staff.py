"""A member of staff reads what is their own, and appeals: by the console's sign-in, in a browser.

Nothing here tells of one rating: no time of day, no case, no window, no number below ten.
"""

from datetime import datetime
from typing import Any

from flask import Response, request

from api.repeats import PARAMETER, once
from api.section import Section
from api.staff_photos import photos_of_form
from api.staff_shapes import (
    AppealIn,
    AppealOut,
    AppealsOut,
    EntriesIn,
    OwnEntriesOut,
    OwnIn,
    OwnRatingsOut,
)
from api.wire import answered
from server import clock, errors
from server.actions.ledger.file_appeal import file_appeal
from server.actions.ledger.withdraw_appeal import withdraw_appeal
from server.gate import Door, console_actor, console_hall, language, open_to
from server.packs.tags import tags
from server.queries.ledger.appeals import FoundAppeal, appeal_numbered
from server.queries.ledger.own import OwnEntry, OwnMonth, own_appeals, own_entries, own_months
from server.queries.ratings.own import ratings_shown, texts_shown
from server.queries.registry.halls import Hall
from server.queries.registry.hours import hall_facts
from server.queries.sources.own_served import served_in
from server.rules.accounts.roles import Permission
from server.rules.ledger.appeals import Against, AppealForm
from server.rules.months import day_of
from server.rules.ratings.own_tables import OwnTable
from server.rules.ratings.small_cells import LEAST_SHOWN
from server.texts import say
from server.texts.days import month_in_words

section = Section(
    "staff", "窗口人员本人：评价、台账、申诉 A member of staff: own ratings, entries, appeals"
)


@section.route("/staff/me/ratings")
@open_to(Door.CONSOLE, Permission.SEE_OWN)
@section.arguments(OwnIn, location="query")
@section.response(200, OwnRatingsOut)
def ratings(said: dict[str, Any]) -> dict[str, Any]:
    """本人的评价，只成批 Own ratings, in batches only

    每批至少 10 条、隔 7 天；不到 10 的数不列；文字要监督科放出才有。
    登录与控制台相同（同一个 cookie），供本站页面使用。
    """
    del said
    hall, staff_id = console_hall(), own_staff_id()
    now = clock.now()
    shown = ratings_shown(hall, staff_id, today=day_of(now, hall.zone))
    return {
        "batches": shown.batches,
        "tables": [_table(table) for table in shown.tables],
        "in_no_table": shown.waiting,
        "texts": [
            {"number": text.number, "week": text.when.week, "day": text.when.day, "text": text.text}
            for text in texts_shown(hall, staff_id, now=now)
        ],
        "months": _months(hall, staff_id, now),
        "limits": _limits(hall, now),
    }


@section.route("/staff/me/entries")
@open_to(Door.CONSOLE, Permission.SEE_OWN)
@section.arguments(EntriesIn, location="query")
@section.response(200, OwnEntriesOut)
def entries(said: dict[str, Any]) -> dict[str, Any]:
    """本人的台账 Own entries with their cause"""
    found, has_more = own_entries(
        console_hall(), own_staff_id(), now=clock.now(), month=said["month"], page=said["page"]
    )
    return {"entries": [_entry(one) for one in found], "page": said["page"], "has_more": has_more}


@section.route("/staff/me/appeals")
@open_to(Door.CONSOLE, Permission.SEE_OWN)
@section.arguments(OwnIn, location="query")
@section.response(200, AppealsOut)
def appeals(said: dict[str, Any]) -> dict[str, Any]:
    """本人的申诉 Own appeals"""
    del said
    found = own_appeals(console_hall(), own_staff_id())
    return {"appeals": [_appeal(one) for one in found]}


@section.route("/staff/me/appeals", methods=["POST"], parameters=[PARAMETER])
@open_to(Door.CONSOLE, Permission.APPEAL)
@section.arguments(OwnIn, location="query")
@section.arguments(AppealIn)
@section.response(201, AppealOut)
def appeal(asked: dict[str, Any], said: dict[str, Any]) -> Response:
    """提出申诉 File an appeal

    告知后 5 个工作日内；同一件事再次提交是同一个申诉。不会因为申诉加重。
    照片先用 `POST /staff/me/photos` 上传。
    """
    del asked
    return once(lambda: console_hall().id, request.get_data(), lambda: _file(said))


def _file(said: dict[str, Any]) -> Response:
    hall, photos = console_hall(), photos_of_form(said["photos"])
    form = AppealForm(said["against"], said["what"], said["words"], photos)
    number = file_appeal(hall, form, by=console_actor(), now=clock.now())
    return answered(AppealOut().dump(_appeal(appeal_numbered(hall.id, number))), 201)


@section.route("/staff/me/appeals/<number>", methods=["DELETE"])
@open_to(Door.CONSOLE, Permission.APPEAL)
@section.arguments(OwnIn, location="query")
@section.response(200, AppealOut)
def withdraw(said: dict[str, Any], number: str) -> dict[str, Any]:
    """撤回申诉 Take an appeal back before it is decided"""
    del said
    hall = console_hall()
    withdraw_appeal(hall, number, by=console_actor(), now=clock.now())
    return _appeal(appeal_numbered(hall.id, number, staff_id=own_staff_id()))


def own_staff_id() -> int:
    """The staff member that the signed-in person is. Raises Unknown for whom works nowhere."""
    staff_id = console_actor().staff_id
    if staff_id is None:
        raise errors.Unknown
    return staff_id


def _months(hall: Hall, staff_id: int, now: datetime) -> list[dict[str, Any]]:
    """Served and rated stand side by side: how many of those who came have rated."""
    months = own_months(hall, staff_id, now=now)
    served = served_in(hall.id, staff_id, {one.month for one in months})
    return [
        {
            "month": one.month,
            "served": served.get(one.month),
            "rated": one.n,
            "in_words": month_in_words(one.month, language()),
            "band": one.band,
            "band_in_words": _band(one),
            "appeal": one.appeal,
        }
        for one in months
    ]


def _band(month: OwnMonth) -> str:
    if not month.band:
        return say("staff.too_few_to_compare", language(), n=month.n)
    return say(f"ranking.band_{month.band}", language())


def _limits(hall: Hall, now: datetime) -> dict[str, int]:
    facts, today = hall_facts(hall.id, hall.registry_version), day_of(now, hall.zone)
    return {
        "ratings": int(facts.setting("staff_batch_ratings", today)),
        "days": int(facts.setting("staff_batch_days", today)),
        "least": LEAST_SHOWN,
    }


def _table(table: OwnTable) -> dict[str, Any]:
    texts = {tag.code: tag.text(language()) for tag in tags()}
    return {
        "since": table.since,
        "until": table.until,
        "n": table.n,
        "levels": [
            {"level": int(level), "text": say(f"level.{int(level)}", language()), "n": n}
            for level, n in table.levels.items()
        ],
        "reasons": [
            {"code": code, "text": texts.get(code, code), "n": n} for code, n in table.tags.items()
        ],
        "second": table.second,
        "set_aside": table.aside,
    }


def _entry(entry: OwnEntry) -> dict[str, Any]:
    lang = language()
    words = say(
        "staff.entry_words",
        lang,
        finding=say(f"ledger.finding_{entry.finding}", lang),
        cause=say(f"ledger.cause_{entry.cause}", lang),
        evidence=say(f"staff.evidence_{entry.evidence}", lang),
    )
    why = say(f"ledger.why_{entry.why}", lang) if entry.why else ""
    title = say(f"staff.event_{entry.event}", lang)
    return {**vars(entry), "title": title, "told": f"{words} {why}".strip()}


def _appeal(found: FoundAppeal) -> dict[str, Any]:
    zone, lang = console_hall().zone, language()
    is_month = found.against is Against.MONTH
    what = month_in_words(found.what, lang) if is_month else found.what
    return {
        **vars(found),
        "about": say(f"staff.against_{found.against}", lang, what=what),
        "state_in_words": say(f"appeal.state_{found.state}", lang),
        "photos": len(found.photos),
        "filed_on": day_of(found.filed_at, zone),
        "decided_on": day_of(found.decided_at, zone) if found.decided_at else None,
    }
