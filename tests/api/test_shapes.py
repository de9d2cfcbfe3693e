"""Is a field of another type, size or name refused, and each one named?"""

from typing import Any

import pytest
from flask import Flask

from server.models.ratings import Rating
from tests.api.calls import Caller, fields_of
from tests.api.test_ratings import how_many


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One database is enough: these requests are refused before it is asked."""
    return sqlite_url


def test_a_tag_of_another_level_is_named(caller: Caller) -> None:
    answer = caller.rate(level=5, tags=["115"])

    assert fields_of(answer) == {"tags": "api.tag_of_other_level"}


@pytest.mark.parametrize(("length", "status"), [(149, 201), (150, 201), (151, 422)])
def test_a_text_has_150_characters_at_most(caller: Caller, length: int, status: int) -> None:
    answer = caller.rate(text="字" * length)

    assert answer.status_code == status


@pytest.mark.parametrize(("level", "status"), [(0, 422), (1, 201), (5, 201), (6, 422)])
def test_a_level_is_one_to_five(caller: Caller, level: int, status: int) -> None:
    answer = caller.rate(level=level, text="说明")

    assert answer.status_code == status


@pytest.mark.parametrize("level", [True, "5", 5.0, 5.5, None, [5], {"level": 5}], ids=repr)
def test_a_level_of_another_type_is_refused(app: Flask, caller: Caller, level: Any) -> None:
    answer = caller.rate(level=level)

    assert answer.status_code == 422
    assert set(fields_of(answer)) == {"level"}
    assert how_many(app, Rating) == 0


@pytest.mark.parametrize("value", [1, 0, "true", "yes", None], ids=repr)
def test_only_true_is_true(caller: Caller, value: Any) -> None:
    answer = caller.rate(pressed=value)

    assert set(fields_of(answer)) == {"pressed"}


def test_every_wrong_field_is_named_at_once(caller: Caller) -> None:
    answer = caller.rate(level="5", text=5, tags=["510", "999"], staff="0137")

    assert fields_of(answer) == {
        "level": "api.not_whole",
        "text": "api.not_text",
        "tags.1": "api.not_a_choice",
        "staff": "api.unknown_field",
    }


def test_a_contact_needs_its_own_consent(caller: Caller) -> None:
    answer = caller.rate(contact="13800000000")

    assert fields_of(answer) == {"consent": "problem.consent_missing"}


def test_messages_are_agreed_to_apart_and_need_a_phone_or_an_address(caller: Caller) -> None:
    given: dict[str, Any] = {"contact": "0912-1234567", "consent": True}

    agreed = caller.rate(**given)
    refused = caller.rate(**given, tell=True)

    assert agreed.status_code == 201
    assert fields_of(refused) == {"tell": "problem.tell_needs_address"}


def test_text_with_control_characters_is_refused(caller: Caller) -> None:
    answer = caller.rate(text="a\x00b")

    assert fields_of(answer) == {"text": "api.unprintable"}
