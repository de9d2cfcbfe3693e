"""Words that somebody wrote, and a list that cannot be read."""

from datetime import date

from flask import Flask

from server.actions.opinions.open_questionnaire import QuestionnaireForm, open_questionnaire
from server.db import transaction
from server.models.safety import OwnWords
from tests.build import MORNING, TestHall

# Abuse, pornography, gambling, fraud and unlawful trade at once, as rude as anybody gets.
RUDEST = "操你妈的傻逼王八蛋，卖淫招小姐，线上赌场加微信办假证，不得好死fuck"

RUDE, CLEAN = "那个王八蛋不理人", "多开窗口"
COVERED = "那个＊＊＊不理人"


def break_the_list(app: Flask) -> None:
    """The list in force cannot be read any more, as after a bad restore."""
    with app.app_context(), transaction() as session:
        session.add(OwnWords(version=1, words="[没有收口", made_at=MORNING, made_by="李某"))


def a_questionnaire(place: TestHall) -> str:
    """The number of an open questionnaire: a scale and a question of words."""
    form = QuestionnaireForm(
        title="满意度",
        intro="",
        key="",
        audience="citizens",
        access="open",
        opens_on=date(2026, 11, 1),
        closes_on=date(2026, 11, 30),
        questions="量表* 打分 | 5\n文字 意见",
    )
    return open_questionnaire(place.hall, form, by="王某", now=MORNING).number
