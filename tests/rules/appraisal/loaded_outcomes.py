"""The loaded rules about awards, grades, consequences, pools and patrols."""

from collections.abc import Mapping
from fractions import Fraction

from tests.rules.appraisal.loaded_asking import (
    Loaded,
    award_of,
    consequence_of,
    grade_of,
    patrol_of,
    trigger_of,
)
from tests.rules.appraisal.loaded_texts import (
    LEADERS,
    NEW_GRADES,
    OLD_GRADES,
    PATROL,
    PATROL_TASKS,
    PERSON,
    PLAIN,
    POOLS,
    YEARLY,
    a_consequence,
    an_award,
    categories,
    grades,
)

OF_OUTCOMES: Mapping[int, Loaded] = {
    2: Loaded(
        an_award("star", "quarter", "5")
        + '[award.model]\nname = "先进"\nspan = "year"\nquota = 5\n'
        + '[inspection]\nrounds = ["day", "week"]\n',
        lambda scheme: (
            scheme.inspection and scheme.inspection.rounds,
            [award.span.value for award in scheme.awards],
        ),
        (("day", "week"), ["quarter", "year"]),
    ),
    8: Loaded(
        '[sheet.person]\nsubject = "staff"\ncycle = "month"\n[sheet.window]\nsubject = "window"\n'
        + PLAIN
        + categories(("W", ""), sheet="window")
        + '[award.star]\nname = "标兵"\nspan = "quarter"\nquota = 1\n',
        lambda scheme: (
            [(one.subject.value, one.cycle.value) for one in scheme.sheets],
            scheme.awards[0].span.value,
        ),
        ([("staff", "month"), ("window", "month")], "quarter"),
    ),
    23: Loaded(an_award("flag", "month", "8", 'pool = "all"\n'), award_of, ("flag", "month", 8)),
    24: Loaded(
        a_consequence(bottom=1, running=2, times=3, within='"year"', notice='"internal"'),
        lambda scheme: (
            trigger_of(scheme, "bottom", "running", "times", "within", "guard"),
            consequence_of(scheme).notice,
        ),
        ([1, 2, 3, "year", True], "internal"),
    ),
    25: Loaded(
        a_consequence(
            bottom=1,
            running=3,
            times=4,
            within='"year"',
            notice='"department"',
            task='"通报派出单位并问责"',
        ),
        lambda scheme: (
            trigger_of(scheme, "bottom", "running", "times"),
            consequence_of(scheme).notice,
            consequence_of(scheme).task,
        ),
        ([1, 3, 4], "department", "通报派出单位并问责"),
    ),
    26: Loaded(
        a_consequence(bottom=1, times=2, within='"year"', bar='["flag"]', bar_span='"year"')
        + '[award.flag]\nname = "红旗"\nspan = "year"\nquota = 1\n',
        lambda scheme: (
            trigger_of(scheme, "bottom", "times"),
            consequence_of(scheme).bar,
            consequence_of(scheme).bar_span,
        ),
        ([1, 2], ("flag",), "year"),
    ),
    30: Loaded(
        PERSON
        + 'cycle = "quarter"\n'
        + PLAIN
        + '[award.star]\nname = "标兵"\nspan = "quarter"\nquota = 1\n'
        + "[money]\ntable = [[90, 300], [0, 0]]\n",
        lambda scheme: (
            scheme.sheets[0].cycle.value,
            scheme.awards[0].span.value,
            scheme.money and [int(amount) for _, amount in scheme.money.table],
        ),
        ("quarter", "quarter", [300, 0]),
    ),
    33: Loaded(
        an_award("star_full", "quarter", "3", 'full_marks = true\nby = "vote.team"\n')
        + LEADERS.format("team", "appraisal_team")
        + "[calendar]\nselect_by = 10\n",
        lambda scheme: (
            scheme.schedule.select_by,
            scheme.awards[0].full_marks,
            scheme.awards[0].by,
        ),
        (10, True, "vote.team"),
    ),
    69: Loaded(an_award("flag_month", "month", "5"), award_of, ("flag_month", "month", 5)),
    70: Loaded(an_award("flag_quarter", "quarter", "2"), award_of, ("flag_quarter", "quarter", 2)),
    71: Loaded(an_award("flag_year", "year", "1"), award_of, ("flag_year", "year", 1)),
    74: Loaded(
        an_award("merit", "year", '"20%"', 'candidates = 10\nby = "vote.merit"\n')
        + LEADERS.format("merit", "staff")
        + '[combine.year]\nhow = "annualise"\n',
        lambda scheme: (
            scheme.combinings[0].how.value,
            scheme.awards[0].candidates,
            scheme.awards[0].by,
            scheme.awards[0].quota.share,
        ),
        ("annualise", 10, "vote.merit", Fraction(1, 5)),
    ),
    77: Loaded(OLD_GRADES, lambda scheme: grade_of(scheme, "优秀"), (95, Fraction(1, 5))),
    78: Loaded(OLD_GRADES, lambda scheme: grade_of(scheme, "称职"), (75, None)),
    79: Loaded(OLD_GRADES, lambda scheme: grade_of(scheme, "基本称职"), (70, None)),
    80: Loaded(OLD_GRADES, lambda scheme: grade_of(scheme, "不称职"), (None, None)),
    84: Loaded(
        grades('{ name = "优秀", from = 90 }', '{ name = "其他" }'),
        lambda scheme: grade_of(scheme, "优秀"),
        (90, None),
    ),
    116: Loaded(
        a_consequence(score='"<90"', span='"year"', bar='["*"]'),
        lambda scheme: (
            consequence_of(scheme).trigger.score.high,
            consequence_of(scheme).trigger.score.excludes_high,
            consequence_of(scheme).bar,
        ),
        (90, True, ("*",)),
    ),
    117: Loaded(
        a_consequence(score='"<90"', span='"year"', and_last="true", task='"研究待岗"'),
        lambda scheme: (trigger_of(scheme, "span", "and_last"), consequence_of(scheme).task),
        (["year", True], "研究待岗"),
    ),
    118: Loaded(
        a_consequence(score='"<0"', span='"month"', notice='"township"'),
        lambda scheme: (
            consequence_of(scheme).trigger.score.high,
            trigger_of(scheme, "span"),
            consequence_of(scheme).notice,
        ),
        (0, ["month"], "township"),
    ),
    122: Loaded(NEW_GRADES, lambda scheme: grade_of(scheme, "合格"), (80, None)),
    123: Loaded(NEW_GRADES, lambda scheme: grade_of(scheme, "基本合格"), (60, None)),
    124: Loaded(NEW_GRADES, lambda scheme: grade_of(scheme, "不合格"), (None, None)),
    138: Loaded(an_award("flag", "quarter", "5"), award_of, ("flag", "quarter", 5)),
    139: Loaded(
        POOLS,
        lambda scheme: {
            one.key: (one.groups, tuple(str(role) for role in one.roles))
            for one in scheme.pools
            if one.key != "all"
        },
        {
            "resident": (("resident",), ()),
            "combined": (("combined",), ()),
            "chiefs": ((), ("chief",)),
        },
    ),
    158: Loaded(
        PERSON
        + categories(
            (
                "A",
                (
                    'item.A1 = { text = "条款", points = -1 }\n'
                    'item.A2 = { text = "聊天游戏", points = -1 }'
                ),
            )
        )
        + '[[grade]]\nsheet = "person"\nspan = "year"\n'
        + 'steps = [{ name = "称职", from = 60 }, { name = "不称职" }]\n'
        + '[[consequence]]\nname = "一次"\nitems = ["A2"]\nnth = 1\nwithin = "year"\n'
        + 'grade = "不称职"\n'
        + '[[consequence]]\nname = "两次"\nitems = ["A2"]\nnth = 2\nwithin = "year"\n'
        + 'task = "研究解聘"\n',
        lambda scheme: [
            (getattr(one.trigger, "nth", 0), one.grade, one.task) for one in scheme.consequences
        ],
        [(1, "不称职", ""), (2, "", "研究解聘")],
    ),
    159: Loaded(
        PERSON
        + categories(
            ("A", "max = 90"),
            (
                "G",
                (
                    'kind = "earn"\nmax = 10\n'
                    'item.G1 = { text = "好评率", figure = "good_rate", weight = 10 }'
                ),
            ),
        )
        + '[pool.rating]\nname = "好评率"\nby = "figure.good_rate"\n'
        + '[[consequence]]\nname = "连续末位"\nbottom = 1\nrunning = 2\npool = "rating"\n'
        + 'task = "约谈"\n',
        lambda scheme: (
            next(one.by for one in scheme.pools if one.key == "rating"),
            trigger_of(scheme, "bottom", "running", "guard"),
            consequence_of(scheme).pool,
        ),
        ("figure.good_rate", [1, 2, True], "rating"),
    ),
    160: Loaded(
        YEARLY + '[inspection]\nteam = 2\ndraw = "random"\n',
        lambda scheme: scheme.inspection and (scheme.inspection.team, scheme.inspection.draw),
        (2, "random"),
    ),
    **{
        160 + nth: Loaded(YEARLY + PATROL, patrol_of(nth), (["finding", nth, "year"], task))
        for nth, task in enumerate(PATROL_TASKS, 1)
    },
}
