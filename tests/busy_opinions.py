"""What was said without a name in a busy hall: a questionnaire, a slip, a talk, a list."""

from datetime import date, datetime, timedelta

from server.actions.opinions.answer_questionnaire import SheetForm, answer_questionnaire
from server.actions.opinions.enter_problem import enter_problem
from server.actions.opinions.enter_symposium import SymposiumForm, enter_symposium
from server.actions.opinions.open_questionnaire import QuestionnaireForm, open_questionnaire
from server.actions.opinions.put_slip import Slip, put_slip
from server.actions.opinions.send_checklist import (
    IN_ORDER,
    ChecklistAnswer,
    ChecklistForm,
    Returned,
    return_checklist,
    send_checklist,
)
from server.rules.accounts.roles import Role
from server.rules.opinions.problems import Nature, OpinionSource, ProblemForm
from server.rules.opinions.questions import Answered
from tests.build import TestHall
from tests.house.signed_in import an_account

BY = "王某"


def asked_around(place: TestHall, now: datetime) -> dict[str, str]:
    """One of each, answered; by the folder of their pages, what stands in their blanks."""
    today = now.date()
    soon = today + timedelta(days=9)
    questionnaire = _questionnaire(place, now)
    put_slip(place.hall, Slip("饮水机坏了", "S" * 16, "m"), now=now)
    talk = SymposiumForm(today, "二楼", "办事体验", BY, "企业代表6人", "建议增设自助机。")
    source = enter_symposium(place.hall, talk, by=BY, now=now)
    found = (OpinionSource.SYMPOSIUM, source, Nature.BUSINESS, "缺自助机", "", "增设一台", "D1")
    office = an_account(place, Role.APPRAISAL_OFFICER).actor
    enter_problem(place.hall, ProblemForm(*found, soon), by=office, now=now)
    return {
        "/questionnaires/": questionnaire,
        "/q/": questionnaire,
        "/checklists/": _checklist(place, soon, now),
    }


def _questionnaire(place: TestHall, now: datetime) -> str:
    form = QuestionnaireForm(
        title="满意度",
        intro="",
        key="",
        audience="citizens",
        access="open",
        opens_on=now.date(),
        closes_on=now.date() + timedelta(days=9),
        questions="量表* 打分 | 5\n文字 意见",
    )
    number = open_questionnaire(place.hall, form, by=BY, now=now).number
    sheet = SheetForm(number, "n", Answered({0: (4,)}, {1: "多开窗口"}))
    answer_questionnaire(place.hall, sheet, now=now)
    return number


def _checklist(place: TestHall, due: date, now: datetime) -> str:
    number = send_checklist(place.hall, ChecklistForm("第四季度自查", due, "收费"), by=BY, now=now)
    answer = ChecklistAnswer(number, place.departments["D1"], {0: Returned(IN_ORDER)})
    return_checklist(place.hall, answer, by=BY, now=now)
    return number
