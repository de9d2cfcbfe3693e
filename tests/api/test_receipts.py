"""What became of a rating, by its receipt over the API."""

from datetime import timedelta

import pytest

from tests.api.calls import Caller
from tests.build import MORNING
from tests.house.installation import Clock

READ = "/ratings/read"


def test_a_receipt_tells_what_was_given_and_until_when_a_second_is_taken(
    caller: Caller, clock: Clock
) -> None:
    ticket = caller.ticket()
    clock.move_to(MORNING + timedelta(minutes=2))
    receipt = caller.rate(ticket=ticket, level=4, tags=["410"], text="有点慢").get_json()["receipt"]

    said = caller.post(READ, {"receipt": f" {receipt.lower()} "}).get_json()

    assert (said["window"], said["takes_second"], said["second"]) == ("A01", True, None)
    assert said["second_until"] == "2026-12-10"
    first = said["first"]
    assert (first["level"], first["level_text"], first["text"]) == (4, "满意", "有点慢")
    assert [one["code"] for one in first["reasons"]] == ["410"]
    assert (first["counts"], first["not_counted_because"], first["case"]) == (True, "", None)


def test_a_bad_one_names_its_case_which_the_receipt_opens(caller: Caller) -> None:
    receipt = caller.rate(level=1, text="等了一个小时").get_json()["receipt"]

    case = caller.post(READ, {"receipt": receipt}).get_json()["first"]["case"]
    opened = caller.post("/cases/read", {"number": case["number"], "secret_code": receipt})

    assert opened.status_code == 200


def test_one_that_is_not_counted_says_why(caller: Caller) -> None:
    receipt = caller.rate().get_json()["receipt"]

    first = caller.post(READ, {"receipt": receipt}).get_json()["first"]

    assert first["counts"] is False
    assert "还快" in first["not_counted_because"]


def test_a_second_rating_stands_beside_the_first(caller: Caller) -> None:
    receipt = caller.rate(level=3).get_json()["receipt"]
    caller.post("/ratings/second", {"receipt": receipt, "level": 5})

    said = caller.post(READ, {"receipt": receipt}).get_json()

    assert (said["first"]["level"], said["second"]["level"], said["takes_second"]) == (3, 5, False)


@pytest.mark.parametrize(("days", "takes"), [(15, True), (16, False)])
def test_its_time_has_a_last_day(caller: Caller, clock: Clock, days: int, takes: bool) -> None:
    receipt = caller.rate().get_json()["receipt"]
    clock.move_to(MORNING + timedelta(days=days))

    assert caller.post(READ, {"receipt": receipt}).get_json()["takes_second"] is takes


@pytest.mark.parametrize("receipt", ["0" * 16, "nothing", "0"])
def test_what_is_no_receipt_is_told_as_one_that_is_unknown(caller: Caller, receipt: str) -> None:
    answer = caller.post(READ, {"receipt": receipt})

    assert (answer.status_code, answer.get_json()["code"]) == (404, "error.unknown_receipt")
