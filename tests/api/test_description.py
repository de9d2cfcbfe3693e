"""Is the description of the API true, complete, free of inner numbers, and readable offline?"""

import hashlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from server.gate import Door, door_of, need_of
from tests.api.calls import Caller

ROOT = Path(__file__).resolve().parents[2]
VENDOR = ROOT / "web/static/vendor"
# An id tells the day and is corrupted by JavaScript beyond 2^53 (docs/scale.md).
INNER = re.compile(r"(?:^|_)(?:id|ids|hash|nonce|key)$")
LARGEST_SAFE = 2**53
# The ids of these are WeChat's, which a phone needs to ask for messages.
OUTSIDE = frozenset({"TemplateOut", "SubscriptionOut"})
# Moments that may leave: of links, duties, signing in, rounds; never of a rating or a case.
MOMENTS = {
    "valid_until",
    "starts_at",
    "ends_at",
    "at",
    "signed_at",
    "from_at",
    "until_at",
    "started_at",
    "closed_at",
    "looked_at",
    "seen_at",
}


def description(app: Flask) -> dict[str, Any]:
    """What the API says of itself."""
    answer: dict[str, Any] = app.test_client().get("/api/v1/openapi.json").get_json()
    return answer


def properties(node: Any) -> Iterator[tuple[str, Any]]:
    """Every property of every schema, by its name."""
    if isinstance(node, dict):
        named = node.get("properties")
        if isinstance(named, dict):
            yield from named.items()
        for inner in node.values():
            yield from properties(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from properties(inner)


def leaks(node: Any, path: str = "") -> list[str]:
    """Where an answer holds a field named like an inner number, or a number that looks like one."""
    if isinstance(node, dict):
        named = [f"{path}.{name}" for name in node if INNER.search(name)]
        return named + [leak for name, one in node.items() for leak in leaks(one, f"{path}.{name}")]
    if isinstance(node, list):
        return [leak for at, one in enumerate(node) for leak in leaks(one, f"{path}.{at}")]
    is_number = isinstance(node, int) or (isinstance(node, str) and node.isdecimal())
    return [path] if is_number and int(node) > LARGEST_SAFE else []


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One database is enough: the description does not come from it."""
    return sqlite_url


def test_no_schema_names_an_inner_number(app: Flask) -> None:
    schemas = description(app)["components"]["schemas"]
    names = {name for name, _ in properties({k: v for k, v in schemas.items() if k not in OUTSIDE})}

    assert "receipt" in names
    assert not [name for name in names if INNER.search(name)]


def test_no_schema_tells_a_moment_of_a_rating(app: Flask) -> None:
    schemas = description(app)["components"]["schemas"]

    moments = {name for name, one in properties(schemas) if one.get("format") == "date-time"}

    assert moments == MOMENTS


def test_a_field_like_an_inner_number_would_be_found() -> None:
    planted = {"window": {"hall_id": 5, "number": "A01"}, "list": [{"n": 2**53 + 1}]}

    assert leaks(planted) == [".window.hall_id", ".list.0.n"]


def test_no_answer_holds_an_inner_number(caller: Caller, system: Caller) -> None:
    answers = [
        caller.get(f"/windows/{caller.place.codes['A01']}"),
        caller.rate(level=1, text="久等"),
        caller.complain(),
        caller.send_photo(ticket=caller.ticket()),
        caller.get("/public/notices"),
        system.post("/tickets", {"window": "A01", "visit_number": "1"}),
        *(system.get(f"/registry/{what}") for what in ("windows", "staff", "duties")),
        system.get("/codes"),
        caller.rate(level=0),
    ]

    assert {answer.status_code for answer in answers} == {200, 201, 422}
    assert [leaks(answer.get_json()) for answer in answers] == [[]] * len(answers)


def test_every_request_refuses_what_is_not_listed(app: Flask) -> None:
    said = description(app)
    bodies = [
        content["schema"]["$ref"].rpartition("/")[2]
        for path in said["paths"].values()
        for method, one in path.items()
        if method == "post"
        for content in one["requestBody"]["content"].values()
    ]

    assert len(bodies) >= 6
    assert {said["components"]["schemas"][name]["additionalProperties"] for name in bodies} == {
        False
    }


def test_every_route_is_described(app: Flask) -> None:
    described = set(description(app)["paths"])

    routed = {
        re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/") and not rule.endpoint.startswith("api-docs.")
    }

    assert described == routed


def secured(app: Flask, shown: str) -> set[tuple[str, str]]:
    """The routes that say they can be opened with that."""
    said = description(app)["paths"]
    return {
        (path, method)
        for path, methods in said.items()
        for method, one in methods.items()
        if "security" in one and {shown: []} in one["security"]
    }


def behind(app: Flask, is_one: Callable[[Any], bool]) -> set[tuple[str, str]]:
    """The routes whose views are marked so."""
    return {
        (re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule), method.lower())
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/") and not rule.endpoint.startswith("api-docs.")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if is_one(app.view_functions[rule.endpoint])
    }


@pytest.mark.parametrize(
    ("door", "shown", "least"), [(Door.SYSTEM, "bearer", 5), (Door.CONSOLE, "sign_in", 4)]
)
def test_routes_behind_a_token_or_a_sign_in_say_so_and_no_others(
    app: Flask, door: Door, shown: str, least: int
) -> None:
    with app.test_request_context():
        routes = behind(app, lambda view: door_of(view) is door)

    assert secured(app, shown) == routes
    assert len(routes) >= least


def test_routes_that_a_phones_token_opens_say_so_and_no_others(app: Flask) -> None:
    with app.test_request_context():
        of_phones = behind(app, lambda view: door_of(view) is Door.PHONE)
        of_the_bound = behind(
            app,
            lambda view: (
                door_of(view) is Door.CONSOLE
                and (need := need_of(view)) is not None
                and need.admits_phones
            ),
        )

    assert secured(app, "phone") == of_phones | of_the_bound
    assert ("/api/v1/wechat/me", "get") in of_phones
    assert ("/api/v1/staff/me/entries", "get") in of_the_bound


def test_the_page_names_the_api(app: Flask) -> None:
    page = app.test_client().get("/api/v1/docs")

    assert page.status_code == 200
    assert "<title>窗评 Chuangping API</title>" in page.text
    assert description(app)["info"]["title"] == "窗评 Chuangping API"


def test_the_page_takes_nothing_from_outside(app: Flask) -> None:
    page = app.test_client().get("/api/v1/docs")

    policy = page.headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert 'load-fonts="false"' in page.text
    assert "http:" not in page.text
    assert "https:" not in page.text


def test_copied_scripts_are_what_they_were_when_copied() -> None:
    lines = (VENDOR / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    listed = {name: digest for digest, name in (line.split() for line in lines)}

    files = [path for path in (VENDOR / "rapidoc").rglob("*") if path.is_file()]

    found = {
        path.relative_to(VENDOR).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }
    assert found == {name: digest for name, digest in listed.items() if "rapidoc/" in name}
    assert "rapidoc/LICENSE.txt" in found
