"""Which level does a form give, if it can be taken at all?"""

from server import errors
from server.packs.tags import codes_of
from server.rules.ratings.form import RatingForm, problems
from server.rules.ratings.levels import Level


def acceptable_level(form: RatingForm) -> Level:
    """The level of a form that can be taken. Raises FormProblems with all that is missing."""
    found = problems(form, tags_of_level=codes_of(form.level) if form.level else ())
    if form.level is None or found:
        raise errors.FormProblems(found)
    return form.level
