"""Any small hall: a scheme with every kind of rule, and facts that chance brings."""

from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from server.rules.appraisal.facts import Fact, Figure, Member, Signed
from server.rules.appraisal.periods import Period
from server.rules.appraisal.results import Computed
from server.rules.schemes.shape import Scheme
from tests.rules.appraisal.engine_build import a_fact, computed, figures, scheme, staff

VOLUME = "weighted_applications_per_day"
FIRST, SECOND = (1, 2, 3, 4), (5, 6, 7, 8)  # the first of each group is its chief
PEOPLE = (*FIRST, *SECOND)
JANUARY, FEBRUARY = Period.parse("2026-01"), Period.parse("2026-02")
RULES = scheme("""
[share]
chief = "50%"
of = ["B"]
[repeat]
from = 3
count = "category"
[sheet.s]
subject = "staff"
ceiling = 105
min_days = 10
[category.A]
name = "工作纪律"
max = 30
floor = 0
item.A1 = { text = "迟到", when = "late", minutes = "<30", points = -0.5 }
item.A2 = { text = "迟到久", when = "late", minutes = ">=30", points = -1, also = true }
item.A3 = { text = "旷工", when = "absent", per = "half_day", points = -2, cap = 5, veto = "month" }
item.A4 = { text = "事假", when = "leave", per = "day", free = 2, points = -1 }
item.A5 = { text = "卫生", once = "month", points = -4 }
item.A6 = { text = "早退每三次", when = "early", step = 3, points = -3 }
[category.B]
name = "文明服务"
item.B1 = { text = "差评", when = "rating", level = "1..2", points = -2 }
item.B2 = { text = "态度", points = [-5, -1], cap = 8, cap_within = "year" }
item.B3 = { text = "仪容", points = -1, repeat = { from = 2, times = 3, within = "month" } }
[category.C]
name = "业务工作"
max = 40
floor = 0
item.C1 = { text = "办件量", figure = "weighted_applications_per_day", against = "group_median", weight = 20 }
item.C2 = { text = "超时", when = "overdue", per = "workday", points = -1 }
[category.E]
name = "加分"
kind = "bonus"
max = 5
item.E1 = { text = "表扬", points = 1, cap = 3 }
""")  # noqa: E501 - the file is one text
CAUSES = st.sampled_from(["person", "rule", "system"])
FINDINGS = st.sampled_from(["substantiated", "partly", "unfounded"])


def _numbers(most: int) -> st.SearchStrategy[int]:
    return st.integers(1, most)


KINDS: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "late": st.fixed_dictionaries({"minutes": st.sampled_from([5, 29, 30, 31])}),
    "early": st.just({"minutes": 5}),
    "absent": st.fixed_dictionaries({"half_days": _numbers(2)}),
    "leave": st.fixed_dictionaries({"days": st.sampled_from(["1/2", "1", "3/2", "3"])}),
    "overdue": st.fixed_dictionaries({"days": _numbers(3)}),
    "rating": st.fixed_dictionaries({"level": _numbers(5), "cause": CAUSES, "finding": FINDINGS}),
    "finding": st.just({}),
    "bonus": st.just({}),
    "device_fault": st.just({"hours": 3}),
}
PICKS = {"finding": ["A5", "B2", "B3", "Z9"], "bonus": ["E1"]}


@st.composite
def a_happening(draw: st.DrawFn, group: tuple[int, ...] = PEOPLE, month: int = 1) -> Fact:
    """One fact of somebody of the group."""
    event = draw(st.sampled_from(sorted(KINDS)))
    fields = draw(KINDS[event])
    if "days" in fields:
        fields = {"days": Fraction(fields["days"]), "kind": "personal"}
    if event == "overdue":
        fields.pop("kind")
    person = draw(st.sampled_from(group))
    return a_fact(
        event,
        f"2026-{month:02}-{draw(_numbers(28)):02}",
        fields=fields,
        item=draw(st.sampled_from(PICKS[event])) if event in PICKS else "",
        staff_id=draw(st.sampled_from([person, person, person, None])),
        chief_id=FIRST[0] if person in FIRST else SECOND[0],
        signed=Signed(Fraction(draw(st.sampled_from([-1, -3, -5, -6]))), True, draw(st.booleans())),  # noqa: FBT003 - a reason
        is_approved=draw(st.sampled_from([True, True, False])),
        excused=draw(st.sampled_from(["", "", "", "official"])),
    )


HAPPENINGS = st.lists(a_happening(), max_size=14)
VOLUMES = st.fixed_dictionaries(
    {person: st.sampled_from(["0", "1", "5", "7.5", "8", "20"]) for person in PEOPLE}
)


def people(*, short: int = 0) -> tuple[Member, ...]:
    """Two groups of four; one person (``short``) attended too few days."""
    return tuple(
        staff(
            number,
            group="first" if number in FIRST else "second",
            is_chief=number in {FIRST[0], SECOND[0]},
            days=9 if number == short else 20,
        )
        for number in PEOPLE
    )


def hall(
    facts: list[Fact],
    volumes: dict[int, str] | None = None,
    *,
    schemes: tuple[Scheme, ...] = (RULES,),
    period: Period = JANUARY,
    short: int = 0,
) -> Computed:
    """The computation of that hall."""
    known: dict[Any, Figure] = figures(VOLUME, volumes or dict.fromkeys(PEOPLE, "8"))
    return computed(schemes, *facts, members=people(short=short), period=period, figures=known)


def scores(found: Computed, group: tuple[int, ...] = PEOPLE) -> list[Fraction | None]:
    """Scores of a group in the order of its people."""
    return [one.score for one in found.results if one.who.id in group]
