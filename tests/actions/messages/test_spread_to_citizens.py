"""Is a citizen written to who agreed to that, and no other?"""

import pytest
from flask import Flask
from sqlalchemy import select, update

from server.db import session, transaction
from server.models.cases import Case
from server.models.ratings import Contact
from server.queries.messages.targets import Ways
from server.rules.cases.kinds import CaseKind
from server.rules.messages.audience import (
    to_citizen,
)
from server.rules.messages.delivery import Channel
from server.rules.messages.topics import Topic
from tests.build import CONTACT_KEY, TestHall, a_hall
from tests.case_build import CONTACT, a_case
from tests.message_build import (
    EVERY_CHANNEL,
    deliveries,
    spread,
    told,
)

INBOX, EMAIL, WEBHOOK, SMS = Channel.INBOX, Channel.EMAIL, Channel.WEBHOOK, Channel.SMS


@pytest.fixture
def place(in_app: Flask) -> TestHall:
    del in_app
    return a_hall()


def case_id_of(number: str) -> int:
    found: int = session.scalars(select(Case.id).where(Case.number == number)).one()
    return found


def agree(consent: str = "2026-12+told") -> None:
    with transaction() as writing:
        writing.execute(update(Contact).values(consent=consent))


@pytest.mark.parametrize("kind", [CaseKind.COMPLAINT, CaseKind.TIP_OFF, CaseKind.BAD_RATING])
def test_a_citizen_who_agreed_is_told(place: TestHall, kind: CaseKind) -> None:
    number = a_case(place, kind, contact=CONTACT)
    agree()

    told(place, Topic.CASE_ANSWERED, audience=to_citizen(case_id_of(number)))
    spread()

    assert [each.recipient for each in deliveries(SMS)] == [f"case/{number}"]
    assert CONTACT not in str([vars(each) for each in deliveries()])


@pytest.mark.parametrize(
    ("contact", "consent", "ways"),
    [
        (CONTACT, "2026-11", EVERY_CHANNEL),
        ("", "2026-12+told", EVERY_CHANNEL),
        ("下午打给我", "2026-12+told", EVERY_CHANNEL),
        (CONTACT, "2026-12+told", Ways(frozenset({EMAIL}), (CONTACT_KEY,))),
    ],
    ids=["agreed to a call only", "no contact", "no phone", "no gateway"],
)
def test_any_other_citizen_is_not(place: TestHall, contact: str, consent: str, ways: Ways) -> None:
    case_id = case_id_of(a_case(place, contact=contact))
    agree(consent)

    told(place, Topic.CASE_ANSWERED, audience=to_citizen(case_id))
    spread(ways=ways)

    assert not {SMS, EMAIL} & {each.channel for each in deliveries()}
