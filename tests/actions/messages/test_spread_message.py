"""Who hears of a message, by which channels, and who never?"""

from collections import Counter
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from server.actions.accounts.invite import NewPerson, invite
from server.actions.messages.revoke_webhook import revoke_webhook
from server.actions.messages.spread_message import spread_message
from server.actions.publication.seal_month import seal_month
from server.db import session, transaction
from server.models.accounts import Account, AccountRole
from server.models.cases import Case
from server.models.messages import Message
from server.queries.messages.targets import Ways
from server.queries.messages.waiting import waiting
from server.rules.accounts.roles import Grant, Role
from server.rules.cases.kinds import CaseKind
from server.rules.messages.audience import (
    APPRAISAL,
    DISCIPLINE,
    PUBLICATION,
    SUPERVISION,
    Audience,
    to_account,
    to_head,
    to_staff,
)
from server.rules.messages.delivery import Channel
from server.rules.messages.topics import Topic
from server.rules.months import Month
from tests.build import CONTACT_KEY, MORNING, TestHall, a_hall, at
from tests.case_build import a_case
from tests.house.signed_in import an_account
from tests.message_build import (
    EVERY_CHANNEL,
    a_webhook,
    deliveries,
    messages,
    reached,
    spread,
    told,
    with_email,
)

INBOX, EMAIL, WEBHOOK, SMS = Channel.INBOX, Channel.EMAIL, Channel.WEBHOOK, Channel.SMS


@pytest.fixture
def place(in_app: Flask) -> TestHall:
    del in_app
    return a_hall()


def case_id_of(number: str) -> int:
    found: int = session.scalars(select(Case.id).where(Case.number == number)).one()
    return found


def test_every_supervisor_of_the_hall_hears_and_nobody_else(place: TestHall) -> None:
    other = a_hall("H2")
    first, second = an_account(place, Role.SUPERVISOR), an_account(place, Role.SUPERVISOR)
    an_account(other, Role.SUPERVISOR)
    an_account(place, *(set(Role) - {Role.SUPERVISOR}))

    told(place)
    spread()

    assert reached(INBOX) == {first.name, second.name}


def test_who_no_longer_holds_the_role_or_may_not_sign_in_hears_nothing(place: TestHall) -> None:
    ended, disabled, invited = (an_account(place, Role.SUPERVISOR) for _ in range(3))
    with transaction() as writing:
        writing.execute(
            update(AccountRole).where(AccountRole.account_id == ended.id).values(ended_at=MORNING)
        )
        for account, state in ((disabled, "disabled"), (invited, "invited")):
            writing.execute(update(Account).where(Account.id == account.id).values(state=state))

    told(place)
    spread()

    assert reached(INBOX) == {"nobody"}


def test_a_supervisor_of_every_hall_hears_of_this_one(place: TestHall) -> None:
    everywhere = an_account(place, Role.SUPERVISOR)
    with transaction() as writing:
        writing.execute(update(AccountRole).values(hall_id=None))

    told(place)
    spread()

    assert reached(INBOX) == {everywhere.name}


@pytest.mark.parametrize(
    ("audience", "role"),
    [
        (SUPERVISION, Role.SUPERVISOR),
        (DISCIPLINE, Role.DISCIPLINE),
        (APPRAISAL, Role.APPRAISAL_OFFICER),
        (PUBLICATION, Role.PUBLISHER),
    ],
    ids=str,
)
def test_a_circle_is_those_who_hold_its_role(
    place: TestHall, audience: Audience, role: Role
) -> None:
    accounts = {each: an_account(place, each) for each in Role}

    told(place, audience=audience)
    spread()

    assert reached(INBOX) == {accounts[role].name}


def test_a_departments_head_hears_of_that_department(place: TestHall) -> None:
    head = an_account(place, Role.DEPARTMENT_HEAD, department="D1")
    of_all = an_account(place, Role.DEPARTMENT_HEAD)
    an_account(place, Role.SUPERVISOR)
    department = place.departments["D1"]

    told(place, audience=to_head(department))
    told(place, audience=to_head(department + 1), dedupe="of another department")
    spread()

    assert Counter(each.recipient for each in deliveries(INBOX)).total() == 3
    assert reached(INBOX) == {head.name, of_all.name}


def test_one_account_and_one_staff_member_are_told_alone(place: TestHall) -> None:
    account = an_account(place, Role.SUPERVISOR)
    worker = an_account(place, Role.STAFF, staff="0137")
    an_account(place, Role.STAFF, staff="0138")

    told(place, audience=to_account(account.id))
    told(place, audience=to_staff(place.staff["0137"]), dedupe="staff")
    spread()

    assert reached(INBOX) == {account.name, worker.name}


def test_what_nobody_stands_for_stays_visible(place: TestHall) -> None:
    told(place)
    told(place, audience=to_staff(place.staff["0137"]), dedupe="a worker without account")

    spread()

    (row,) = deliveries()
    assert (row.recipient, row.state, row.error) == ("nobody", "refused", "nobody")
    assert {one["state"] for one in messages()} == {"sent"}


