"""What can go wrong with a scheme as a whole?"""

from server.errors import ChuangpingError, Unknown
from server.rules.schemes.problems import Problem


class SchemeRefused(ChuangpingError):
    """A scheme file that cannot be taken as it is; ``problems`` lists all that is wrong."""

    code = "scheme.refused"

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(count=len(problems))
        self.problems = problems


class UnknownScheme(Unknown):
    """No scheme of that name is there."""

    code = "scheme.unknown"


class SchemeExists(ChuangpingError):
    """Another text was entered under this id and version, which stand for one text for ever."""

    code = "scheme.exists"


class SchemeAdopted(ChuangpingError):
    """The version was adopted before: its record stands and is not written again."""

    code = "scheme.adopted_before"


class SchemeNotProposed(ChuangpingError):
    """Nobody has proposed the version with its record, so nobody can put it in force."""

    code = "scheme.not_proposed"


class PeriodsClosed(ChuangpingError):
    """The version would begin in a period that is signed already; what is closed stays."""

    code = "scheme.periods_closed"
