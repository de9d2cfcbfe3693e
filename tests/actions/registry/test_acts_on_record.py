"""What administrators do to codes, screens, settings and the registry stands in the audit."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from server.actions.codes.issue_codes import issue_codes
from server.actions.codes.issue_pairing import issue_pairing
from server.actions.codes.replace_code import replace_code
from server.actions.codes.revoke_code import revoke_code
from server.actions.codes.revoke_screens import revoke_screens
from server.actions.registry.set_hall_setting import set_hall_setting
from server.db import session, transaction
from server.ids import new_id
from server.models.audit import AuditRecord
from server.models.registry import Window
from server.rules.accounts.roles import Actor
from server.rules.hall_settings import SettingRow
from tests.build import DAY, MORNING, TestHall, a_hall

BY = Actor(7, "li-mou")
SETTING = SettingRow("complaint_days", "", "7", date(2026, 12, 1))
ACTS: dict[str, tuple[str, Callable[[int], Any]]] = {
    "code_replaced": ("A01", lambda hall: replace_code(hall, "A01", by=BY, now=MORNING)),
    "code_revoked": ("A01", lambda hall: revoke_code(hall, "A01", by=BY, now=MORNING)),
    "codes_issued": ("", lambda hall: issue_codes(hall, by=BY, now=MORNING)),
    "screen_offered": ("A01", lambda hall: issue_pairing(hall, "A01", by=BY, now=MORNING)),
    "screens_revoked": ("A01", lambda hall: revoke_screens(hall, "A01", by=BY, now=MORNING)),
    "setting_changed": (
        "complaint_days",
        lambda hall: set_hall_setting(hall, SETTING, by=BY, now=MORNING),
    ),
}


def lines(place: TestHall) -> list[tuple[str, str, int | None, str]]:
    rows = session.execute(
        select(AuditRecord.act, AuditRecord.object, AuditRecord.actor_id, AuditRecord.actor).where(
            AuditRecord.hall_id == place.hall.id
        )
    )
    return [(act, thing, actor_id, actor) for act, thing, actor_id, actor in rows]


def a_window_without_code(place: TestHall) -> None:
    part = {"department_id": place.departments["D1"], "group_id": place.groups["G1"]}
    with transaction() as current:
        current.add(
            Window(id=new_id(DAY), hall_id=place.hall.id, number="A09", name="窗口", **part)
        )


@pytest.mark.parametrize("act", ACTS)
def test_each_act_is_one_line_with_its_person_and_its_object(in_app: Flask, act: str) -> None:
    del in_app
    place = a_hall()
    a_window_without_code(place)
    thing, do = ACTS[act]

    do(place.hall.id)

    assert lines(place) == [(act, thing, 7, "li-mou")]


def test_a_setting_keeps_what_it_became_and_from_when(in_app: Flask) -> None:
    del in_app
    place = a_hall()

    set_hall_setting(place.hall.id, SETTING, by=BY, now=MORNING)

    facts = session.scalar(select(AuditRecord.facts)) or ""
    assert json.loads(facts) == {"scope": "", "value": "7", "from": "2026-12-01"}


def test_an_act_by_command_bears_the_name_it_was_given(in_app: Flask) -> None:
    del in_app
    place = a_hall()

    replace_code(place.hall.id, "A01", by="李某", now=MORNING)

    assert lines(place) == [("code_replaced", "A01", None, "李某")]


def test_nothing_to_issue_leaves_no_line(in_app: Flask) -> None:
    del in_app
    place = a_hall()

    issue_codes(place.hall.id, by=BY, now=MORNING)

    assert lines(place) == []
