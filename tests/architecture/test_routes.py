"""What holds for every address the program answers, whoever wrote the view behind it."""

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Map, Rule

# The fixed contracts: a new first part is a decision, not an accident.
FIRST_PARTS = {
    "w",
    "r",
    "c",
    "q",  # a questionnaire
    "d",  # a document for who has no account
    "box",  # the suggestion box
    "verify",  # does a receipt count?
    "console",
    "staff",
    "screen",
    "wechat",  # what WeChat fetches and tells
    "<name>.txt",  # what the operator names, so that WeChat sees that the address is ours
    "public",
    "api",
    "healthz",
    "readyz",
    "metrics",
    "static",
}
ON_EVERY_ANSWER = {
    "Content-Security-Policy": "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000",
}


def addresses(app: Flask) -> list[str]:
    """Each route that can be read, with something in its blanks; and one that is none."""
    readable = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    return [*(_filled(app.url_map, rule) for rule in readable), "/nothing/here"]


def _filled(url_map: Map, rule: Rule) -> str:
    blanks = dict.fromkeys(rule.arguments, 1)
    return url_map.bind("pingjia.example.gov.cn").build(rule.endpoint, blanks)


def test_no_route_stands_outside_the_fixed_addresses(app: Flask) -> None:
    found = {rule.rule.split("/")[1] for rule in app.url_map.iter_rules()}

    assert found <= FIRST_PARTS | {""}


def test_every_answer_carries_the_protective_headers(app: Flask, client: FlaskClient) -> None:
    lacking = [
        f"{address}: {name}"
        for address in addresses(app)
        for name, value in ON_EVERY_ANSWER.items()
        if value not in client.get(address).headers.get(name, "")
    ]

    assert lacking == []


def test_no_answer_sets_a_cookie_for_a_stranger(app: Flask, client: FlaskClient) -> None:
    setting = [one for one in addresses(app) if "Set-Cookie" in client.get(one).headers]

    assert setting == []


def test_no_address_fails_on_a_stranger(app: Flask, client: FlaskClient) -> None:
    failing = [one for one in addresses(app) if client.get(one).status_code == 500]

    assert failing == []
