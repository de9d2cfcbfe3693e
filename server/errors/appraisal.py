"""What can go wrong with a scheme, a period or a questionnaire, in the words of a hall."""

from server.errors.family import ChuangpingError


class NotAPeriod(ChuangpingError):
    """A text that names no month, quarter, half-year or year."""

    code = "error.not_a_period"


class QuestionnaireClosed(ChuangpingError):
    """The questionnaire takes no answers: not yet, or not any more."""

    code = "error.questionnaire_closed"


class TooManyAtOnce(ChuangpingError):
    """More came to one place in ten minutes than people hand in: later it takes them again."""

    code = "error.too_many_at_once"


class InvitationNeeded(ChuangpingError):
    """Only who was invited may answer, and only once."""

    code = "error.invitation_needed"


class SchemeMissing(ChuangpingError):
    """No adopted scheme is in force for that period."""

    code = "error.scheme_missing"


class PeriodNotOver(ChuangpingError):
    """A month, quarter or year is computed when it is over, not before."""

    code = "error.period_not_over"


class PeriodNotComputed(ChuangpingError):
    """The period was never computed."""

    code = "error.period_not_computed"


class PeriodSigned(ChuangpingError):
    """The period is signed: only a revision with a reason changes it."""

    code = "error.period_signed"


class PeriodHeld(ChuangpingError):
    """Something keeps the period from being signed or becoming final; ``obstacles`` are codes."""

    code = "error.period_held"


class BasesDiffer(ChuangpingError):
    """The scheme refuses to combine results of different base scores: people decide."""

    code = "error.bases_differ"
