"""What is done with what WeChat told us? After it was stored and answered, by the worker.

A handler is given the event as WeChat wrote it and the moment, and does one action. It may be
given the same event again (a process died, an error was raised): what is done must stay done.
An event that stands in no row here is settled as ignored.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from flask import Flask

from scheduled.safety import media_checked
from scheduled.steps import OnStep, Step, walk_on
from scheduled.subscribe_events import HANDLERS as OF_SUBSCRIPTIONS
from server import clock
from server.actions.wechat.claim_event import EventClaim, claim_event
from server.actions.wechat.settle_event import ignore_event, settle_event
from server.queries.wechat.events import KEEPING, event_text
from server.settings import Settings

log = logging.getLogger("chuangping.wechat")

Handler = Callable[[dict[str, object], datetime], None]

HANDLERS: Mapping[str, Handler] = {"wxa_media_check": media_checked, **OF_SUBSCRIPTIONS}
"""By the name of the event, as ``wxa_media_check``."""


@dataclass
class Listener:
    """One process that deals with events. ``owner`` is its name (at most 64 letters)."""

    app: Flask
    settings: Settings
    owner: str
    handlers: Mapping[str, Handler] = field(default_factory=lambda: HANDLERS)
    clock: Callable[[], datetime] = clock.now
    on_step: OnStep = walk_on
    is_stopping: Callable[[], bool] = lambda: False

    @property
    def lease(self) -> timedelta:
        """How long a claim lasts; longer than the longest handler."""
        return timedelta(seconds=self.settings.lease_seconds)


def deal_with_events(listener: Listener) -> None:
    """Deal with every event that waits, one by one; one that fails stops no other."""
    while not listener.is_stopping():
        with listener.app.app_context():
            if not _deal_with_next(listener):
                return


def _deal_with_next(listener: Listener) -> bool:
    claim = claim_event(listener.owner, listener.lease, now=listener.clock())
    if claim is None:
        return False
    listener.on_step(Step.EVENT_CLAIMED, claim.name)
    handler = listener.handlers.get(claim.name)
    if handler is None:
        ignore_event(claim)
        log.info("event ignored: %s", claim.name)
        return True
    trouble = _trouble(listener, claim, handler)
    listener.on_step(Step.EVENT_HANDLED, claim.name)
    settle_event(claim, trouble, now=listener.clock())
    if trouble is None:
        log.info("event dealt with: %s", claim.name)
    return True


def _trouble(listener: Listener, claim: EventClaim, handler: Handler) -> str | None:
    """What went wrong, by its name alone: an error's words may hold a person's; None: nothing."""
    try:
        handler(event_text(claim.key, listener.settings.keys(KEEPING)), listener.clock())
    except Exception as error:  # it is logged, shown, tried again, and rings in the end
        log.exception("event could not be dealt with: %s", claim.name)
        return type(error).__name__
    return None