def test_letters_go_to_those_who_have_an_address(place: TestHall) -> None:
    reader = with_email(an_account(place, Role.SUPERVISOR))
    an_account(place, Role.SUPERVISOR)

    told(place)
    spread()

    assert reached(EMAIL) == {reader.name}
    assert {each.state for each in deliveries(EMAIL)} == {"waiting"}
    assert {each.state for each in deliveries(INBOX)} == {"sent"}


def test_of_a_new_case_no_letter_goes_to_supervisors(place: TestHall) -> None:
    with_email(an_account(place, Role.SUPERVISOR))

    told(place, Topic.CASE_RECEIVED)
    spread()

    assert [each.channel for each in deliveries()] == ["inbox"]


def test_without_a_channel_nothing_is_addressed_to_it(place: TestHall) -> None:
    with_email(an_account(place, Role.SUPERVISOR))
    a_webhook(place)

    told(place)
    spread(ways=Ways(frozenset(), (CONTACT_KEY,)))

    assert [each.channel for each in deliveries()] == ["inbox"]


def test_systems_hear_of_their_topics_in_their_hall(place: TestHall) -> None:
    an_account(place, Role.SUPERVISOR)
    a_webhook(place, "all")
    a_webhook(place, "overdue", topics=("case_overdue", "case_received"))
    a_webhook(place, "notices", topics=("notice_ready",))
    a_webhook(place, "gone")
    a_webhook(a_hall("H2"), "elsewhere")
    revoke_webhook(place.hall.id, "gone", by="李某", now=MORNING)

    told(place, Topic.CASE_OVERDUE)
    spread()

    assert len(deliveries(WEBHOOK)) == 2


def test_a_system_hears_of_what_happens_from_now_on(place: TestHall) -> None:
    an_account(place, Role.SUPERVISOR)
    told(place, now=MORNING - timedelta(seconds=1), dedupe="before")
    a_webhook(place)
    told(place, dedupe="after")

    spread()

    assert len(deliveries(WEBHOOK)) == 1


def test_a_tip_off_reaches_discipline_contacts_alone(place: TestHall) -> None:
    trusted = with_email(an_account(place, Role.DISCIPLINE))
    with_email(an_account(place, Role.SUPERVISOR))
    both = with_email(an_account(place, Role.SUPERVISOR, Role.DISCIPLINE))
    head = an_account(place, Role.DEPARTMENT_HEAD, department="D1")
    handler = an_account(place, Role.SUPERVISOR)
    a_webhook(place)
    case_id = case_id_of(a_case(place, CaseKind.TIP_OFF))

    for audience in (SUPERVISION, to_head(place.departments["D1"]), to_account(handler.id)):
        told(place, audience=audience, case_id=case_id, dedupe=str(audience))
    spread()

    assert reached(INBOX) == reached(EMAIL) == {trusted.name, both.name}
    assert head.name not in reached(INBOX)
    assert deliveries(WEBHOOK) == []


def test_a_tip_off_that_nobody_may_hear_is_shown_as_such(place: TestHall) -> None:
    an_account(place, Role.SUPERVISOR)
    a_case(place, CaseKind.TIP_OFF)

    spread()

    assert reached(INBOX) == {"nobody"}


def test_spread_twice_it_is_there_once(place: TestHall) -> None:
    with_email(an_account(place, Role.SUPERVISOR))
    told(place)
    (key,) = waiting(MORNING)

    assert spread_message(*key, EVERY_CHANNEL, now=MORNING)
    assert not spread_message(*key, EVERY_CHANNEL, now=MORNING)
    with transaction() as writing:
        writing.execute(update(Message).values(state="waiting"))
    assert spread_message(*key, EVERY_CHANNEL, now=MORNING)

    assert [each.channel for each in deliveries()] == ["email", "inbox"]


def test_messages_of_one_case_are_spread_in_order(place: TestHall) -> None:
    an_account(place, Role.SUPERVISOR)
    case_id = case_id_of(a_case(place))
    told(place, case_id=case_id)
    first, second = waiting(MORNING)

    early = spread_message(*second, EVERY_CHANNEL, now=MORNING)
    in_turn = [spread_message(*key, EVERY_CHANNEL, now=MORNING) for key in (first, second)]

    assert not early
    assert in_turn == [True, True]


def test_publishers_hear_that_a_month_is_sealed_once(place: TestHall) -> None:
    publisher = an_account(place, Role.PUBLISHER)
    an_account(place, Role.STAFF)
    month, now = Month(2026, 11), at("2026-12-01 00:10")

    for _ in range(2):
        seal_month(place.hall, month, by="timetable", now=now)
    spread(now)

    assert [one["topic"] for one in messages()] == ["notice_ready"]
    assert (messages()[0]["month"], messages()[0]["revision"]) == ("2026-11", 1)
    assert reached(INBOX) == {publisher.name}


def test_who_is_invited_hears_of_the_account_and_gets_no_link(place: TestHall) -> None:
    person = NewPerson("li", email="li@example.gov.cn")
    grants = (Grant(Role.INSPECTOR, place.hall.id), Grant(Role.PUBLISHER, place.hall.id))

    token = invite(person, grants, by="王某", now=MORNING)
    spread()

    (message,) = messages()
    assert (message["topic"], message["role"]) == ("account_invited", "inspector")
    assert reached(EMAIL) == {"li"}
    assert token not in str(message)
