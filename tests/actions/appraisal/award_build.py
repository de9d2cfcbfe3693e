"""Arrangements: a hall with an adopted scheme, people who vote and decide, a signed quarter."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from server.db import transaction
from server.ids import new_id, new_number
from server.models.appraisal import Scheme, SchemeAdoption
from server.models.scores import AppraisalPeriod
from server.rules.accounts.roles import Actor, Role
from tests.build import TestHall, at
from tests.house.signed_in import an_account

NOW = at("2026-11-25 10:00")  # a Wednesday
ADOPTED = at("2026-01-05 10:00")

# Ballots of preset 4, an item with a range, one with a level and one with a fixed number.
TEXT = """
format = 1
id = "trial"
version = "1"
title = "考评方案"
from = 2026-01-01
[sheet.person]
subject = "staff"
[category.A]
name = "出勤"
sheet = "person"
max = 60
item.A1 = { text = "迟到", when = "late", points = -1 }
[category.V]
name = "测评"
sheet = "person"
kind = "earn"
max = 40
item.V1 = { text = "民主测评", figure = "vote.peers", weight = 40 }
[category.D]
name = "加分"
sheet = "person"
kind = "bonus"
max = 5
item.D1 = { text = "上门服务", points = [1, 3] }
item.D2 = { text = "表扬信、锦旗", points = 1 }
item.D3 = { text = "经验被推广", level = ["county", "city"], points = [1, 3] }
[ballot.peers]
name = "民主测评"
voters = "staff"
scale = 100
[ballot.merit]
name = "服务标兵投票"
voters = "appraisal_team"
scale = 1
min_votes = 4
[ballot.citizens]
name = "服务对象投票"
voters = "citizens"
scale = 100
[award.star]
name = "季度服务标兵"
span = "quarter"
quota = 2
[award.merit]
name = "民主推选标兵"
span = "quarter"
quota = 1
by = "vote.merit"
"""


@dataclass(frozen=True)
class Office:
    """Who acts: two clerks at windows, an officer, two supervisors."""

    clerk: Actor
    other: Actor
    officer: Actor
    supervisor: Actor
    second: Actor


def adopt(place: TestHall, text: str = TEXT) -> None:
    """The scheme is in force since January."""
    scheme_id = new_id(date(2026, 1, 5))
    with transaction() as session:
        session.add(
            Scheme(
                hall_id=place.hall.id,
                id=scheme_id,
                key="trial",
                version="1",
                title="考评方案",
                from_on=date(2026, 1, 1),
                text=text,
                digest=sha256(text.encode()).hexdigest(),
                entered_at=ADOPTED,
                entered_by="赵某",
            )
        )
        session.flush()
        session.add(
            SchemeAdoption(
                hall_id=place.hall.id,
                scheme_id=scheme_id,
                body="考核领导小组",
                adopted_on=date(2026, 1, 5),
                document_number="政服〔2026〕1号",
                heard="职工大会",
                proposed_at=ADOPTED,
                proposed_by="赵某",
                approved_at=ADOPTED,
                approved_by="王某",
            )
        )


def an_office(place: TestHall) -> Office:
    return Office(
        an_account(place, Role.STAFF, staff="0137").actor,
        an_account(place, Role.STAFF, staff="0138").actor,
        an_account(place, Role.APPRAISAL_OFFICER).actor,
        an_account(place, Role.SUPERVISOR).actor,
        an_account(place, Role.SUPERVISOR).actor,
    )


def a_signed_quarter(
    place: TestHall, awards: list[Mapping[str, Any]], *, revision: int = 0, state: str = "signed"
) -> None:
    """The third quarter as it was computed, with its awards as far as numbers decide."""
    with transaction() as session:
        session.add(
            AppraisalPeriod(
                hall_id=place.hall.id,
                period="2026-Q3",
                revision=revision,
                scheme_version="trial/1",
                state=state,
                facts=json.dumps({"awards": awards}),
                digest=new_number(),
                computed_at=NOW,
                computed_by="赵某",
            )
        )


def award_facts(
    place: TestHall,
    *,
    winners: tuple[str, ...] = (),
    at_cut: tuple[str, ...] = (),
    open_seats: int = 0,
) -> Mapping[str, Any]:
    """The award ``star`` with these winners and equals, by the numbers of staff."""
    told = {
        name: [["staff", place.staff[number]] for number in numbers]
        for name, numbers in (("winners", winners), ("at_cut", at_cut))
    }
    seats = {"group": "", "appraised": 5, "seats": 2, "open_seats": open_seats, **told}
    return {"award": "star", "appraised": 5, "seats": 2, "groups": [seats]}
