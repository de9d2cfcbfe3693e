"""What a scheme's own ladder proposes is one task, whether the finding or the month comes first."""

from flask import Flask
from sqlalchemy import select

from server.actions.appraisal.compute_period import compute_period
from server.db import session
from server.models.scores import AppraisalTask
from server.rules.appraisal.periods import Period
from tests.actions.inspections.rounds_build import SCHEME, a_round, a_team, find
from tests.appraisal_build import an_adopted_scheme
from tests.build import a_hall, at, on_duty

LADDER = """
[[consequence]]
name = "第一次：下发催办单"
event = "finding"
nth = 1
within = "year"
task = "下发政务服务催办单"
[[consequence]]
name = "第二次：建议调换人员"
event = "finding"
nth = 2
within = "year"
task = "建议人员调换"
"""


def test_the_month_finds_the_proposals_of_its_findings_there_already(in_app: Flask) -> None:
    del in_app
    place = a_hall()
    an_adopted_scheme(place, SCHEME + LADDER)
    on_duty(place, "0137")
    team = a_team(place)
    number = a_round(place, team)
    find(place, team, number)
    find(place, team, number, staff="0138")
    find(place, team, number)

    compute_period(place.hall, Period.parse("2026-11"), by="李某", now=at("2026-12-01 09:00"))

    tasks = session.execute(select(AppraisalTask.subject_id, AppraisalTask.task)).all()
    assert sorted(map(tuple, tasks)) == sorted(
        [
            (place.staff["0137"], "下发政务服务催办单"),
            (place.staff["0137"], "建议人员调换"),
            (place.staff["0138"], "下发政务服务催办单"),
        ]
    )
