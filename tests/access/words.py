"""Words that wait for a person, of one's own hall or of another."""

from server.actions.opinions.enter_problem import enter_problem
from server.queries.safety.held import held_number
from server.rules.accounts.roles import Role
from server.rules.months import day_of
from server.rules.opinions.problems import Nature, OpinionSource, ProblemForm
from server.rules.safety.holding import Place
from tests.build import TestHall
from tests.house.installation import NOW
from tests.house.signed_in import an_account


def held_words(place: TestHall) -> str:
    """Of a problem that lies with the one department, entered by somebody who is not of it."""
    by = an_account(place, Role.APPRAISAL_OFFICER).actor
    form = ProblemForm(
        *(OpinionSource.SYMPOSIUM, "", Nature.ATTITUDE, "有人骂了王八蛋", "", "谈话", "D1"),
        due_on=day_of(NOW, place.hall.zone),
    )
    number = enter_problem(place.hall, form, by=by, now=NOW)
    return held_number(place.hall.id, Place.PROBLEM, number) or number
