"""Which settings does a hall have, what may each be, and what is it when nobody set it?"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from server.errors import Problem, SettingRefused

LANES = ("verified", "present", "printed")
YES, NO = "yes", "no"
FROM_A_MONTH_ON = frozenset({"counting_lanes"})


@dataclass(frozen=True)
class HallSettingKind:
    """One row of the table: a key, its default, what it accepts, whether a group may differ."""

    key: str
    default: str
    accepts: Callable[[str], bool]
    by_group: bool = False


@dataclass(frozen=True)
class SettingRow:
    """One stored value: in force from that day on, for the hall ('') or one group's code."""

    key: str
    scope: str
    value: str
    in_force_on: date


def _yes_or_no(value: str) -> bool:
    return value in {YES, NO}


def _number(least: int, most: int) -> Callable[[str], bool]:
    return lambda value: value.isdecimal() and least <= int(value) <= most


def _digits_or_none(least: int, most: int) -> Callable[[str], bool]:
    return lambda value: not value or (value.isdecimal() and least <= len(value) <= most)


def _one_of(*values: str) -> Callable[[str], bool]:
    return lambda value: value in values


def _some_lanes(value: str) -> bool:
    lanes = value.split(",")
    return bool(lanes) and set(lanes) <= set(LANES) and len(set(lanes)) == len(lanes)


def _text(most: int) -> Callable[[str], bool]:
    return lambda value: len(value) <= most


def _number_pattern(value: str) -> bool:
    return "{serial" in value and "{year" in value


KINDS = {
    kind.key: kind
    for kind in (
        HallSettingKind("staff_name_shown", NO, _yes_or_no),
        HallSettingKind("counting_lanes", ",".join(LANES), _some_lanes, by_group=True),
        HallSettingKind("one_person_windows_basis", "", _text(200)),
        HallSettingKind("automatic_publication", NO, _yes_or_no),
        HallSettingKind("publication_working_day", "5", _number(1, 15)),
        HallSettingKind("objection_working_days", "5", _number(1, 30)),
        HallSettingKind("notice_number", "{unit}/{year}-{serial:04d}", _number_pattern),
        HallSettingKind("document_number", "政服〔{year}〕{serial}号", _number_pattern),
        HallSettingKind("bad_rating_contact_days", "1", _number(1, 30)),
        HallSettingKind("bad_rating_days", "5", _number(1, 60)),
        HallSettingKind("complaint_days", "5", _number(1, 60)),
        HallSettingKind("complaint_acknowledge_days", "1", _number(1, 30)),
        HallSettingKind("tip_off_days", "5", _number(1, 60)),
        HallSettingKind("inquiry_days", "3", _number(1, 60)),
        HallSettingKind("simple_days", "5", _number(1, 60)),
        HallSettingKind("ordinary_days", "5", _number(1, 60)),
        HallSettingKind("complex_days", "15", _number(1, 90)),
        HallSettingKind("hotline_emergency_days", "0", _number(0, 30)),
        HallSettingKind("hotline_inquiry_days", "3", _number(1, 60)),
        HallSettingKind("hotline_complaint_days", "13", _number(1, 60)),
        HallSettingKind("extension_days", "5", _number(1, 30)),
        HallSettingKind("return_days", "1", _number(1, 10)),
        HallSettingKind("rectification_short_days", "5", _number(1, 60)),
        HallSettingKind("rectification_long_days", "15", _number(1, 90)),
        HallSettingKind("reply_days", "3", _number(1, 30)),
        HallSettingKind("call_back_days", "5", _number(1, 60)),
        HallSettingKind("confirm_days", "15", _number(1, 60)),
        HallSettingKind("review_days", "15", _number(1, 60)),
        HallSettingKind("reopen_days", "15", _number(1, 90)),
        HallSettingKind("escalate_days", "15", _number(1, 90)),
        HallSettingKind("written_reminder_days", "5", _number(1, 30)),
        HallSettingKind("moment_kept_days", "30", _number(1, 365)),
        HallSettingKind("contact_kept_days", "30", _number(1, 365)),
        HallSettingKind("photo_kept_days", "365", _number(30, 3650)),
        HallSettingKind("text_kept_days", "730", _number(30, 3650)),
        HallSettingKind("case_kept_days", "1825", _number(365, 7300)),
        HallSettingKind("supervision_office", "", _text(60)),
        HallSettingKind("appeal_days", "5", _number(5, 30)),
        HallSettingKind("appeal_decision_days", "10", _number(1, 30)),
        # Less than these would let a person work out who rated them (reliability.md, 4.5).
        HallSettingKind("staff_batch_ratings", "10", _number(10, 1000)),
        HallSettingKind("staff_batch_days", "7", _number(7, 92)),
        HallSettingKind("replies_published", NO, _yes_or_no),
        HallSettingKind("province_area_code", "", _digits_or_none(6, 12)),
        HallSettingKind("province_area_name", "", _text(60)),
        HallSettingKind("province_data_source", "", _digits_or_none(3, 3)),
        HallSettingKind("province_words", NO, _yes_or_no),
        HallSettingKind("kiosk_rating", "off", _one_of("off", "press", "always")),
        HallSettingKind("kiosk_figures", NO, _yes_or_no),
        HallSettingKind("attendance_kept", "none", _one_of("none", "page", "machine")),
        HallSettingKind("attendance_signs", "day", _one_of("day", "shift")),
        HallSettingKind("attendance_grace_minutes", "0", _number(0, 30)),
    )
}


def check(key: str, value: str, scope: str = "") -> None:
    """Raises SettingRefused unless the setting exists, takes the value and may have the scope."""
    kind = KINDS.get(key)
    if kind is None or not kind.accepts(value) or (scope and not kind.by_group):
        raise SettingRefused(name=key, value=value)


def day_problems(row: SettingRow, today: date) -> tuple[Problem, ...]:
    """What is wrong with the day from which a change shall be in force.

    What was computed stays as it was, so a change begins today at the earliest; which lanes count
    changes with a month that has not begun (domain, three lanes of proof).
    """
    if row.key in FROM_A_MONTH_ON:
        is_ahead = row.in_force_on > today and row.in_force_on.day == 1
        return () if is_ahead else (Problem("day", "setting.day_first_of_month"),)
    return () if row.in_force_on >= today else (Problem("day", "setting.day_past"),)


def in_force(rows: Iterable[SettingRow], key: str, day: date, scope: str = "") -> str:
    """The value on that day: the latest row of the scope, else of the hall, else the default.

    Of several rows that begin on one day the later in ``rows`` (the later entered) is valid.
    """
    begun = [row for row in rows if row.key == key and row.in_force_on <= day]
    for wanted in (scope, ""):
        of_scope = [row for row in begun if row.scope == wanted]
        if of_scope:
            # max keeps the first of equals: reversed, that is the one entered last.
            return max(reversed(of_scope), key=lambda row: row.in_force_on).value
    return KINDS[key].default
