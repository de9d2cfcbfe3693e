"""What does the notice of awards (评优公示) say: who has which award, and until when to object?"""

from datetime import date, timedelta

from server.queries.appraisal.names import names_of
from server.queries.appraisal.periods import ComputedPeriod
from server.queries.appraisal.schemes import schemes_in_force
from server.queries.appraisal.winners import FoundWinner, winners_of
from server.queries.distribution.ground import Facts
from server.queries.registry.halls import Hall
from server.queries.registry.hours import hall_facts
from server.rules.appraisal.winners import WinnerState
from server.rules.working_days import add_working_days


def award_facts(hall: Hall, computed: ComputedPeriod, formed_on: date) -> Facts:
    """The awards that people gave in the period, and the days for objections from the next day.

    ``awards`` is empty while nobody was given any. Named people stand in awards alone (domain).
    """
    facts = hall_facts(hall.id, hall.registry_version)
    days = int(facts.setting("objection_working_days", formed_on))
    until = add_working_days(formed_on, days, facts.calendar)
    titles = {one.name: one.title for one in schemes_in_force(hall.id)}
    return {
        "hall": hall.name,
        "phone": hall.phone,
        "office": facts.setting("supervision_office", formed_on),
        "period": str(computed.period),
        "revision": computed.revision,
        "scheme_title": titles.get(computed.scheme_version, ""),
        "score_digest": computed.digest,
        "days": days,
        "opens_on": (formed_on + timedelta(days=1)).isoformat(),
        "closes_on": until.due_on.isoformat(),
        "awards": _awards(hall, computed),
    }


def _awards(hall: Hall, computed: ComputedPeriod) -> list[Facts]:
    names = names_of(hall.id)
    found: dict[str, list[FoundWinner]] = {}
    for one in winners_of(hall.id, computed.period):
        if one.state is WinnerState.GIVEN:
            found.setdefault(one.name, []).append(one)
    return [
        {
            "name": name,
            "winners": [
                {
                    "subject": one.who.subject.value,
                    "number": names[one.who].number,
                    "name": names[one.who].name,
                    "department": names[one.who].department,
                    "is_by_numbers": int(one.is_by_numbers),
                    "reason": one.reason,
                }
                for one in sorted(winners, key=lambda one: names[one.who].number)
            ],
        }
        for name, winners in sorted(found.items())
    ]
