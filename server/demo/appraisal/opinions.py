"""What were people of the demo hall asked, what did they say unasked, and what came of it?"""

from datetime import datetime, timedelta
from random import Random

from server.actions.opinions.answer_questionnaire import SheetForm, answer_questionnaire
from server.actions.opinions.close_questionnaire import close_questionnaire
from server.actions.opinions.enter_problem import answer_problem, close_problem, enter_problem
from server.actions.opinions.enter_symposium import SymposiumForm, enter_symposium
from server.actions.opinions.open_questionnaire import QuestionnaireForm, open_questionnaire
from server.actions.opinions.put_slip import Slip, answer_slip, put_slip
from server.actions.opinions.send_checklist import (
    ChecklistAnswer,
    ChecklistForm,
    Returned,
    return_checklist,
    send_checklist,
)
from server.demo.appraisal.desk import FIRST, HEAD, OFFICER, ONE_DAY, SECOND, Desk, at, chance_of
from server.demo.people import HEAD_OF
from server.queries.inspections.people import department_id_of
from server.rules.opinions.problems import Nature, OpinionSource, ProblemForm
from server.rules.opinions.questions import Answered

QUESTIONS = """单选* 您今天办成事了吗？ | 办成了 | 还要再来 | 没办成
多选 哪些方面需要改进？ | 等候时间 | 一次告知 | 服务态度 | 指引标识 | 网上办理
量表* 请给窗口服务打分 | 10
文字 您的意见"""
WORDS = ("希望多开一个窗口。", "工作人员很耐心。", "网上流程还是要跑两趟。", "", "", "")
SHEETS_THEN, SHEETS_NOW = 46, 17
DONE, IMPROVE = (80, 15, 5), (30, 18, 8, 12, 20)
SLIPS = (
    ("建议在二楼增设饮水机和老花镜。", "已增设，感谢您的建议。"),
    ("综合窗口中午没有人，能不能轮班？", "已安排午间值班窗口，从下月起实行。"),
    ("停车场收费标准不清楚。", ""),
    ("社保窗口叫号跳号，过号要重新排。", ""),
)
POINTS = """本窗口办事指南与实际要求一致
首席代表授权到位，事项不在厅外受理
一次性告知单按规定出具
着装、胸牌、桌牌规范"""
A_WEEK = timedelta(days=7)


def hear(desk: Desk) -> None:
    """Questionnaires, slips, a symposium, a list for self-inspection, and the problems found."""
    closed = _ask_then(desk)
    _ask_now(desk)
    slips = _put_slips(desk)
    symposium = _sit_together(desk)
    _inspect_oneself(desk)
    _put_right(desk, closed, slips[-1], symposium)


def _ask_then(desk: Desk) -> str:
    """The questionnaire of the second month: open to all, closed at its end."""
    month = desk.months[1]
    first, last = month.days()[0], month.days()[-1]
    form = QuestionnaireForm(
        "办事群众满意度问卷",
        "不记名，约两分钟。",
        "annual",
        "citizens",
        "open",
        first,
        last,
        QUESTIONS,
    )
    officer = desk.people[OFFICER]
    number = open_questionnaire(desk.hall, form, by=officer, now=at(first, "09:00")).number
    chance = chance_of("questionnaire then")
    for place in range(SHEETS_THEN):
        day = month.days()[place % len(month.days())]
        _answer(desk, number, f"then {place}", chance, at(day, "11:00"))
    close_questionnaire(desk.hall, number, by=officer, now=at(last, "18:00"))
    return number


def _ask_now(desk: Desk) -> None:
    """One that is open now, and one of the staff by invitation."""
    opened = desk.now - A_WEEK
    day, until = opened.date(), (desk.now + 2 * A_WEEK).date()
    form = QuestionnaireForm(
        "年终服务回访问卷", "请您说说这一年的变化。", "", "citizens", "open", day, until, QUESTIONS
    )
    by = desk.people[OFFICER]
    number = open_questionnaire(desk.hall, form, by=by, now=opened).number
    chance = chance_of("questionnaire now")
    for place in range(SHEETS_NOW):
        moment = opened + timedelta(hours=7 * place)
        _answer(desk, number, f"now {place}", chance, min(moment, desk.now))
    invited = QuestionnaireForm(
        "进驻部门评议大厅管理", "", "", "departments", "invitation", day, until, QUESTIONS, 12
    )
    open_questionnaire(desk.hall, invited, by=by, now=opened)


