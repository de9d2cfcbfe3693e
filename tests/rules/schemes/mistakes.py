"""Every mistake that a scheme file can hold: one a line, beside the same thing done right."""

# ruff: noqa: E501 - a table is read by its lines

from dataclasses import dataclass, field

from server.rules.schemes.problems import Place
from tests.rules.schemes.scheme_build import TOP, a_file, an_item

FILE, A1, A = Place("file"), Place("item", "A1"), Place("category", "A")
PERSON, STAR, FIRST = Place("sheet", "person"), Place("award", "star"), Place("consequence", "1")
TWO_SHEETS = '[sheet.person]\nsubject = "staff"\n[sheet.desk]\nsubject = "window"'
EARN = '[category.A]\nname = "得分"\nkind = "earn"\nmax = 100'
BONUS = '[category.B]\nname = "加分"\nkind = "bonus"\nmax = 5'
AWARD = '[award.star]\nspan = "quarter"'
BOTTOM = "[[consequence]]\nbottom = 1"
LATE = 'when = "late", points = -1'


@dataclass(frozen=True)
class Case:
    """What is wrong, where, on the line that holds ``at``; then the same done right."""

    code: str
    place: Place
    at: str
    wrong: str = ""
    right: str = ""
    parts: dict[str, str] = field(default_factory=dict)
    parts_right: dict[str, str] | None = None

    @property
    def broken(self) -> str:
        """The file with the mistake."""
        return a_file(self.wrong, **self.parts)

    @property
    def sound(self) -> str:
        """The file without it."""
        return a_file(self.right, **(self.parts if self.parts_right is None else self.parts_right))


def top(code: str, wrong: str, right: str) -> Case:
    """A mistake in a line of the top."""
    return Case(
        code, FILE, wrong, parts={"top": f"{TOP}\n{wrong}"}, parts_right={"top": f"{TOP}\n{right}"}
    )


def first(code: str, wrong: str, right: str) -> Case:
    """A mistake in the one item."""
    return Case(
        code, A1, "item.A1", parts={"item": an_item(wrong)}, parts_right={"item": an_item(right)}
    )


def sheet(code: str, wrong: str, right: str) -> Case:
    """A mistake in a line of the sheet."""
    head = '[sheet.person]\nsubject = "staff"\n'
    return Case(
        code, PERSON, wrong, parts={"sheet": head + wrong}, parts_right={"sheet": head + right}
    )


def category(code: str, wrong: str, right: str, place: Place = A) -> Case:
    """A mistake in a line of the category."""
    head = '[category.A]\nname = "纪律"\n'
    return Case(
        code,
        place,
        wrong.splitlines()[-1],
        parts={"category": head + wrong},
        parts_right={"category": head + right},
    )


def more(code: str, place: Place, wrong: str, right: str, at: str = "") -> Case:
    """A mistake in a table of its own: on its last line, or that of ``at``."""
    return Case(code, place, at or wrong.splitlines()[-1], wrong, right)


