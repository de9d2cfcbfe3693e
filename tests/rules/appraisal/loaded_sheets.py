"""The loaded rules about sheets, categories, figures and days."""

from collections.abc import Mapping
from fractions import Fraction

from tests.rules.appraisal.loaded_asking import (
    Loaded,
    category_of,
    days_of,
    item_of,
    maxima_of,
    of_sheet,
    weights_of,
)
from tests.rules.appraisal.loaded_texts import (
    APPEALS,
    BONUS,
    CHIEFS,
    FLAG,
    FOUR,
    FULL_ATTENDANCE,
    PERSON,
    PLAIN,
    VETOES,
    WINDOWS,
    YEARLY,
    a_calendar,
    categories,
)

BASE_AND_BONUS = Loaded(
    PERSON.replace("\n[", "\n[") + "base = 100\n" + PLAIN + categories(BONUS),
    lambda scheme: (
        int(scheme.sheets[0].base),
        scheme.sheets[0].floor,
        category_of(scheme, "A").max,
        category_of(scheme, "A").floor,
        category_of(scheme, "E").kind.value,
        maxima_of(scheme)["E"],
    ),
    (100, None, None, None, "bonus", 5),
)
BASE = Loaded(PERSON + "base = 100\n" + PLAIN, of_sheet("base"), 100)
MONTHLY = Loaded(PERSON + 'cycle = "month"\n' + PLAIN, of_sheet("cycle"), "month")
APPEALS_ASKED = Loaded(APPEALS, days_of, (5, 10))

OF_SHEETS: Mapping[int, Loaded] = {
    1: BASE_AND_BONUS,
    21: BASE_AND_BONUS,
    22: Loaded(
        PERSON + 'cycle = "month"\n' + PLAIN + '[combine.year]\nof = "month"\nhow = "mean"\n',
        lambda scheme: [(one.span, one.of, one.how) for one in scheme.combinings],
        [("year", "month", "mean")],
    ),
    28: BASE,
    29: Loaded(FOUR, maxima_of, {"A": 30, "B": 25, "C": 25, "D": 20}),
    31: Loaded(
        PERSON + 'exclude = ["back_office", "enterprise_sent", "outstation"]\n' + PLAIN,
        of_sheet("exclude"),
        ("back_office", "enterprise_sent", "outstation"),
    ),
    32: Loaded(a_calendar("collect_by = 5"), lambda scheme: scheme.schedule.collect_by, 5),
    34: Loaded(CHIEFS, weights_of, {"G1": ("chief.chief", 10), "G2": ("members.person", 10)}),
    35: Loaded(
        YEARLY + '[share]\nchief = "50%"\n',
        lambda scheme: scheme.share and scheme.share.chief,
        Fraction(1, 2),
    ),
    49: Loaded(
        PERSON + categories(("H", "max = 15"), ("A", "")), lambda one: maxima_of(one)["H"], 15
    ),
    50: Loaded(
        PERSON + "base = 100\nceiling = 110\n" + PLAIN,
        lambda scheme: (int(scheme.sheets[0].base), int(scheme.sheets[0].ceiling or 0)),
        (100, 110),
    ),
    51: MONTHLY,
    67: Loaded(
        PERSON + categories(("I", "max = 40"), ("A", "")), lambda one: maxima_of(one)["I"], 40
    ),
    68: Loaded(
        FLAG,
        weights_of,
        {
            "V1": ("score.window", 30),
            "V2": ("members.person", 30),
            "V3": ("vote.leaders", 20),
            "V4": ("vote.citizens", 20),
        },
    ),
    72: Loaded(
        FULL_ATTENDANCE,
        lambda scheme: (maxima_of(scheme), weights_of(scheme)),
        ({"A": 30, "B": 30, "C": 30, "D": 10}, {"D1": ("full_attendance", 10)}),
    ),
    73: Loaded(
        WINDOWS,
        lambda scheme: (maxima_of(scheme), weights_of(scheme)),
        (
            {"P": 20, "Q": 20, "R": 10, "S": 10, "T": 30, "U": 10},
            {"T1": ("members.person", 30), "U1": ("good_rate", 10)},
        ),
    ),
    75: APPEALS_ASKED,
    76: BASE,
    81: Loaded(
        PERSON
        + categories(*((code, "max = 20") for code in ("DE", "NE", "QI", "JI", "LI")))
        + '[combine.year]\nhow = "mean"\n',
        lambda scheme: ([one.code for one in scheme.categories], scheme.combinings[0].span.value),
        (["DE", "NE", "QI", "JI", "LI"], "year"),
    ),
    82: APPEALS_ASKED,
    83: Loaded(
        PERSON + "base = 100\nceiling = 150\n" + PLAIN,
        lambda scheme: (int(scheme.sheets[0].base), int(scheme.sheets[0].ceiling or 0)),
        (100, 150),
    ),
    85: APPEALS_ASKED,
    114: Loaded(
        PERSON + "base = 10\n" + PLAIN + '[calendar]\npublish_every = "month"\n',
        lambda scheme: (int(scheme.sheets[0].base), scheme.schedule.publish_every.value),
        (10, "month"),
    ),
    115: Loaded(
        '[repeat]\nfrom = 6\ntimes = 2\nwithin = "year"\ncount = "sheet"\n' + YEARLY,
        lambda scheme: (
            scheme.repeat
            and (
                scheme.repeat.first,
                int(scheme.repeat.times),
                scheme.repeat.within,
                scheme.repeat.count,
            )
        ),
        (6, 2, "year", "sheet"),
    ),
    125: Loaded(
        PERSON + categories(("A", "max = 100\nfloor = 0")),
        lambda scheme: [int(one.floor or 0) for one in scheme.categories if one.floor is not None],
        [0],
    ),
    126: Loaded(
        a_calendar('publish_every = "half"')
        + '[combine.half]\nhow = "mean"\n[combine.year]\nhow = "mean"\n',
        lambda scheme: (
            scheme.schedule.publish_every.value,
            [one.span.value for one in scheme.combinings],
        ),
        ("half", ["half", "year"]),
    ),
    132: Loaded(
        VETOES,
        lambda scheme: {item.code: str(item.veto) for item in scheme.categories[0].items},
        dict.fromkeys(("B2", "B3", "B4", "B5", "B6"), "quarter"),
    ),
    135: Loaded(WINDOWS, lambda scheme: weights_of(scheme)["T1"][0], "members.person"),
    136: Loaded(
        PERSON
        + 'tie = ["category.B", "figure.applications", "figure.satisfaction"]\n'
        + categories(("B", "")),
        of_sheet("tie"),
        ("category.B", "figure.applications", "figure.satisfaction"),
    ),
    137: Loaded(
        PERSON + categories(("A", ""), ("B", ""), BONUS),
        lambda scheme: [one.kind.value for one in scheme.categories],
        ["deduct", "deduct", "bonus"],
    ),
    155: Loaded(
        YEARLY + '[money]\nallowance = 200\nunit = "yuan"\n',
        lambda scheme: scheme.money and (int(scheme.money.allowance), scheme.money.unit),
        (200, "yuan"),
    ),
    164: Loaded(
        '[sheet.annual]\nsubject = "staff"\ncycle = "year"\n[category.N]\nname = "类"\n'
        'item.N1 = { text = "巡查问题", figure = "findings", points = -0.5 }\n',
        lambda scheme: (
            scheme.sheets[0].cycle.value,
            (figured := item_of(scheme, "N1").figured) and (figured.figure, figured.each),
        ),
        ("year", ("findings", Fraction(-1, 2))),
    ),
}
