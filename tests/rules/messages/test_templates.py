"""Is every message short enough for WeChat, and is a broken choice of templates told in words?"""

import json
from typing import Any

import pytest

from server.errors import FormProblems
from server.packs.wechat_templates import chosen_by, our_fields, templates
from server.rules.messages.delivery import BEIJING, QUOTA_SPREAD, quota_returns_at
from server.rules.messages.templates import template_for
from server.rules.messages.topics import Topic
from server.texts import LANGUAGES, say
from tests.build import at
from wechat.fields import field_problems

EIGHT = {
    "case_accepted", "case_answered", "reminder", "rating_batch", "deduction", "month_ready",
    "rectification", "notice",
}  # fmt: skip
TOLD = sorted({topic for one in templates().values() for topic in one.staff | one.citizen})


def problems_of(chosen: Any) -> list[tuple[str, str]]:
    """Where, and the code of what is wrong."""
    with pytest.raises(FormProblems) as caught:
        chosen_by(chosen if isinstance(chosen, str) else json.dumps(chosen))
    for problem in caught.value.problems:
        assert say(problem.code, "zh", **problem.data)
    return [(problem.field, problem.code) for problem in caught.value.problems]


def a_choice(**more: Any) -> dict[str, Any]:
    return {"id": "t-1", "fields": {"thing1": "news"}, **more}


def test_there_are_eight_kinds_and_each_is_for_somebody() -> None:
    assert templates().keys() == EIGHT
    assert all(one.staff or one.citizen for one in templates().values())
    assert all(set(one.titles) == set(LANGUAGES) for one in templates().values())


@pytest.mark.parametrize("name", sorted(EIGHT))
def test_every_message_of_a_kind_knows_what_its_fields_may_ask(name: str) -> None:
    template = templates()[name]

    assert set(template.fields) <= template.tellable
    assert set(template.fields) <= our_fields().keys()


def test_no_topic_has_two_kinds_for_the_same_reader() -> None:
    for is_citizen in (True, False):
        used = [t for one in templates().values() for t in one.topics(is_citizen=is_citizen)]
        assert len(used) == len(set(used))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("topic", TOLD)
def test_what_is_said_fits_without_being_cut(topic: Topic, lang: str) -> None:
    said = {"thing1": say(f"subscription.news_{topic}", lang)}
    state = {"phrase2": say(f"subscription.state_{topic}", "zh")}

    assert field_problems(said | state) == ()
    assert field_problems({"thing3": say(f"subscription.state_{topic}", lang)}) == ()


def test_nothing_chosen_is_nothing() -> None:
    assert chosen_by("") == ()


def test_a_choice_is_read_as_it_was_written() -> None:
    (one,) = chosen_by(json.dumps({"rectification": a_choice(lasting=True)}))

    assert (one.name, one.id, one.fields, one.is_lasting) == (
        "rectification",
        "t-1",
        {"thing1": "news"},
        True,
    )


@pytest.mark.parametrize("said", ["{", "[]", '"x"', "null"])
def test_what_is_no_object_is_told(said: str) -> None:
    assert problems_of(said) == [("WECHAT_TEMPLATES", "subscription.not_json")]


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ("t-1", "misshapen"),
        ({"fields": {"thing1": "news"}}, "misshapen"),
        (a_choice(id=" "), "misshapen"),
        (a_choice(id=7), "misshapen"),
        (a_choice(fields={}), "misshapen"),
        (a_choice(fields={"thing1": 1}), "misshapen"),
        (a_choice(lasting="yes"), "misshapen"),
        (a_choice(titel="x"), "misshapen"),
        (a_choice(fields={"thing1": "weather"}), "unknown_field"),
        (a_choice(fields={"thing1": "until"}), "unknown_field"),
        (a_choice(fields={"phrase1": "news"}), "unfit_field"),
        (a_choice(fields={"thing": "news"}), "unfit_field"),
        (a_choice(fields={"date1": "number"}), "unfit_field"),
    ],
)
def test_what_is_wrong_with_a_template_is_told_with_its_name(entry: Any, code: str) -> None:
    assert problems_of({"reminder": entry}) == [
        ("WECHAT_TEMPLATES.reminder", f"subscription.{code}")
    ]


def test_all_that_is_wrong_is_told_at_once() -> None:
    found = problems_of(
        {"reminder": a_choice(), "notice": a_choice(), "weather": {}, "deduction": {}}
    )

    assert found == [
        ("WECHAT_TEMPLATES.notice", "subscription.same_id"),
        ("WECHAT_TEMPLATES.weather", "subscription.unknown_template"),
        ("WECHAT_TEMPLATES.deduction", "subscription.misshapen"),
    ]


def test_a_topic_has_its_template_by_who_reads_it() -> None:
    chosen = chosen_by(json.dumps({"reminder": a_choice()}))

    assert template_for(chosen, Topic.CASE_OVERDUE, is_citizen=False) == chosen[0]
    assert template_for(chosen, Topic.CASE_OVERDUE, is_citizen=True) is None
    assert template_for(chosen, Topic.OFFICE_MESSAGE, is_citizen=True) == chosen[0]
    assert template_for(chosen, Topic.DIGEST, is_citizen=False) is None


@pytest.mark.parametrize(
    ("now", "day"),
    [("2026-11-25 23:59:59", "2026-11-26"), ("2026-11-26 00:00:00", "2026-11-27")],
)
def test_a_quota_returns_at_the_next_midnight_of_beijing(now: str, day: str) -> None:
    again = quota_returns_at(at(now), "4T7W0QJZ2M").astimezone(BEIJING)
    midnight = at(f"{day} 00:00")

    assert midnight <= again <= midnight + QUOTA_SPREAD
