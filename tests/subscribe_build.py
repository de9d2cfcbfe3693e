"""Arrangements for subscribe messages: a WeChat that stands in, chosen templates, phones."""

import json
from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy import select

from scheduled.outbox import Postman
from scheduled.parcels import Desk
from scheduled.subscribe import PhoneDesk
from senders.channels import Senders
from server.actions.messages.follow_case import Follower, follow_case
from server.actions.messages.tell_consents import tell_consents
from server.db import session
from server.gate import wiring
from server.models.cases import Case
from server.models.messages import MessageDelivery
from server.packs.wechat_templates import chosen_by
from server.queries.messages.consents import Holder, phone_of_account, remaining
from server.queries.messages.followers import SEALING
from server.queries.messages.targets import NOBODY, Ways
from server.rules.messages.audience import to_account
from server.rules.messages.delivery import Channel
from server.rules.messages.topics import Topic
from tests.build import CONTACT_KEY, MORNING, TestHall
from tests.case_build import CITIZEN
from tests.house.phones import a_phone
from tests.house.signed_in import TestAccount
from tests.message_build import told
from tests.scheduled.postmen import Watch
from wechat.client import MemoryStore, Wechat
from wechat.standin import StandIn

CHOSEN: dict[str, dict[str, Any]] = {
    "case_accepted": {
        "id": "t-accepted",
        "fields": {"character_string1": "number", "phrase2": "state", "date3": "due_on"},
    },
    "case_answered": {
        "id": "t-answered",
        "fields": {"character_string1": "number", "phrase2": "state", "date3": "day"},
    },
    "reminder": {
        "id": "t-reminder",
        "fields": {"character_string1": "number", "date2": "due_on", "thing3": "hall"},
    },
    "rating_batch": {"id": "t-batch", "fields": {"thing1": "news", "date2": "until"}},
    "deduction": {"id": "t-deduction", "fields": {"character_string1": "number", "thing2": "news"}},
    "month_ready": {"id": "t-month", "fields": {"thing1": "period", "date2": "until"}},
    "rectification": {
        "id": "t-order",
        "fields": {"character_string1": "number", "date2": "due_on"},
        "lasting": True,
    },
    "notice": {"id": "t-notice", "fields": {"thing1": "month", "thing2": "news"}},
}
SETTING = json.dumps(CHOSEN)
TEMPLATES = chosen_by(SETTING)
WAYS = Ways(frozenset(Channel), (CONTACT_KEY,), TEMPLATES)


def choose_templates(standin: StandIn) -> StandIn:
    """The mini-program has the eight templates in its console."""
    for entry in CHOSEN.values():
        standin.add_template(
            entry["id"], *entry["fields"], is_long_term=entry.get("lasting", False)
        )
    return standin


def a_phone_desk(standin: StandIn, watch: Watch) -> PhoneDesk:
    """Who speaks to the stand-in, waiting for nobody."""
    client = Wechat(standin.account, MemoryStore(), watch.now, pause=lambda _: None)
    return PhoneDesk(client, TEMPLATES)


@dataclass(frozen=True)
class Post:
    """Who carries messages here, and through what."""

    app: Flask
    standin: StandIn
    watch: Watch
    senders: Senders

    def man(self, owner: str = "first", **more: Any) -> Postman:
        """A postman; call it inside the app's context."""
        senders = more.pop("senders", self.senders)
        desk = Desk(wiring().settings, senders, a_phone_desk(self.standin, self.watch))
        return Postman(self.app, desk, owner, clock=self.watch.now, **more)


def accepting(
    post: Post, place: TestHall, account: TestAccount, *templates: str, times: int = 1
) -> str:
    """The account is bound to a phone that accepts so many messages of each of the templates."""
    openid = a_phone(account, now=MORNING)
    accept_more(post, place, account, openid, *templates, times=times)
    return openid


def accept_more(
    post: Post,
    place: TestHall,
    account: TestAccount,
    openid: str,
    *templates: str,
    times: int = 1,
) -> None:
    """The bound phone accepts so many more, and tells us and WeChat."""
    holder = phone_of_account(place.hall.id, account.id)
    assert holder
    for _ in range(times):
        tell_consents(holder, templates, now=post.watch.now())
        for template in templates:
            post.standin.accept(openid, CHOSEN[template]["id"])


def following(post: Post, place: TestHall, number: str, openid: str, *templates: str) -> None:
    """The citizen of the case has that phone hear of it."""
    keys = wiring().settings.keys(SEALING)
    follower = Follower(openid, templates, keys)
    follow_case(place.hall, number, CITIZEN, follower, now=post.watch.now())
    for template in templates:
        post.standin.accept(openid, CHOSEN[template]["id"])


def left(place: TestHall, account: TestAccount, template: str) -> int:
    """How many messages of the template the account's phone still accepts."""
    session.rollback()
    holder = phone_of_account(place.hall.id, account.id)
    return remaining(holder).get(template, 0) if holder else 0


def left_of_case(place: TestHall, number: str, template: str) -> int:
    """The same of whoever follows the case."""
    session.rollback()
    return remaining(Holder(place.hall.id, f"case/{number}")).get(template, 0)


def case_id_of(number: str) -> int:
    """The id of the case of that number."""
    found: int = session.scalars(select(Case.id).where(Case.number == number)).one()
    return found


def ways_of(rows: list[MessageDelivery]) -> list[tuple[Channel, str, str]]:
    """By which channel each went to somebody, how it stands, and why."""
    return sorted(
        (Channel(row.channel), row.state, row.error) for row in rows if row.recipient != NOBODY
    )


def due_soon(place: TestHall, handler: TestAccount, dedupe: str = "one", **more: Any) -> None:
    """The account is told that a case is due."""
    told(place, Topic.CASE_DUE_SOON, audience=to_account(handler.id), dedupe=dedupe, **more)
