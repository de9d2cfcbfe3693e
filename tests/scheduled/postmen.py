"""A postman of the tests, and receivers on loopback that he carries messages to."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask

from scheduled.outbox import Postman, send_waiting, spread_waiting
from scheduled.parcels import Desk
from senders.channels import Senders
from senders.places import Network
from senders.sms import sms_gateway
from server.gate import wiring
from tests.build import MORNING
from tests.senders.certificates import certificates_for
from tests.senders.mail_servers import Postbox, listening
from tests.senders.web_servers import Receiver, answering

SMS_BODY = '{"to": "{phone}", "text": "{text}", "id": "{id}"}'


@dataclass(frozen=True)
class Town:
    """Everybody who can be reached: a mail server, another system, an SMS gateway."""

    postbox: Postbox
    system: Receiver
    gateway: Receiver
    senders: Senders


@contextmanager
def a_town(folder: Path) -> Iterator[Town]:
    """The receivers, each a real server, and the channels that reach them."""
    tls = certificates_for("127.0.0.1", folder=folder)
    postbox, system, gateway = Postbox(), Receiver(), Receiver()
    with (
        listening(postbox) as mail,
        answering(system, tls.server),
        answering(gateway, None),
    ):
        hooks = Network(private_hosts=frozenset({"127.0.0.1"}), ca_file=tls.ca_file)
        sms = sms_gateway(f"http://127.0.0.1:{gateway.port}/send", body=SMS_BODY)
        yield Town(postbox, system, gateway, Senders(mail=mail, hooks=hooks, sms=sms))


class Watch:
    """The time as the postman reads it."""

    def __init__(self, moment: datetime = MORNING) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    def forward(self, span: timedelta) -> None:
        self.moment += span


def a_postman(app: Flask, town: Town, watch: Watch, **more: Any) -> Postman:
    """A postman who knows the town; call it inside the app's context."""
    desk = Desk(wiring().settings, more.pop("senders", town.senders))
    return Postman(app, desk, more.pop("owner", "first"), clock=watch.now, **more)


def a_round(postman: Postman) -> None:
    """He spreads what waits, and carries out what is due on each channel."""
    spread_waiting(postman)
    for channel in sorted(postman.desk.channels):
        send_waiting(postman, channel)


def without_mail_server(town: Town) -> Senders:
    """The same town; its mail server is set up and nobody is there."""
    assert town.senders.mail
    return replace(town.senders, mail=replace(town.senders.mail, port=1))
