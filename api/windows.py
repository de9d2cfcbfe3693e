"""What does a citizen see after scanning a window's code?"""

from datetime import date
from typing import Any

from flask import Response
from marshmallow import Schema, fields

from api.fields import Words
from api.section import Section
from api.shape import Shape
from api.wire import answered
from photos.errors import MOST_BYTES
from qr.codes import is_wellformed, normalise
from server import clock
from server.actions.codes.count_stray_scan import count_stray_scan
from server.actions.ratings.attachments import CONSENT_VERSION
from server.errors import CodeRevoked, UnknownCode
from server.gate import Door, language, open_to, wiring
from server.packs.categories import categories
from server.packs.tags import CURRENT_TAG_SET, tags_of
from server.queries.codes.scanned import ScannedWindow, scanned_window
from server.queries.codes.scans import Shown, fresh_scan, ticket_of
from server.queries.registry.hours import hall_facts
from server.queries.registry.matters import matters_at
from server.queries.registry.serving import serving
from server.rules.cases.form import LONGEST_TEXT as LONGEST_COMPLAINT
from server.rules.months import day_of
from server.rules.ratings.form import LONGEST_CONTACT, LONGEST_TEXT, MOST_PHOTOS
from server.rules.ratings.levels import Lane, Level
from server.rules.visit import SECOND_RATING_DAYS, TICKET_LIFE
from server.texts import say

