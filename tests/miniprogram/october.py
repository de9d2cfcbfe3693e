"""What has the hall of the phones published, and what does it ask? October, and questionnaires."""

from datetime import timedelta

from server import clock
from server.actions.opinions.open_questionnaire import QuestionnaireForm, open_questionnaire
from server.actions.publication.approve_publication import approve_publication
from server.actions.publication.publish_month import publish_month
from server.actions.publication.seal_month import seal_month
from server.actions.registry.set_hall_setting import set_hall_setting
from server.queries.registry.halls import hall_named
from server.rules.hall_settings import SettingRow
from server.rules.months import Month, day_of
from tests.build import TestHall, at, in_being_since, rate

OCTOBER = Month(2026, 10)
FIRST, PUBLISHED = at("2026-10-12 09:30"), at("2026-11-06 09:00")
RATINGS, BAD_ONES = 32, {"A01": 1, "A02": 5, "A03": 2}
QUESTIONS = (
    "单选* 您对本次服务是否满意？ | 满意 | 一般 | 不满意\n"
    "多选 哪些方面要改进？ | 等候时间 | 一次告知 | 服务态度\n"
    "量表 请给窗口服务打分 | 10\n"
    "文字 其他意见"
)


def publish_october(place: TestHall) -> None:
    """Three windows with 32 ratings each; those that one person serves may be shown."""
    in_being_since("2026-09-01 08:00")
    since = OCTOBER.days()[0]
    basis = SettingRow("one_person_windows_basis", "", "示例办法第三条", since)
    set_hall_setting(place.hall.id, basis, by="李某", now=FIRST)
    for window, bad in BAD_ONES.items():
        for number in range(RATINGS):
            level = 2 if number < bad else 5
            rate(place, level, window=window, moment=FIRST + timedelta(minutes=11 * number))
    hall = hall_named(place.hall.code)  # as it is with that setting
    seal_month(hall, OCTOBER, by="timetable", now=at("2026-11-01 00:10"))
    approve_publication(hall, OCTOBER, by="王某", now=PUBLISHED)
    publish_month(hall, OCTOBER, now=PUBLISHED)


def a_questionnaire(place: TestHall, *, is_over: bool) -> str:
    """The number of one that is open today, or was until a week ago."""
    today = day_of(clock.now(), place.hall.zone)
    until = today + timedelta(days=-7 if is_over else 7)
    form = QuestionnaireForm(
        title="办事体验问卷",
        intro="两分钟，帮我们改进。",
        key="",
        audience="citizens",
        access="open",
        opens_on=until - timedelta(days=14),
        closes_on=until,
        questions=QUESTIONS,
    )
    opened_at = clock.now() - timedelta(days=22)
    return open_questionnaire(place.hall, form, by="王某", now=opened_at).number
