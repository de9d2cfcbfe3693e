"""What is done with what WeChat told us? After it was stored and answered, by the worker.

A handler is given the event as WeChat wrote it and the moment, and does one action. It may be
given the same event again (a process died, an error was raised): what is done must stay done.
An event that stands in no row here is settled as ignored.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

Handler = Callable[[dict[str, object], datetime], None]

HANDLERS: Mapping[str, Handler] = {}
"""By the name of the event, as ``wxa_media_check``."""
