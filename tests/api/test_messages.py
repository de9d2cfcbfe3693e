"""What was somebody told, over the API, and what of it have they read?"""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from server.rules.accounts.roles import Role
from server.rules.messages.audience import to_account, to_staff
from server.rules.messages.topics import Topic
from tests.api.calls import ROOT
from tests.build import TestHall
from tests.house.phones import a_phone, an_openid, holding
from tests.house.signed_in import TestAccount, an_account
from tests.message_build import spread, told

INBOX = f"{ROOT}/staff/me/messages"


@pytest.fixture
def person(app: Flask, place: TestHall) -> TestAccount:
    """Who was told of three things."""
    with app.app_context():
        account = an_account(place, Role.STAFF, Role.SUPERVISOR, staff="0137")
        told(place, Topic.CASE_DUE_SOON, audience=to_account(account.id))
        told(place, Topic.PERIOD_COMPUTED, audience=to_staff(place.staff["0137"]))
        told(place, Topic.ACCOUNT_INVITED, audience=to_account(account.id))
        told(place, Topic.CASE_SENT_BACK, audience=to_account(an_account(place).id))
        spread()
    return account


@pytest.fixture
def phone(app: Flask, person: TestAccount) -> FlaskClient:
    """Their bound phone."""
    openid = an_openid()
    with app.app_context():
        a_phone(person, openid=openid)
    return holding(app.test_client(), openid)


def test_ones_own_messages_are_told_with_where_they_lead(phone: FlaskClient) -> None:
    found = phone.get(INBOX).get_json()

    assert (found["unread"], found["page"], found["has_more"]) == (3, 1, False)
    ways = {one["topic"]: (one["page"], one["link"]) for one in found["messages"]}
    assert ways == {
        "case_due_soon": ("office/case/case?number=7KQ2M4XT9B", "/console/cases/7KQ2M4XT9B"),
        "period_computed": ("staff/score/score?period=1", "/staff/score/1"),
        "account_invited": ("", "/console/login"),
    }
    assert all(one["written_on"] == "2026-11-25" for one in found["messages"])


@pytest.mark.parametrize(("lang", "subject"), [("zh", "案 7KQ2M4XT9B 将于"), ("en", "Case 7KQ2")])
def test_they_are_told_in_the_readers_language(phone: FlaskClient, lang: str, subject: str) -> None:
    found = phone.get(f"{INBOX}?lang={lang}").get_json()

    assert any(one["subject"].startswith(subject) for one in found["messages"])


def test_what_was_read_is_read_and_nothing_else(phone: FlaskClient) -> None:
    numbers = [one["number"] for one in phone.get(INBOX).get_json()["messages"]]

    none = phone.post(f"{INBOX}/read", json={"numbers": []}).get_json()
    two = phone.post(f"{INBOX}/read", json={"numbers": [*numbers[:2], "ZZZZZZZZZZ"]}).get_json()

    assert (none["unread"], two["unread"]) == (3, 1)
    found = phone.get(INBOX).get_json()["messages"]
    assert [one["number"] for one in found if not one["is_read"]] == numbers[2:]


def test_the_next_page_of_three_is_empty(phone: FlaskClient) -> None:
    assert phone.get(f"{INBOX}?page=2").get_json()["messages"] == []
