"""What does a window's tablet show and take when the hall lets it rate? Also without network."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import Response, abort, jsonify, render_template, request

from qr.receipts import receipt_hash
from server import clock
from server.actions.ratings.note_not_rated import note_not_rated
from server.actions.ratings.submit_rating import submit_rating
from server.errors import ChuangpingError
from server.gate import status_of, wiring
from server.packs.tags import Tag, tags_of
from server.queries.codes.scanned import ScannedWindow
from server.queries.codes.scans import receipt_of
from server.queries.codes.screens import PairedScreen
from server.queries.codes.slips import fresh_slips, slip_of
from server.queries.registry.halls import Hall
from server.queries.registry.hours import hall_facts
from server.queries.registry.serving import serving
from server.rules.hall_settings import YES
from server.rules.kiosk import ANSWER_TIME, KioskMode, pressed_at
from server.rules.months import day_of
from server.rules.ratings.form import RatingForm, Scan
from server.rules.ratings.levels import Channel, Lane, Level
from server.texts import LANGUAGES, say
from web.public.trends import valid_notices
from web.public.windows import WindowMonth, months_in

MOST_TAGS = 8
LONGEST_SLIP = 1024
LONGEST_TAG = 8


@dataclass(frozen=True)
class Pressed:
    """What the tablet tells of one slip: how long it waited, and the level; None: nobody rated."""

    slip: str
    waited: timedelta
    level: Level | None
    tags: tuple[str, ...]


def mode_of(hall: Hall, now: datetime) -> KioskMode:
    """Whether the hall's tablets take ratings today."""
    facts = hall_facts(hall.id, hall.registry_version)
    return KioskMode(facts.setting("kiosk_rating", day_of(now, hall.zone)))


def kiosk_page(screen: PairedScreen, mode: KioskMode, now: datetime) -> str:
    """The page, which works on without network: everything that it may say is in it."""
    return render_template(
        "screen/kiosk.html",
        screen=screen,
        mode=mode,
        modes=KioskMode,
        figures=_figures(screen, now),
        levels=sorted(Level, reverse=True),
        reasons={level: tags_of(level) for level in Level if level.is_bad},
        seconds=int(ANSWER_TIME / timedelta(seconds=1)),
        domain=wiring().settings.domain,
        both=_both,
        tag_words=_tag_words,
    )


def kiosk_state(screen: PairedScreen, symbol: str, seconds: int, now: datetime) -> Response:
    """What changes while the page stays: who serves, the code, and slips for what is to come."""
    on_duty = serving(screen.hall, screen.window_id, now)
    place = screen.place
    is_open = on_duty.is_open and place is not None
    has = request.args.get("has", "")
    slips = (
        fresh_slips(place, wiring().settings, has=int(has) if has.isdecimal() else 0, now=now)
        if place is not None and is_open
        else ()
    )
    return jsonify(
        open=is_open,
        people=[{"number": one.number, "name": one.name} for one in on_duty.people],
        symbol=symbol if is_open else "",
        seconds=seconds,
        slips=slips,
    )


def take_answer(screen: PairedScreen) -> Response:
    """One press is a rating, or one asking was not answered; told again it is the same.

    The answer holds the receipt of a rating; a refusal says by its status whether to tell again.
    """
    pressed = _pressed()
    if screen.place is None:
        abort(404)
    try:
        return _taken(screen.place, pressed)
    except ChuangpingError as error:
        response = jsonify(code=error.code)
        response.status_code = status_of(error)
        return response


def _taken(place: ScannedWindow, pressed: Pressed) -> Response:
    settings, now = wiring().settings, clock.now()
    slip = slip_of(pressed.slip, place, settings)
    moment = pressed_at(slip.issued_at, pressed.waited, now)
    if pressed.level is None:
        note_not_rated(place, slip.nonce, asked_at=moment)
        return jsonify(receipt="")
    # Whoever can reach the tablet can press, the clerk first: it proves no more than a poster.
    scan = Scan(place.code, moment, slip.nonce, Lane.PRINTED, opened_at=slip.issued_at)
    form = RatingForm(pressed.level, tags=pressed.tags, channel=Channel.TABLET)
    code = receipt_of(slip.nonce, settings)
    submit_rating(
        scan,
        form,
        receipt_hash=receipt_hash(code),
        contact_key=settings.key("contact"),
        now=moment,
    )
    return jsonify(receipt=code)


def _pressed() -> Pressed:
    """What was sent; 400 for anything else."""
    said: Any = request.get_json(silent=True)
    if not isinstance(said, dict) or not _is_well_formed(said):
        abort(400)
    level = said.get("level")
    return Pressed(
        said["slip"],
        timedelta(milliseconds=said["waited"]),
        None if level is None else Level(level),
        tuple(said.get("tags", ())),
    )


def _is_well_formed(said: dict[str, Any]) -> bool:
    slip, waited, level, tags = (said.get(name) for name in ("slip", "waited", "level", "tags"))
    return (
        isinstance(slip, str)
        and len(slip) <= LONGEST_SLIP
        and type(waited) is int
        and 0 <= waited <= int(timedelta(days=30) / timedelta(milliseconds=1))
        and (level is None or (type(level) is int and level in set(Level)))
        and (tags is None or _are_tags(tags))
    )


def _are_tags(tags: object) -> bool:
    return (
        isinstance(tags, list)
        and len(tags) <= MOST_TAGS
        and all(isinstance(tag, str) and len(tag) <= LONGEST_TAG for tag in tags)
    )


def _figures(screen: PairedScreen, now: datetime) -> WindowMonth | None:
    """What the latest valid notice says of the window in public, where the hall shows it here.

    What the public page does not show alone (a window that is one person) is not shown here.
    """
    hall = screen.hall
    facts = hall_facts(hall.id, hall.registry_version)
    if facts.setting("kiosk_figures", day_of(now, hall.zone)) != YES:
        return None
    for notice in valid_notices(hall, "ranking")[:1]:
        for month in months_in(notice, screen.number):
            return month if month.figures else None
    return None


def _both(code: str, **data: object) -> tuple[tuple[str, str], ...]:
    """The sentence in each language: the page switches between them without asking anybody."""
    return tuple((lang, say(code, lang, **data)) for lang in LANGUAGES)


def _tag_words(tag: Tag) -> tuple[tuple[str, str], ...]:
    return tuple((lang, tag.text(lang)) for lang in LANGUAGES)