LONGEST_CODE = 32
LONGEST_LINK = 1024
KEPT = ("moment", "contact", "photo", "text", "case")
LIMITS = {
    "text_characters": LONGEST_TEXT,
    "complaint_characters": LONGEST_COMPLAINT,
    "contact_characters": LONGEST_CONTACT,
    "photos": MOST_PHOTOS,
    "photo_bytes": MOST_BYTES,
    "ticket_minutes": int(TICKET_LIFE.total_seconds() // 60),
    "second_rating_days": SECOND_RATING_DAYS,
}

section = Section("windows", "扫码 Scanning a window's code")


class ScanIn(Shape):
    """What the scanned address holds beside the code, under the same names."""

    v = Words(most=LONGEST_LINK, load_default="", metadata={"description": "一次性链接里的凭证"})
    k = Words(most=LONGEST_CODE, load_default="", metadata={"description": "窗口屏上的动态码"})


class HallOut(Schema):
    """大厅 The hall"""

    name = fields.String(required=True)
    phone = fields.String(required=True)


class ScannedOut(Schema):
    """窗口 The window"""

    number = fields.String(required=True)
    name = fields.String(required=True)
    department = fields.String(required=True)
    is_shared = fields.Boolean(required=True, metadata={"description": "多人共用，可选工作人员"})


class ServingOut(Schema):
    """在岗人员 Who serves"""

    staff_number = fields.String(required=True)
    name = fields.String(required=True, metadata={"description": "大厅不显示姓名时为空"})


class TagOut(Schema):
    """评价指标 A reason to tick"""

    code = fields.String(required=True)
    text = fields.String(required=True)


class LevelOut(Schema):
    """满意程度 A level"""

    level = fields.Integer(required=True)
    text = fields.String(required=True)
    needs_reason = fields.Boolean(required=True)
    tags = fields.List(fields.Nested(TagOut), required=True)


class MatterOut(Schema):
    """事项 A matter"""

    code = fields.String(required=True)
    name = fields.String(required=True)


class CategoryOut(Schema):
    """投诉类别 A category of complaint"""

    code = fields.String(required=True)
    text = fields.String(required=True)


class LimitsOut(Schema):
    """限度 What fits"""

    text_characters = fields.Integer(required=True)
    complaint_characters = fields.Integer(required=True)
    contact_characters = fields.Integer(required=True)
    photos = fields.Integer(required=True)
    photo_bytes = fields.Integer(required=True)
    ticket_minutes = fields.Integer(required=True)
    second_rating_days = fields.Integer(required=True)


class KeptDaysOut(Schema):
    """存多少天 For how many days each kind is kept"""

    moment = fields.Integer(required=True, metadata={"description": "当月结果公布后"})
    contact = fields.Integer(required=True, metadata={"description": "办结后"})
    photo = fields.Integer(required=True, metadata={"description": "办结后"})
    text = fields.Integer(required=True)
    case = fields.Integer(required=True, metadata={"description": "办结后"})


class PrivacyOut(Schema):
    """个人信息怎样处理 What citizens are told before they give any data"""

    office = fields.String(required=True, metadata={"description": "谁在处理"})
    phone = fields.String(required=True)
    kept_days = fields.Nested(KeptDaysOut, required=True)


class RatingPageOut(Schema):
    """评价页所需的全部内容 Everything that a rating page shows"""

    hall = fields.Nested(HallOut, required=True)
    window = fields.Nested(ScannedOut, required=True)
    serving = fields.List(fields.Nested(ServingOut), required=True)
    is_open = fields.Boolean(required=True, metadata={"description": "现在是否在办公时间"})
    levels = fields.List(fields.Nested(LevelOut), required=True)
    tag_set = fields.String(required=True)
    matters = fields.List(fields.Nested(MatterOut), required=True)
    categories = fields.List(fields.Nested(CategoryOut), required=True)
    limits = fields.Nested(LimitsOut, required=True)
    privacy_notice = fields.String(required=True, metadata={"description": "个人信息说明的版本"})
    privacy = fields.Nested(PrivacyOut, required=True)
    lane = fields.Enum(Lane, by_value=True, required=True)
    ticket = fields.String(required=True)


@section.route("/windows/<code>")
@open_to(Door.CITIZEN)
@section.arguments(ScanIn, location="query")
@section.response(200, RatingPageOut)
@section.alt_response(410, "GONE")
def scan(said: dict[str, Any], code: str) -> Response:
    """扫码后评价页所需的内容和一张新票据 What a rating page shows, and a fresh ticket

    什么都不保存。票据 2 小时内有效，一张票据一次评价。
    """
    shown = Shown(rotating_code=said["k"], visit_link=said["v"])
    return answered(_page(_in_use(normalise(code)), shown, language()))


def _in_use(code: str) -> ScannedWindow:
    """The window of a code that is in use; a scan of any other code is counted for the hall."""
    today = clock.now().date()
    place = _known(code, today)
    if place.revoked_at is not None:
        count_stray_scan(today, code)
        raise CodeRevoked
    return place


def _known(code: str, today: date) -> ScannedWindow:
    if not is_wellformed(code):
        raise UnknownCode
    try:
        return scanned_window(code)
    except UnknownCode:
        count_stray_scan(today)
        raise


def _page(place: ScannedWindow, shown: Shown, lang: str) -> dict[str, Any]:
    now, settings = clock.now(), wiring().settings
    scan = fresh_scan(place, shown, settings, now=now)
    present = serving(place.hall, place.window_id, now)
    return {
        "hall": {"name": place.hall.title(lang), "phone": place.hall.phone},
        "window": {
            "number": place.number,
            "name": place.title(lang),
            "department": place.department,
            "is_shared": place.is_shared,
        },
        "serving": [
            {"staff_number": person.number, "name": person.name} for person in present.people
        ],
        "is_open": present.is_open,
        "levels": [_level(level, lang) for level in Level],
        "tag_set": CURRENT_TAG_SET,
        "matters": [vars(one) for one in matters_at(place.hall.id, place.window_id)],
        "categories": [{"code": one.code, "text": one.text(lang)} for one in categories()],
        "limits": LIMITS,
        "privacy_notice": CONSENT_VERSION,
        "privacy": _privacy(place, day_of(now, place.hall.zone), lang),
        "lane": scan.lane,
        "ticket": ticket_of(scan, place.hall.code, settings),
    }


def _privacy(place: ScannedWindow, day: date, lang: str) -> dict[str, Any]:
    facts = hall_facts(place.hall.id, place.hall.registry_version)
    supervision = facts.setting("supervision_office", day) or say("citizen.supervision", lang)
    return {
        "office": f"{place.hall.title(lang)} {supervision}",
        "phone": place.hall.phone,
        "kept_days": {kind: int(facts.setting(f"{kind}_kept_days", day)) for kind in KEPT},
    }


def _level(level: Level, lang: str) -> dict[str, Any]:
    return {
        "level": int(level),
        "text": say(f"level.{int(level)}", lang),
        "needs_reason": level.is_bad,
        "tags": [{"code": tag.code, "text": tag.text(lang)} for tag in tags_of(level)],
    }
