"""What does a reader see who asks for what was not published? Why, and where to go on."""

import logging

from flask import Response, render_template, request

from server import errors
from server.errors import ChuangpingError
from server.gate import language, status_of
from server.queries.registry.halls import all_halls
from server.texts import say

SERVER_FAULT = 500
HOME = "published.home"
# Errors whose own sentence speaks to an operator.
FOR_READERS = {
    errors.DatabaseOutdated: "citizen.out_of_service",
    errors.DatabaseUnreachable: "public.out_of_reach",
}
log = logging.getLogger(__name__)


class HallNotNamed(errors.UnknownHall):
    """There are several halls (or none), and the address names none of them."""

    code = "public.which_hall"


class HallNotKnown(HallNotNamed):
    """The address names a hall that is not here."""

    code = "public.no_such_hall"


class NoSuchMonth(errors.Unknown):
    """The address names something that is no month."""

    code = "public.no_such_month"


class MonthNeverPublished(errors.Unknown):
    """Nothing was published about that month, and nothing will be."""

    code = "public.month_never"


class MonthNotBegun(errors.Unknown):
    """The month lies ahead."""

    code = "public.month_ahead"


class MonthNotPublished(errors.Unknown):
    """The month is published on a day that is still to come."""

    code = "public.month_due"


class MonthOverdue(errors.Unknown):
    """The day of publication has passed, and the notice is still being checked."""

    code = "public.month_overdue"


class NoSuchNotice(errors.Unknown):
    """No notice has that index number."""

    code = "public.no_such_notice"


class NoSuchRevision(errors.Unknown):
    """The month has no revision of that number."""

    code = "public.no_such_revision"


class NoSuchWindow(errors.Unknown):
    """Nothing was ever published of a window of that number."""

    code = "public.no_such_window"


def refuse(error: ChuangpingError) -> Response:
    """The answer to a domain error: the halls to choose from, or what is not there and why."""
    status = status_of(error)
    if isinstance(error, HallNotNamed):
        return _choose(error, status)
    if status >= SERVER_FAULT:
        log.error("could not serve", exc_info=error)
    html = render_template("public/message.html", sentence=_sentence(error), status=status)
    return Response(html, status)


def _choose(error: HallNotNamed, status: int) -> Response:
    """The list of halls; it is what the first page is for, and a detour from any other."""
    is_home = request.endpoint == HOME and type(error) is HallNotNamed
    html = render_template("public/halls.html", halls=all_halls(), sentence=_sentence(error))
    return Response(html, 200 if is_home else status)


def _sentence(error: ChuangpingError) -> str:
    own = (FOR_READERS[kind] for kind in type(error).__mro__ if kind in FOR_READERS)
    return say(next(own, error.code), language(), **error.data)
