"""What does the hall go by, since when, and who decided it?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from flask import Response, abort, request

from server import clock
from server.actions.registry.set_hall_setting import set_hall_setting
from server.errors import ChuangpingError, FormProblems, Problem, SettingRefused
from server.gate import Door, console_actor, console_hall, open_to, status_of
from server.queries.registry.hours import HallFacts, hall_facts
from server.queries.registry.register import peer_groups
from server.queries.registry.setting_history import SetRow, setting_history
from server.rules.accounts.roles import Permission
from server.rules.hall_settings import KINDS, LANES, YES, HallSettingKind, SettingRow
from server.rules.months import Month, day_of
from web.console.answers import page, see_other
from web.console.routes import at, office
from web.errors import remember

PAGE = "/console/settings"
MANAGES = Permission.MANAGE_SETTINGS
SECTIONS: Mapping[str, tuple[str, ...]] = {
    "rating": (
        "staff_name_shown",
        "counting_lanes",
        "supervision_office",
        "kiosk_rating",
        "kiosk_figures",
    ),
    "publication": (
        "publication_working_day",
        "objection_working_days",
        "automatic_publication",
        "one_person_windows_basis",
        "replies_published",
        "notice_number",
        "document_number",
    ),
    "bad_ratings": ("bad_rating_contact_days", "bad_rating_days", "call_back_days"),
    "complaints": (
        "complaint_acknowledge_days",
        "simple_days",
        "ordinary_days",
        "complex_days",
        "extension_days",
        "return_days",
        "rectification_short_days",
        "rectification_long_days",
        "reply_days",
        "confirm_days",
        "reopen_days",
        "escalate_days",
        "review_days",
        "written_reminder_days",
    ),
    "others": ("complaint_days", "inquiry_days", "tip_off_days"),
    "hotline": ("hotline_emergency_days", "hotline_inquiry_days", "hotline_complaint_days"),
    "staff": ("appeal_days", "appeal_decision_days", "staff_batch_ratings", "staff_batch_days"),
    "attendance": ("attendance_kept", "attendance_signs", "attendance_grace_minutes"),
    "kept": (
        "moment_kept_days",
        "contact_kept_days",
        "photo_kept_days",
        "text_kept_days",
        "case_kept_days",
    ),
    "province": (
        "province_area_code",
        "province_area_name",
        "province_data_source",
        "province_words",
    ),
}
"""Every setting, by what it is about, in the order in which they are shown."""

# What the law has to say of them is told before they are changed: settings.warning_<key>.
SENSITIVE = frozenset(
    {
        "staff_name_shown",
        "counting_lanes",
        "one_person_windows_basis",
        "automatic_publication",
        "replies_published",
        "staff_batch_ratings",
        "staff_batch_days",
        "province_words",
    }
    | set(SECTIONS["kept"])
)


class Input(Enum):
    """How a value is entered."""

    YES_NO = "yes_no"
    LANES = "lanes"
    NUMBER = "number"
    TEXT = "text"


@dataclass(frozen=True)
class Line:
    """One setting: what it is today, since when and by whom (None: nobody ever set it).

    ``ahead`` are values that begin later, ``groups`` those that differ for a peer group.
    """

    key: str
    value: str
    since: SetRow | None
    ahead: tuple[SetRow, ...]
    groups: Mapping[str, str]


@dataclass(frozen=True)
class SettingPage:
    """The page of one setting, with what was typed."""

    key: str
    typed: Mapping[str, str] = field(default_factory=dict)
    chosen_lanes: tuple[str, ...] = ()
    words: str = ""

    def again(self, error: ChuangpingError, sentence: str) -> Response | None:
        """The form once more, telling what is wrong."""
        if isinstance(error, SettingRefused):
            problem = Problem("value", "setting.refused", error.data)
            return self.show((problem,), status=status_of(error))
        problems = error.problems if isinstance(error, FormProblems) else ()
        return self.show(problems, trouble="" if problems else sentence, status=status_of(error))

    def show(
        self, problems: tuple[Problem, ...] = (), *, trouble: str = "", status: int = 200
    ) -> Response:
        """The setting with its history and the form that changes it."""
        hall, today = console_hall(), day_of(clock.now(), console_hall().zone)
        kind, facts = KINDS[self.key], hall_facts(hall.id, hall.registry_version)
        line = _line(self.key, facts, setting_history(hall.id).get(self.key, ()), today)
        return page(
            "console/settings/setting.html",
            status=status,
            line=line,
            kind=kind,
            input=input_of(kind).value,
            lanes=LANES,
            is_sensitive=self.key in SENSITIVE,
            groups=[(each.code, each.name) for each in peer_groups(hall.id)]
            if kind.by_group
            else [],
            history=setting_history(hall.id).get(self.key, ()),
            typed={
                "value": line.value,
                "day": _earliest(self.key, today),
                "scope": "",
                **self.typed,
            },
            chosen=self.chosen_lanes or tuple(line.value.split(",")),
            problems=problems,
            trouble=trouble,
            today=today,
        )


@office.get(PAGE)
@open_to(Door.CONSOLE, MANAGES)
def settings() -> Response:
    """Every setting as it is today."""
    hall, today = console_hall(), day_of(clock.now(), console_hall().zone)
    facts, history = hall_facts(hall.id, hall.registry_version), setting_history(hall.id)
    sections = {
        section: [_line(key, facts, history.get(key, ()), today) for key in keys]
        for section, keys in SECTIONS.items()
    }
    return page("console/settings/list.html", sections=sections, input_of=_input_name)


@office.get(f"{PAGE}/<key>")
@open_to(Door.CONSOLE, MANAGES)
def setting(key: str) -> Response:
    """One setting: what it means, what it was, and the form that changes it."""
    return SettingPage(known(key)).show()


@office.post(f"{PAGE}/<key>")
@open_to(Door.CONSOLE, MANAGES, needs_fresh=True)
def change(key: str) -> Response:
    """The setting is another one from a day on."""
    hall, form = console_hall(), request.form
    lanes = tuple(form.getlist("lane"))
    value = ",".join(lanes) if input_of(KINDS[known(key)]) is Input.LANES else form.get("value", "")
    typed = {name: form.get(name, "") for name in ("value", "day", "scope")}
    remember(SettingPage(key, typed, lanes))
    row = SettingRow(key, typed["scope"], value.strip(), _day(typed["day"]))
    now = clock.now()
    today = day_of(now, hall.zone)
    set_hall_setting(hall.id, row, by=console_actor(), now=now, today=today)
    return see_other(at(f"{PAGE}/{key}", done="setting_changed"))


def known(key: str) -> str:
    """The key, if a setting of that name exists; else 404."""
    return key if key in KINDS else abort(404)


def input_of(kind: HallSettingKind) -> Input:
    """How a value of that kind is entered, as its default tells."""
    if kind.accepts(YES) and not kind.accepts("0"):
        return Input.YES_NO
    if kind.accepts(LANES[0]) and not kind.accepts(YES):
        return Input.LANES
    return Input.NUMBER if kind.default.isdecimal() else Input.TEXT


def _input_name(key: str) -> str:
    return input_of(KINDS[key]).value


def _line(key: str, facts: HallFacts, rows: tuple[SetRow, ...], today: date) -> Line:
    of_hall = [row for row in rows if not row.scope]
    groups = {row.scope: facts.setting(key, today, row.scope) for row in rows if row.scope}
    return Line(
        key,
        facts.setting(key, today),
        next((row for row in of_hall if row.in_force_on <= today), None),
        tuple(row for row in rows if row.in_force_on > today),
        groups,
    )


def _earliest(key: str, today: date) -> str:
    """From which day a change can begin at the earliest."""
    if key != "counting_lanes":
        return today.isoformat()
    return Month(today.year, today.month).next().days()[0].isoformat()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as cause:
        raise FormProblems((Problem("day", "setting.no_day"),)) from cause
