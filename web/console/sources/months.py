"""Which month is asked for, where one may look ahead?"""

from flask import abort

from server import clock
from server.errors import NotAMonth
from server.gate import console_hall
from server.rules.months import Month, month_of
from web.console.asked import asked


def month_or_later() -> Month:
    """The month of ``?month=``, also one that lies ahead; else the running one."""
    text = asked("month")
    try:
        return Month.parse(text) if text else month_of(clock.now(), console_hall().zone)
    except NotAMonth:
        abort(404)
