"""A form of the pages of opinions with everything that was typed, shown again when it is wrong."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from flask import Response, request

from server.errors import ChuangpingError, FormProblems, Problem
from server.gate import status_of
from web.errors import remember

OPINIONS = "/console/opinions"
Show = Callable[["Typed"], Response]


@dataclass(frozen=True)
class Typed:
    """What was typed, what is wrong with it, and the page that shows both."""

    show: Show
    values: Mapping[str, str] = field(default_factory=dict)
    problems: Sequence[Problem] = ()
    trouble: str = ""
    status: int = 200

    @property
    def words(self) -> str:
        """The free text that was typed."""
        return "\n".join(self.values.values())

    def again(self, error: ChuangpingError, sentence: str) -> Response:
        """The page as it was, telling what is wrong."""
        problems = error.problems if isinstance(error, FormProblems) else ()
        trouble = "" if problems else sentence
        return self.show(Typed(self.show, self.values, problems, trouble, status_of(error)))

    def __getitem__(self, name: str) -> str:
        """What was typed under that name, '' for nothing."""
        return self.values.get(name, "")

    def day(self, name: str) -> date | None:
        """The day that was typed, None for what is none."""
        try:
            return date.fromisoformat(self[name])
        except ValueError:
            return None


def typed(show: Show) -> Typed:
    """What the present request sent, remembered in case it cannot be taken."""
    sent = Typed(show, {name: value for name, value in request.form.items() if name != "nonce"})
    remember(sent)
    return sent
