"""How is what is wrong with a scheme file told to people?"""

from server.rules.schemes.problems import Datum, Place, Problem
from server.texts import DEFAULT_LANGUAGE, say


def told(problem: Problem, lang: str = DEFAULT_LANGUAGE) -> str:
    """The problem's sentence, without its place."""
    data = {key: _listed(datum, lang) for key, datum in problem.data.items()}
    return say(f"scheme.{problem.key}", lang, **data)


def place_told(place: Place, lang: str = DEFAULT_LANGUAGE) -> str:
    """The place as people speak of it: 条款 A3."""
    return say(f"scheme.place_{place.kind}", lang, name=place.name)


def line_told(problem: Problem, lang: str = DEFAULT_LANGUAGE) -> str:
    """Line, place, sentence and code in one line."""
    return say(
        "scheme.problem_line",
        lang,
        line=problem.line,
        place=place_told(problem.place, lang),
        told=told(problem, lang),
        code=problem.code,
    )


def _listed(datum: Datum, lang: str) -> str:
    return datum if isinstance(datum, str) else say("scheme.list_sign", lang).join(datum)
