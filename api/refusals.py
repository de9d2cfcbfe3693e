"""What can be wrong with a request before anybody asks what it means?"""

from server.errors import ChuangpingError, FormProblems, StepNotAllowed, Unknown


class RequestUnreadable(ChuangpingError):
    """The request is not what HTTP, JSON or multipart say it should be."""

    code = "api.bad_request"


class BrokenJson(RequestUnreadable):
    """No JSON, or not in UTF-8; ``line`` and ``column`` say where it breaks."""

    code = "api.broken_json"


class RepeatedKey(RequestUnreadable):
    """An object names a key twice; which one was meant, nobody can say."""

    code = "api.repeated_key"


class TooDeep(RequestUnreadable):
    """Nested deeper than anything we take."""

    code = "api.too_deep"


class WrongContentType(RequestUnreadable):
    """The content is not of the type that the route takes (``wanted``)."""

    code = "api.content_type"


class ShapeProblems(FormProblems):
    """Fields that are unknown, missing or of another type than the description says."""

    code = "api.shape"


class MonthNotPublished(Unknown):
    """The month, or that revision of it, has no published ranking."""

    code = "api.month_not_published"


class StepRefused(StepNotAllowed):
    """The step is not possible now; ``step`` and ``reason`` are words for the reader."""

    code = "api.step_refused"