CASES = (
    more("E00", FILE, "[broken", "", "[broken"),
    Case("E01", FILE, "format", parts={"top": TOP.replace('title = "办法"\n', "")}, parts_right={"top": TOP}),
    Case("E01", FILE, "format", parts={"top": TOP.replace("= 1", "= 2")}, parts_right={"top": TOP}),
    more("E01", Place("ballot", "b"), "[ballot.b]\nscale = 1", '[ballot.b]\nscale = 1\nvoters = "staff"', "[ballot.b]"),
    top("E02", "effective = true", 'legal = "某条"'),
    first("E02", "point = -1", "points = -1"),
    sheet("E02", "bas = 100", "base = 100"),
    category("E02", "maximum = 10", "max = 100"),
    more("E02", FILE, '[guard]\nalfa = "5%"', '[guard]\nalpha = "5%"'),
    more("E02", FIRST, f'{BOTTOM}\nrunning = 2\ntask = "x"\nnth = 2', f'{BOTTOM}\nrunning = 2\ntask = "x"'),
    more("E02", Place("grade", "1"), '[[grade]]\nspan = "year"\nsteps = [ { name = "x", form = 3 } ]', '[[grade]]\nspan = "year"\nsteps = [ { name = "x" } ]'),
    Case("E03", FILE, "from", parts={"top": TOP.replace("01-01", "01-15")}, parts_right={"top": TOP}),
    top("E04", "until = 2025-12-31", "until = 2026-01-31"),
    Case("E05", FILE, "format", parts={"sheet": ""}, parts_right={"sheet": '[sheet.p]\nsubject = "staff"'}),
    Case("E05", FILE, "format", parts={"category": "", "item": ""}, parts_right={"item": ""}),
    Case("E05", Place("sheet", "desk"), "[sheet.desk]", parts={"sheet": TWO_SHEETS, "category": '[category.A]\nname = "x"\nsheet = "person"'}, parts_right={}),
    Case("E06", PERSON, "subject", parts={"sheet": '[sheet.person]\nsubject = "clerk"'}, parts_right={"sheet": '[sheet.person]\nsubject = "chief"'}),
    Case("E06", PERSON, "[sheet.person]", parts={"sheet": "[sheet.person]"}, parts_right={"sheet": '[sheet.person]\nsubject = "window"'}),
    sheet("E07", "base = -1", "base = 0"),
    Case("E08", A, "[category.A]", '[category.B]\nname = "y"\nsheet = "desk"', "", {"sheet": TWO_SHEETS}, {"category": '[category.A]\nname = "纪律"'}),
    category("E09", 'sheet = "persn"', 'sheet = "person"'),
    more("E09", Place("pool", "front"), '[pool.front]\nsheet = "desk"', '[pool.front]\nsheet = "person"'),
    first("E09", 'figure = "score.desk", points = -1', 'figure = "findings", points = -1'),
    Case("E10", A, "[category.A]", parts={"category": "[category.A]"}, parts_right={}),
    Case("E10", A1, "item.A1", parts={"item": "item.A1 = { points = -1 }"}, parts_right={}),
    first("E11", 'when = "tardy", points = -1', LATE),
    more("E11", Place("recast", "1"), '[[recast]]\nwhen = "late"\nas = "away"', '[[recast]]\nwhen = "late"\nas = "absent"'),
    first("E12", 'when = "late", half_days = ">1", points = -1', 'when = "late", minutes = ">1", points = -1'),
    first("E12", 'when = ["late", "absent"], minutes = ">1", points = -1', 'when = ["late", "early"], minutes = ">1", points = -1'),
    first("E13", 'when = "late", minutes = "十分钟", points = -1', 'when = "late", minutes = "10..", points = -1'),
    first("E13", 'when = "late", minutes = "10..1", points = -1', 'when = "late", minutes = "1..", points = -1'),
    first("E14", 'when = "leave", kind = "holiday", points = -1', 'when = "leave", kind = "sick", points = -1'),
    first("E15", 'when = "examiner", points = -1, referred_times = 2', 'when = "examiner", referred_times = 2'),
    first("E15", 'figure = "findings", when = "late", points = -1', 'figure = "findings", points = -1'),
    first("E16", "free = 2", 'veto = "year"'),
    first("E16", 'when = "late"', 'when = "late", money = -20'),
    first("E17", 'figure = "aplications", points = -1', 'figure = "applications", points = -1'),
    first("E18", "weight = 10", 'weight = 10, figure = "good_rate"'),
    first("E19", "points = [-3, -2, -1]", "points = [-3, -1]"),
    first("E19", 'points = "-1"', "points = -1"),
    first("E20", "points = [-1, -3]", "points = [-3, -1]"),
    first("E20", "points = [-1, -1]", "points = [-2, -1]"),
    first("E21", "points = 1", "points = 0"),
    first("E21", "points = [-1, 1]", "points = [-1, 0]"),
    Case("E22", Place("item", "B1"), "item.B1", f'{BONUS}\nitem.B1 = {{ text = "x", points = -1 }}', f'{BONUS}\nitem.B1 = {{ text = "x", points = 1 }}'),
    first("E23", 'per = "case", points = -1', 'per = "application", points = -1'),
    first("E24", 'when = "late", per = "half_day", points = -1', 'when = "absent", per = "half_day", points = -1'),
    first("E25", 'once = "month", free = 1, points = -1', "free = 1, points = -1"),
    first("E25", 'once = "month", points = [-2, -1]', 'once = "month", points = -1'),
    first("E26", 'once = "week", points = -1', 'once = "month", points = -1'),
    sheet("E26", 'cycle = "weekly"', 'cycle = "quarter"'),
    more("E26", Place("combine", "month"), "[combine.month]", "[combine.quarter]"),
    more("E26", STAR, "[award.star]\nquota = 1", '[award.star]\nspan = "year"\nquota = 1', "[award.star]"),
    first("E27", "points = -1, cap = -4", "points = -1, cap = 4"),
    first("E28", 'veto = "week"', 'veto = "half"'),
    first("E28", 'veto = "year", veto_effect = "sack"', 'veto = "year", veto_effect = "zero"'),
    first("E29", 'points = -1, charge = "boss"', 'points = -1, charge = "chief"'),
    first("E30", 'when = "rating", cause = "rule", points = -1', 'when = "rating", cause = "rule", points = -1, cause_reason = "见第三条"'),
    first("E30", 'when = "complaint", finding = "unfounded", points = -1', 'when = "complaint", finding = "partly", points = -1'),
    first("E30", 'when = "rating", cause = ["person", "system"], points = -1', 'when = "rating", cause = "system", points = -1, charge = "window"'),
    first("E31", 'figure = "good_rate", bands = ["98%", -1]', 'figure = "good_rate", bands = [["98%", -1]]'),
    first("E32", 'figure = "good_rate", bands = [["90%", -2], ["98%", 0]]', 'figure = "good_rate", bands = [["98%", 0], ["90%", -2]]'),
    first("E33", 'figure = "findings", points = -1, missing = "zero"', 'figure = "findings", points = -1, missing = "full"'),
    more("E34", FILE, "[repeat]\nfrom = 1", "[repeat]\nfrom = 2"),
    more("E35", FILE, "[repeat]\nfrom = 2\ntimes = 1", "[repeat]\nfrom = 2\ntimes = 1.5"),
    more("E36", FILE, '[repeat]\nfrom = 2\ncount = "hall"', '[repeat]\nfrom = 2\ncount = "sheet"'),
    category("E37", 'kind = "minus"', 'kind = "deduct"'),
    Case("E38", A, "[category.A]", parts={"category": EARN.replace("\nmax = 100", ""), "item": an_item("points = 1")}, parts_right={"category": EARN, "item": an_item("points = 1")}),
    category("E39", "max = 100\nfloor = 100", "max = 100\nfloor = 99"),
    Case("E40", Place("item", "B1"), "item.B1", parts={"item": 'item.B1 = { text = "x", points = -1 }'}, parts_right={}),
    more("E40", Place("category", "B-1"), '[category."B-1"]\nname = "x"', '[category.B]\nname = "x"', '[category."B-1"]'),
    Case("E41", Place("item", "A1"), "points = -2", parts={"item": an_item("points = -1") + "\n" + an_item("points = -2")}, parts_right={}),
    Case("E41", Place("item", "AB1"), "points = -2", '[category.AB]\nname = "y"\nitem.AB1 = { text = "x", points = -2 }', "", {"item": 'item.AB1 = { text = "x", points = -1 }'}, {"item": 'item.A1 = { text = "x", points = -1 }'}),
    Case("E42", A, "[category.A]", parts={"category": EARN, "item": an_item('figure = "good_rate", weight = 98')}, parts_right={"category": EARN, "item": an_item('figure = "good_rate", weight = 100')}),
    Case("E42", A, "[category.A]", parts={"category": '[category.A]\nname = "x"\nmax = 100', "item": an_item('figure = "good_rate", weight = 101')}, parts_right={"category": '[category.A]\nname = "x"\nmax = 100', "item": an_item('figure = "good_rate", weight = 99')}),
    Case("E43", Place("item", "A2"), "item.A2", parts={"item": an_item('when = "late", minutes = "..30", points = -1') + '\nitem.A2 = { text = "y", when = "late", minutes = "30..", points = -2 }'}, parts_right={"item": an_item('when = "late", minutes = "<30", points = -1') + '\nitem.A2 = { text = "y", when = "late", minutes = "30..", points = -2 }'}),
    Case("E43", Place("item", "A2"), "item.A2", parts={"item": an_item('when = "late", points = -1') + '\nitem.A2 = { text = "y", when = "late", minutes = "30..", points = -2 }'}, parts_right={"item": an_item('when = "late", minutes = "30..", points = -1') + '\nitem.A2 = { text = "y", when = "late", points = -2 }'}),
    Case("E43", Place("item", "A2"), "item.A2", parts={"item": an_item('when = "rating", points = -1') + '\nitem.A2 = { text = "y", when = "rating", cause = "person", points = -2 }'}, parts_right={"item": an_item('when = "rating", points = -1') + '\nitem.A2 = { text = "y", when = "rating", cause = "rule", points = -2, cause_reason = "z" }'}),
    Case("E44", PERSON, "[sheet.person]", parts={"category": '[category.A]\nname = "x"\nmax = 90'}, parts_right={"category": '[category.A]\nname = "x"\nmax = 100'}),
    Case("E44", PERSON, "[sheet.person]", '[category.B]\nname = "y"', '[category.B]\nname = "y"', {"category": '[category.A]\nname = "x"\nmax = 101'}, {"category": '[category.A]\nname = "x"\nmax = 100'}),
    more("E45", FILE, "[share]\nchief = 0.5", '[share]\nchief = "50%"'),
    more("E45", FILE, '[guard]\nalpha = "500%"', '[guard]\nalpha = "100%"'),
    more("E46", FILE, '[share]\nchief = "50%"\nof = ["Z"]', '[share]\nchief = "50%"\nof = ["A"]'),
    sheet("E46", 'tie = ["category.Z"]', 'tie = ["category.A"]'),
    more("E47", STAR, f'{AWARD}\nquota = 1\npool = "front"', f'{AWARD}\nquota = 1\npool = "all"'),
    more("E48", STAR, f"{AWARD}\nquota = 0", f"{AWARD}\nquota = 1"),
    more("E48", STAR, f'{AWARD}\nquota = "101%"', f'{AWARD}\nquota = "100%"'),
    more("E48", STAR, f'{AWARD}\nquota = "0%"', f'{AWARD}\nquota = "0.1%"'),
    more("E48", STAR, AWARD, f"{AWARD}\nquota = 1", "[award.star]"),
    more("E49", STAR, f'{AWARD}\nquota = 1\nby = "vote.team"', f'{AWARD}\nquota = 1\nby = "vote.team"\n[ballot.team]\nvoters = "appraisal_team"\nscale = 1'),
    more("E50", Place("grade", "1"), '[[grade]]\nspan = "year"\nsteps = [ { name = "a", from = 60 }, { name = "b", from = 90 }, { name = "c" } ]', '[[grade]]\nspan = "year"\nsteps = [ { name = "a", from = 90 }, { name = "b", from = 60 }, { name = "c" } ]'),
    more("E50", Place("grade", "1"), '[[grade]]\nspan = "year"\nsteps = [ { name = "a", from = 60 } ]', '[[grade]]\nspan = "year"\nsteps = [ { name = "a" } ]'),
    more("E51", FIRST, f'{BOTTOM}\nrunning = 2\ntask = "x"\nevent = "finding"', f'{BOTTOM}\nrunning = 2\ntask = "x"', BOTTOM.splitlines()[-1]),
    more("E51", FIRST, '[[consequence]]\ntask = "x"', '[[consequence]]\ntask = "x"\nevent = "finding"\nnth = 1', "[[consequence]]"),
    more("E52", FIRST, f"{BOTTOM}\nrunning = 2", f"{BOTTOM}\nrunning = 2\nzero = true", "[[consequence]]"),
    more("E53", FIRST, '[[consequence]]\nnth = 1\ntask = "x"\nitems = ["A2"]', '[[consequence]]\nnth = 1\ntask = "x"\nitems = ["A1"]'),
    more("E54", FIRST, f'{BOTTOM}\ntask = "x"', f'{BOTTOM}\ntask = "x"\ntimes = 2', "[[consequence]]"),
    more("E55", FIRST, f'{BOTTOM}\nrunning = 2\ngrade = "c"', f'{BOTTOM}\nrunning = 2\ngrade = "c"\n[[grade]]\nspan = "year"\nsteps = [ {{ name = "c" }} ]'),
    more("E56", FIRST, f'{BOTTOM}\nrunning = 2\nbar = ["star"]', f'{BOTTOM}\nrunning = 2\nbar = ["*"]'),
    more("E57", Place("combine", "year"), '[combine.year]\nweight = "80%"', '[combine.year]\nweight = "100%"', "[combine.year]"),
    more("E58", FILE, '[rounding]\nmode = "down"', '[rounding]\nmode = "half_even"'),
    more("E58", FILE, "[rounding]\nplaces = 5", "[rounding]\nplaces = 4"),
    Case("E60", PERSON, "[sheet.person]", '[category.B]\nname = "y"\nsheet = "desk"\nitem.B1 = { text = "x", figure = "members.person", points = -1 }', '[category.B]\nname = "y"\nsheet = "desk"\nitem.B1 = { text = "x", points = -1 }', {"sheet": TWO_SHEETS, "category": '[category.A]\nname = "x"\nsheet = "person"', "item": an_item('figure = "score.desk", points = -1')}),
    first("E61", 'figure = "applications", weight = 10', 'figure = "applications", weight = 10, full = 300'),
    Case("E61", A1, "item.A1", '[category.B]\nname = "y"\nsheet = "desk"', '[category.B]\nname = "y"\nsheet = "desk"', {"sheet": TWO_SHEETS + "\nbase = 0", "category": '[category.A]\nname = "x"\nsheet = "person"', "item": an_item('figure = "score.desk", weight = 1')}, {"sheet": TWO_SHEETS, "category": '[category.A]\nname = "x"\nsheet = "person"', "item": an_item('figure = "score.desk", weight = 1')}),
    first("E62", 'figure = "applications", weight = 1, against = "mean"', 'figure = "applications", weight = 1, against = "group_median"'),
    sheet("E64", 'floor = "0"', "floor = 0"),
    top("E64", 'charge_month = "whenever"', 'charge_month = "happened"'),
    top("E64", "until = 2026-12-31T00:00:00", "until = 2026-12-31"),
    first("E64", 'points = -1, evidence = "yes"', "points = -1, evidence = true"),
    more("E64", FILE, "[[guard]]", "[guard]"),
    first("E17", 'figure = "zzzz", points = -1', 'figure = "survey.zzzz", points = -1'),
    sheet("E46", 'tie = ["category.AA"]', 'tie = ["figure.findings"]'),
    more("E47", STAR, f'{AWARD}\nquota = 1\npool = "al"', f"{AWARD}\nquota = 1"),
    more("E49", STAR, f'{AWARD}\nquota = 1\nby = "vote.teem"\n[ballot.team]\nvoters = "appraisal_team"\nscale = 1', f'{AWARD}\nquota = 1\nby = "vote.team"\n[ballot.team]\nvoters = "appraisal_team"\nscale = 1', "by = "),
    more("E53", FIRST, '[[consequence]]\nnth = 1\ntask = "x"\nitems = ["ZZZ"]', '[[consequence]]\nnth = 1\ntask = "x"\nitems = ["A"]'),
    more("E55", FIRST, f'{BOTTOM}\nrunning = 2\ngrade = "cx"\n[[grade]]\nspan = "year"\nsteps = [ {{ name = "c" }} ]', f"{BOTTOM}\nrunning = 2\nzero = true", "grade = "),
    more("E56", FIRST, f'{BOTTOM}\nrunning = 2\nbar = ["sta"]\n{AWARD}\nquota = 1', f'{BOTTOM}\nrunning = 2\nbar = ["star"]\n{AWARD}\nquota = 1', "bar = "),
    first("E64", "points = -1, step = 0", "points = -1, step = 0.5"),
    first("E64", "points = -1, step = 1e12", "points = -1, step = 1000"),
    first("E64", "points = -1, step = inf", "points = -1, step = 2"),
    first("E64", "points = -1, free = -1", "points = -1, free = 0"),
    more("E64", FILE, "[money]\ntable = [[90, 400], [95, 600]]", "[money]\ntable = [[95, 600], [90, 400]]"),
    more("E64", FILE, "[guard]\nmin_n = -1", "[guard]\nmin_n = 0"),
    more("E64", FILE, "[calendar]\ncollect_by = 29", "[calendar]\ncollect_by = 28"),
    more("E64", FILE, "[calendar]\nsign_days = 0", "[calendar]\nsign_days = 1"),
    Case("E64", FILE, "version", parts={"top": TOP.replace('"1"', '"1/2"')}, parts_right={"top": TOP}),
    Case("E64", FILE, "title", parts={"top": TOP.replace("办法", "法" * 201)}, parts_right={"top": TOP.replace("办法", "法" * 200)}),
    more("E64", Place("pool", "a.b"), '[pool."a.b"]', "[pool.ab]"),
    more("E64", FIRST, '[[consequence]]\ntask = "x"\nspan = "year"\nscore = "less"', '[[consequence]]\ntask = "x"\nspan = "year"\nscore = "<90"'),
    more("E64", Place("combine", "quarter"), '[combine.quarter]\nof = "quarter"', '[combine.quarter]\nof = "month"'),
    more("E64", FILE, "[consequence]", "", "[consequence]"),
    sheet("E64", "groups = [1]", 'groups = ["general"]'),
    more("E64", STAR, f'{AWARD}\nquota = 1\nby = "luck"', f'{AWARD}\nquota = 1\nby = "figure.findings"'),
    first("W03", 'when = "overdue", days = "1..2", points = -1', 'when = "overdue", days = "1..", points = -1'),
    first("W03", 'when = "device_fault", hours = "<24", points = -1', 'when = "device_fault", hours = ">=24", points = -1'),
    sheet("E64", 'tie = ["luck"]', 'tie = ["figure.findings", "category.A"]'),
    more("E01", Place("combine", "year"), '[combine.year]\nweight = "80%"\nannual_weight = "20%"', "[combine.year]", "[combine.year]"),
    more("E64", Place("pool", "x"), '[pool.x]\nroles = ["boss"]', '[pool.x]\nroles = ["staff", "chief"]'),
    more("E12", Place("recast", "1"), '[[recast]]\nwhen = "late"\nas = "absent"\ngive = { minutes = 5 }', '[[recast]]\nwhen = "late"\nas = "absent"\ngive = { half_days = 1 }'),
    more("E64", Place("recast", "1"), '[[recast]]\nwhen = "late"\nas = "absent"\ngive = { half_days = "one" }', '[[recast]]\nwhen = "late"\nas = "absent"\ngive = { half_days = 0.5 }'),
    more("E14", Place("recast", "1"), '[[recast]]\nwhen = "late"\nas = "leave"\ngive = { kind = "holiday" }', '[[recast]]\nwhen = "late"\nas = "leave"\ngive = { kind = "sick" }'),
    more("E01", Place("recast", "1"), '[[recast]]\nas = "leave"', '[[recast]]\nwhen = "late"\nas = "leave"', "[[recast]]"),
    more("E11", Place("recast", "1"), '[[recast]]\nwhen = "late"\nas = "holiday"\ngive = { days = 1 }', '[[recast]]\nwhen = "late"\nas = "leave"\ngive = { days = 1 }', "as = "),
    first("E11", 'when = "tardy", minutes = "1..", points = -1', 'when = "late", minutes = "1..", points = -1'),
    first("E19", 'figure = "findings", points = [-2, -1]', 'figure = "findings", points = -1'),
    first("E19", "points = true", "points = -1"),
    first("E02", 'figure = "findings", points = -1, minutes = "1.."', 'figure = "findings", points = -1, min_n = 3'),
    first("E13", 'when = "late", minutes = 10, points = -1', 'when = "late", minutes = "10..", points = -1'),
    first("E13", 'when = "late", minutes = "..", points = -1', 'when = "late", minutes = ">=0", points = -1'),
    first("E31", 'figure = "good_rate", bands = []', 'figure = "good_rate", bands = [[1, 0]]'),
    first("E31", 'figure = "good_rate", bands = [[1, "x"]]', 'figure = "good_rate", bands = [["100%", -1]]'),
    first("E64", 'when = "complaint", via = 3, points = -1', 'when = "complaint", via = "12345", points = -1'),
    first("E64", "points = -1, share = true", "points = -1, share = false"),
    more("E50", Place("grade", "1"), '[[grade]]\nspan = "year"', '[[grade]]\nspan = "year"\nsteps = [ { name = "x" } ]', "[[grade]]"),
    more("E48", STAR, f"{AWARD}\nquota = true", f"{AWARD}\nquota = 1"),
    Case("W03", Place("item", "A2"), "item.A2", parts={"item": an_item('when = "late", minutes = "<5", points = -1') + '\nitem.A2 = { text = "y", when = "late", minutes = "<=10", points = -2 }'}, parts_right={"item": an_item('when = "late", minutes = "<5", points = -1') + '\nitem.A2 = { text = "y", when = "late", minutes = "..", points = -2 }'.replace('minutes = "..", ', "")}),
    Case("E43", Place("item", "A2"), "item.A2", parts={"item": an_item('when = "late", points = -1') + '\nitem.A2 = { text = "y", when = "late", points = -2 }'}, parts_right={"item": an_item('when = "late", points = -1') + '\nitem.A2 = { text = "y", when = "late", points = -2, also = true }'}),
    Case("E43", Place("item", "A2"), "item.A2", parts={"item": an_item('when = "complaint", finding = "established", points = -1') + '\nitem.A2 = { text = "y", when = "complaint", finding = "partly", points = -2 }'}, parts_right={"item": an_item('when = "complaint", finding = "substantiated", points = -1') + '\nitem.A2 = { text = "y", when = "complaint", finding = "partly", points = -2 }'}),
    Case("E43", Place("item", "A2"), "item.A2", BONUS, BONUS, {"item": an_item('when = ["rating", "bonus"], level = "1..2", points = -1') + '\nitem.A2 = { text = "y", when = "rating", level = "2", points = -2 }'}, {"item": an_item('when = ["rating", "bonus"], level = "1..2", points = -1') + '\nitem.A2 = { text = "y", when = "bonus", level = "county", points = -2 }'}),
    more("E64", Place("ballot", "b"), '[ballot.b]\nscale = 1\nvoters = "everybody"', '[ballot.b]\nscale = 1\nvoters = "citizens"'),
    more("E64", FILE, '[inspection]\nrounds = ["hour"]', '[inspection]\nrounds = ["day", "week"]'),
    more("E64", FILE, '[inspection]\ndraw = "lot"', '[inspection]\ndraw = "random"'),
    more("W01", Place("category", "B"), '[category.B]\nname = "y"\nkind = "bonus"', '[category.B]\nname = "y"\nkind = "bonus"\nmax = 5', "[category.B]"),
    more("W02", FIRST, f'{BOTTOM}\nrunning = 2\ntask = "x"\nguard = false', f'{BOTTOM}\nrunning = 2\ntask = "x"\nguard = true'),
    first("W03", 'when = "late", minutes = "1..10", points = -1', 'when = "late", minutes = "1..", points = -1'),
    Case("W03", A1, "item.A1", parts={"item": an_item('when = "late", minutes = "1..10", points = -1') + '\nitem.A2 = { text = "y", when = "late", minutes = ">11", points = -2 }'}, parts_right={"item": an_item('when = "late", minutes = "1..10", points = -1') + '\nitem.A2 = { text = "y", when = "late", minutes = ">=11", points = -2 }'}),
)  # fmt: skip
