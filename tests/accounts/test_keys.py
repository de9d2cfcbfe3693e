"""A changed secret: what the old one sealed opens meanwhile, and by the old one no more after."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from cryptography.exceptions import InvalidTag
from flask import Flask
from sqlalchemy import LargeBinary, select

from server.actions.accounts.keep_draft import TypedForm, keep_draft
from server.actions.accounts.seal_anew import SEALED, seal_anew
from server.actions.accounts.show_code import show_code
from server.actions.messages.add_webhook import NewWebhook, add_webhook
from server.actions.operations.keep_reply import keep_reply
from server.columns import Base
from server.db import session
from server.envelope import unseal
from server.queries.accounts.drafts import draft_of
from server.queries.operations.kept_replies import Reply, kept_reply
from server.rules.cases.kinds import CaseKind
from server.settings import Settings
from tests.accounts.people import STEP, Person, a_person, enter, found
from tests.build import TestHall, a_hall, on_duty
from tests.case_build import CONTACT, a_case
from tests.house.installation import NOW

NEW = "another secret of the tests, thirty-two bytes and more"
LATER = NOW + STEP
KEY_HASH = bytes(range(32))
PLACE = "/console/cases/1"


@pytest.fixture
def renewed(settings: Settings) -> Settings:
    """The settings after the operator has changed the secret."""
    return replace(settings, secret_key=NEW, old_secret_keys=(settings.secret_key,))


@pytest.fixture
def place(app: Flask, settings: Settings) -> Iterator[TestHall]:
    """A hall with something sealed of every kind, under the old secret."""
    with app.app_context():
        place = a_hall()
        on_duty(place, "0137")
        keys = settings.keys
        a_case(place, CaseKind.COMPLAINT, contact=CONTACT, contact_key=settings.key("contact"))
        hook = NewWebhook("queue", "https://queue.example.gov.cn/hook")
        add_webhook(place.hall.id, hook, key=settings.key("webhook"), by="李某", now=NOW)
        reply = Reply(bytes(32), 201, b"{}")
        keep_reply(place.hall.id, KEY_HASH, reply, sealing=keys("kept-reply"), now=NOW)
        yield place


@pytest.fixture
def person(app: Flask, place: TestHall, settings: Settings) -> Person:
    """Somebody with a second factor and a form that was not sent."""
    person = a_person(app, place)
    form = TypedForm(PLACE, PLACE, (("reason", "三天未答复"),))
    account = found(enter(person, now=NOW).token).actor.account_id
    keep_draft(account, form, key=settings.key("draft"), now=NOW)
    return person


def opened(settings: Settings) -> int:
    """How many of everything sealed the present secret alone opens."""
    count = 0
    for sealed in SEALED:
        for *key, words in session.execute(select(*sealed.key, sealed.column)):
            try:
                unseal(words, settings.key(sealed.purpose), context=sealed.context(*key))
            except InvalidTag:
                continue
            count += 1
    return count


def test_old_data_opens_while_both_secrets_are_known(
    place: TestHall, person: Person, renewed: Settings
) -> None:
    sign_in = found(enter(person, now=LATER).token)
    known = replace(person, keys=renewed.keys("totp"))

    draft = draft_of(sign_in.actor.account_id, PLACE, renewed.keys("draft"))
    assert kept_reply(place.hall.id, KEY_HASH, renewed.keys("kept-reply"))
    assert draft is not None
    assert draft.fields == (("reason", "三天未答复"),)
    assert show_code(sign_in, known.code(LATER), now=LATER)


def test_after_sealing_anew_the_new_secret_opens_everything_and_the_old_one_nothing(
    place: TestHall, person: Person, settings: Settings, renewed: Settings
) -> None:
    del place, person
    before = opened(settings), opened(renewed)

    count = seal_anew(renewed, by="李某", now=NOW)

    assert before == (5, 0)
    assert count == 5
    assert (opened(settings), opened(renewed)) == (0, 5)


def test_it_may_be_repeated(place: TestHall, person: Person, renewed: Settings) -> None:
    del place, person
    seal_anew(renewed, by="李某", now=NOW)

    assert seal_anew(renewed, by="李某", now=NOW) == 0


def test_a_secret_that_is_missing_is_told_and_nothing_is_lost(
    place: TestHall, person: Person, settings: Settings
) -> None:
    del place, person
    with pytest.raises(InvalidTag):
        seal_anew(replace(settings, secret_key=NEW), by="李某", now=NOW)

    assert opened(settings) == 5


def test_every_sealed_column_is_in_the_list() -> None:
    """Bytes of a fixed length are hashes; what has none is something that a key opens."""
    columns = {
        (table.name, column.name)
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, LargeBinary) and column.type.length is None
    }

    assert {(each.column.class_.__tablename__, each.column.key) for each in SEALED} == columns
