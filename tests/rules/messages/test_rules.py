"""What may a message hold, whom may it be for, when is it tried again, may a citizen be told?"""

from datetime import timedelta
from itertools import product
from typing import Any

import pytest

from server.rules.messages.audience import (
    DISCIPLINE,
    SUPERVISION,
    Audience,
    Circle,
    audience_of,
    to_account,
    to_citizen,
    to_head,
    to_staff,
)
from server.rules.messages.contacts import agreed_to_messages, way_to
from server.rules.messages.delivery import (
    MOST_TRIES,
    PAUSES,
    Channel,
    goes_by_email,
    is_for_systems,
    pause_after,
)
from server.rules.messages.topics import FACTS, FactsUnfit, Topic, check_facts

A_CASE = {"number": "7KQ2M4XT9B", "kind": "complaint"}


def test_every_topic_has_its_facts() -> None:
    assert FACTS.keys() == set(Topic)


def test_the_facts_of_a_topic_are_let_through() -> None:
    check_facts(Topic.CASE_RECEIVED, A_CASE)

    assert FACTS[Topic.CASE_RECEIVED] == A_CASE.keys()


@pytest.mark.parametrize(
    "facts",
    [
        {"number": "7KQ2M4XT9B"},
        {**A_CASE, "text": "他让我等了两小时"},
        {**A_CASE, "kind": "x" * 61},
        {**A_CASE, "kind": "two\nlines"},
        {},
    ],
    ids=["one is missing", "words of a citizen", "too long", "two lines", "none"],
)
def test_other_facts_are_refused(facts: dict[str, Any]) -> None:
    with pytest.raises(FactsUnfit):
        check_facts(Topic.CASE_RECEIVED, facts)


def test_a_fact_of_sixty_letters_is_the_longest() -> None:
    check_facts(Topic.CASE_RECEIVED, {**A_CASE, "kind": "x" * 60})

    with pytest.raises(FactsUnfit):
        check_facts(Topic.CASE_RECEIVED, {**A_CASE, "kind": "x" * 61})


@pytest.mark.parametrize(
    "audience",
    [SUPERVISION, DISCIPLINE, to_head(1), to_account(2**63 - 1), to_staff(3), to_citizen(4)],
    ids=str,
)
def test_an_audience_is_stored_and_read_again(audience: Audience) -> None:
    assert audience_of(str(audience)) == audience
    assert len(str(audience)) <= 32


@pytest.mark.parametrize(
    "words", ["", "everybody", "supervision:1", "account", "account:", "account:x", "head:"]
)
def test_no_other_audience_exists(words: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        audience_of(words)


def test_pauses_grow_and_end() -> None:
    pauses = [pause_after(tries, "N1") for tries in range(1, MOST_TRIES + 1)]

    assert pauses[-1] is None
    assert all(
        pause and base <= pause <= base * 1.1
        for base, pause in zip(PAUSES, pauses[:-1], strict=True)
    )
    assert sum(PAUSES, timedelta()) > timedelta(hours=24)


def test_what_failed_together_is_not_tried_again_at_one_moment() -> None:
    pauses = {pause_after(3, f"N{number}") for number in range(50)}

    assert len(pauses) > 40


def test_no_system_hears_of_a_tip_off_a_citizen_or_a_person() -> None:
    told = {
        (topic, circle) for topic, circle in product(Topic, Circle) if is_for_systems(topic, circle)
    }

    assert (Topic.CASE_RECEIVED, Circle.SUPERVISION) in told
    assert not {circle for _, circle in told} & {Circle.DISCIPLINE, Circle.CITIZEN}
    assert not {topic for topic, _ in told} & {Topic.DIGEST, Topic.ACCOUNT_INVITED}


def test_a_new_case_is_in_the_digest_and_a_tip_off_in_a_letter() -> None:
    assert not goes_by_email(Topic.CASE_RECEIVED, Circle.SUPERVISION)
    assert goes_by_email(Topic.CASE_RECEIVED, Circle.DISCIPLINE)
    assert goes_by_email(Topic.CASE_OVERDUE, Circle.SUPERVISION)


@pytest.mark.parametrize(
    ("contact", "way"),
    [
        ("13800138000", (Channel.SMS, "13800138000")),
        (" 138-0013 8000 ", (Channel.SMS, "13800138000")),
        ("+86 138 0013 8000", (Channel.SMS, "13800138000")),
        ("li@example.org", (Channel.EMAIL, "li@example.org")),
        ("12800138000", None),
        ("1380013800", None),
        ("138001380000", None),
        ("0571-88888888", None),
        ("微信 abc", None),
        ("li@example", None),
        ("li@example.org\r\nBcc: x@example.org", None),
        ("", None),
    ],
)
def test_only_a_mobile_or_an_address_can_be_written_to(contact: str, way: Any) -> None:
    assert way_to(contact) == way


@pytest.mark.parametrize(
    ("consent", "agreed"), [("2026-11", False), ("2026-12+told", True), ("", False)]
)
def test_consent_to_a_call_back_is_none_to_messages(consent: str, *, agreed: bool) -> None:
    assert agreed_to_messages(consent) is agreed
