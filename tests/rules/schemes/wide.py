"""A scheme file that says nearly everything that a scheme can say."""

from tests.rules.schemes.scheme_build import TOP

# ruff: noqa: E501 - a file as it is written

WIDE = f"""{TOP}
until = 2026-12-31
legal = "某条"
replaces = "hall/0"
charge_month = "happened"
late_events = "next_month"
map = {{ Z = "A" }}
[sheet.person]
subject = "staff"
tie = ["category.A", "figure.applications"]
[category.A]
name = "纪律"
repeat = {{ from = 3, count = "category" }}
item.A1 = {{ text = "迟到", when = "late", per = "minute", step = 10, points = -1 }}
item.A2 = {{ text = "早退", when = "early", per = "minute", step = 10, step_round = "up", points = -1 }}
item.A3 = {{ text = "差评", when = "rating", cause = "rule", points = -1, cause_reason = "某理由", repeat = {{ from = 2 }} }}
item.A4 = {{ text = "投诉", when = "complaint", via = "12345", points = -1, charge = "window", share = {{ window = "50%", into = "A" }} }}
item.A5 = {{ text = "缺岗", when = "absent", points = 0, also = true, approve = true, legal = "某法" }}
item.A6 = {{ text = "办件", figure = "applications", points = -0.1, min_n = 3 }}
item.A7 = {{ text = "满意", figure = "satisfaction", weight = 5, full = 90 }}
item.A8 = {{ text = "会议", when = "meeting", money = 20 }}
item.A9 = {{ text = "离岗", when = "off_post", points = -1, once = "month", repeat = {{ from = 3 }} }}
[[recast]]
when = "missing_sign"
edge = "both"
as = "leave"
give = {{ kind = "other", days = 1 }}
[pool.front]
groups = ["general"]
exclude = ["temporary"]
by = "figure.good_rate"
[award.star]
span = "half"
quota = 1
full_marks = true
min_score = 90
[ballot.team]
name = "团队"
voters = "appraisal_team"
scale = 10
secret = false
[combine.half]
how = "sum"
on_base_change = "refuse"
[[grade]]
span = "year"
steps = [ {{ name = "优秀", from = 90 }}, {{ name = "其他" }} ]
[[consequence]]
items = ["A1", "A"]
nth = 3
grade = "其他"
bar = ["*"]
bar_span = "half"
[[consequence]]
event = "finding"
nth = 2
zero = true
[[consequence]]
bottom = 1
times = 2
task = "约谈"
guard = false
[[consequence]]
score = ">=60"
span = "year"
notice = "internal"
[money]
allowance = 200
table = [[95, 600], [90, 400]]
unit = "点"
[calendar]
publish_by = 10
[inspection]
rounds = ["day"]
draw = "random"
"""