def _answer(desk: Desk, number: str, nonce: str, chance: Random, moment: datetime) -> None:
    chosen = {
        0: (chance.choices(range(3), DONE)[0],),
        1: tuple(place for place, share in enumerate(IMPROVE) if chance.random() * 100 < share),
        2: (chance.choices(range(5, 11), (1, 2, 5, 12, 30, 50))[0],),
    }
    answered = Answered(chosen, {3: chance.choice(WORDS)})
    form = SheetForm(number, nonce, answered)
    answer_questionnaire(desk.hall, form, now=moment)


def _put_slips(desk: Desk) -> list[str]:
    numbers = []
    for place, (text, answer) in enumerate(SLIPS):
        moment = desk.now - A_WEEK * (len(SLIPS) - place)
        slip = Slip(text, f"demo secret {place}", f"demo slip {place}")
        numbers.append(put_slip(desk.hall, slip, now=moment))
        if answer:
            by = desk.people[FIRST]
            answer_slip(desk.hall, numbers[-1], answer, by=by, now=moment + 2 * ONE_DAY)
    return numbers


def _sit_together(desk: Desk) -> str:
    day = desk.months[2].days()[14]
    form = SymposiumForm(
        day,
        "三楼会议室",
        "企业代表座谈会",
        "中心副主任何某",
        "企业代表九人、进驻部门首席代表六人",
        "一、企业反映变更登记材料重复提交。\n二、建议社保、医保窗口相邻设置。\n三、肯定帮办代办服务。",
    )
    return enter_symposium(desk.hall, form, by=desk.people[OFFICER], now=at(day, "17:00"))


def _inspect_oneself(desk: Desk) -> None:
    """A list to every department; the demo's own one has returned it."""
    sent = desk.now - 2 * A_WEEK
    form = ChecklistForm("窗口服务规范自查", (desk.now + A_WEEK).date(), POINTS)
    number = send_checklist(desk.hall, form, by=desk.people[OFFICER], now=sent)
    found = dict.fromkeys(range(4), Returned("in_order"))
    found[2] = Returned("problem", "两个窗口用旧版告知单，已更换。")
    answer = ChecklistAnswer(number, department_id_of(desk.hall.id, HEAD_OF), found)
    return_checklist(desk.hall, answer, by=desk.people[HEAD], now=sent + 3 * ONE_DAY)


def _put_right(desk: Desk, questionnaire: str, slip: str, symposium: str) -> None:
    """Three problems: one put right and closed, one answered, one open."""
    entered = desk.now - A_WEEK
    due = (desk.now + A_WEEK).date()
    sources = (
        (OpinionSource.QUESTIONNAIRE, questionnaire, Nature.BUSINESS, "等候时间长", HEAD_OF),
        (OpinionSource.BOX, slip, Nature.BUSINESS, "叫号跳号，过号重排", HEAD_OF),
        (OpinionSource.SYMPOSIUM, symposium, Nature.RULE, "变更登记材料重复提交", "D01"),
    )
    numbers = [
        enter_problem(
            desk.hall,
            ProblemForm(source, of, nature, words, "流程衔接不畅", "一月内改进并公示", unit, due),
            by=desk.people[FIRST],
            now=entered,
        )
        for source, of, nature, words, unit in sources
    ]
    answer = "已增开一个窗口，叫号系统已更新。"
    for number in numbers[:2]:
        by = desk.people[HEAD]
        answer_problem(desk.hall, number, answer, by=by, now=entered + 2 * ONE_DAY)
    close_problem(desk.hall, numbers[0], by=desk.people[SECOND], now=entered + 3 * ONE_DAY)
