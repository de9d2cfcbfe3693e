"""Files, and parts of files, that hold the structure of the loaded rules."""

from collections.abc import Mapping

PERSON = '[sheet.person]\nsubject = "staff"\n'
PLAIN = '[category.A]\nname = "类"\nsheet = "person"\nitem.A1 = { text = "条款", points = -1 }\n'
YEARLY = '[sheet.person]\nsubject = "staff"\n' + PLAIN


def a_consequence(**said: object) -> str:
    return YEARLY + '[[consequence]]\nname = "末位"\n' + _lines(said)


def _lines(said: Mapping[str, object]) -> str:
    return "".join(f"{key} = {value}\n" for key, value in said.items())


def an_award(key: str, span: str, quota: str, more: str = "") -> str:
    return YEARLY + f'[award.{key}]\nname = "评优"\nspan = "{span}"\nquota = {quota}\n{more}'


def categories(*said: tuple[str, str], sheet: str = "person") -> str:
    return "".join(
        f'[category.{code}]\nname = "类"\nsheet = "{sheet}"\n{keys}\n'
        + ("" if "item." in keys else f'item.{code}1 = {{ text = "条款", points = -1 }}\n')
        for code, keys in said
    )


def a_calendar(keys: str) -> str:
    return f"{YEARLY}[calendar]\n{keys}\n"


def grades(*steps: str) -> str:
    joined = ",\n".join(steps)
    return f'{YEARLY}[[grade]]\nsheet = "person"\nspan = "year"\nsteps = [\n{joined}\n]\n'


OLD_GRADES = grades(
    '{ name = "优秀", from = 95, at_most = "20%" }',
    '{ name = "称职", from = 75 }',
    '{ name = "基本称职", from = 70 }',
    '{ name = "不称职" }',
)
NEW_GRADES = grades(
    '{ name = "合格", from = 80 }', '{ name = "基本合格", from = 60 }', '{ name = "不合格" }'
)
BONUS = ("E", 'kind = "bonus"\nmax = 5\nitem.E1 = { text = "表扬", points = 1 }')
APPEALS = a_calendar("appeal_days = 5\ndecide_days = 10")
LEADERS = '[ballot.{}]\nname = "票"\nvoters = "{}"\nscale = 100\n'
FLAG = (
    PERSON
    + '[sheet.window]\nsubject = "window"\n[sheet.flag]\nsubject = "window"\n'
    + PLAIN
    + categories(("P", "max = 100"), sheet="window")
    + categories(
        (
            "V",
            (
                'kind = "earn"\nmax = 100\n'
                'item.V1 = { text = "窗口", figure = "score.window", weight = 30 }\n'
                'item.V2 = { text = "人员", figure = "members.person", weight = 30 }\n'
                'item.V3 = { text = "值班长", figure = "vote.leaders", weight = 20 }\n'
                'item.V4 = { text = "服务对象", figure = "vote.citizens", weight = 20 }'
            ),
        ),
        sheet="flag",
    )
    + LEADERS.format("leaders", "duty_leaders")
    + LEADERS.format("citizens", "citizens")
)
WINDOWS = (
    PERSON
    + '[sheet.window]\nsubject = "window"\n'
    + PLAIN
    + categories(
        ("P", "max = 20"),
        ("Q", "max = 20"),
        ("R", "max = 10"),
        ("S", "max = 10"),
        (
            "T",
            (
                'kind = "earn"\nmax = 30\n'
                'item.T1 = { text = "人员", figure = "members.person", weight = 30 }'
            ),
        ),
        (
            "U",
            (
                'kind = "earn"\nmax = 10\n'
                'item.U1 = { text = "评议", figure = "good_rate", weight = 10 }'
            ),
        ),
        sheet="window",
    )
)
CHIEFS = (
    PERSON
    + '[sheet.chief]\nsubject = "chief"\n[sheet.window]\nsubject = "window"\n'
    + PLAIN
    + categories(("B", "max = 100"), sheet="chief")
    + categories(
        ("C", "max = 80"),
        (
            "G",
            (
                'kind = "earn"\nmax = 20\n'
                'item.G1 = { text = "首席", figure = "chief.chief", weight = 10 }\n'
                'item.G2 = { text = "人员", figure = "members.person", weight = 10 }'
            ),
        ),
        sheet="window",
    )
)
FOUR = PERSON + categories(
    ("A", "max = 30"), ("B", "max = 25"), ("C", "max = 25"), ("D", "max = 20")
)
FULL_ATTENDANCE = PERSON + categories(
    ("A", "max = 30"),
    ("B", "max = 30"),
    ("C", "max = 30"),
    (
        "D",
        (
            'kind = "earn"\nmax = 10\n'
            'item.D1 = { text = "全勤", figure = "full_attendance", weight = 10 }'
        ),
    ),
)
VETOES = PERSON + categories(
    (
        "B",
        (
            'item.B2 = { text = "吵架", points = -3, veto = "quarter" }\n'
            'item.B3 = { text = "差评", when = "rating", level = "1..2", points = -2, '
            'veto = "quarter" }\n'
            'item.B4 = { text = "投诉", when = "complaint", points = -5, veto = "quarter" }\n'
            'item.B5 = { text = "媒体", when = "notice", tone = "criticism", veto = "quarter" }\n'
            'item.B6 = { text = "处分", when = "penalty", by = "e_supervision", veto = "quarter" }'
        ),
    )
)
POOLS = (
    YEARLY
    + '[pool.resident]\nname = "常驻"\ngroups = ["resident"]\n'
    + '[pool.combined]\nname = "综合"\ngroups = ["combined"]\n'
    + '[pool.chiefs]\nname = "首席代表"\nroles = ["chief"]\n'
)
PATROL_TASKS = ("下发政务服务催办单", "建议人员调换", "约谈单位主要领导")
PATROL = "".join(
    f'[[consequence]]\nname = "第{nth}次"\nevent = "finding"\nnth = {nth}\nwithin = "year"\n'
    f'task = "{task}"\n'
    for nth, task in enumerate(PATROL_TASKS, 1)
)
