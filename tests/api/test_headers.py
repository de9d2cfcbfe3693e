"""Does every answer of the API protect its reader, whatever went wrong? (reliability S12)"""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.api.calls import Caller
from tests.house.installation import a_settings, installed

WANTED = {
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=()",
    "Cache-Control": "no-store",
}

Asked = Callable[[Caller], TestResponse]
ANSWERS: dict[str, tuple[int, Asked]] = {
    "a scan": (200, lambda it: it.get(f"/windows/{it.place.codes['A01']}")),
    "a rating": (201, lambda it: it.rate()),
    "a photo": (201, lambda it: it.send_photo(ticket=it.ticket())),
    "broken JSON": (400, lambda it: it.send("/ratings", b"{")),
    "no token": (401, lambda it: it.get("/codes")),
    "another site": (
        403,
        lambda it: it.client.post("/api/v1/ratings", headers={"Sec-Fetch-Site": "cross-site"}),
    ),
    "no route": (404, lambda it: it.get("/nowhere")),
    "no window": (404, lambda it: it.get("/windows/ZZZZZZZZ")),
    "wrong method": (405, lambda it: it.get("/ratings")),
    "no receipt": (404, lambda it: it.post("/ratings/second", {"receipt": "0", "level": 5})),
    "too large": (413, lambda it: it.send("/ratings", b" " * 70_000)),
    "no JSON": (415, lambda it: it.send("/ratings", b"", kind="text/plain")),
    "wrong field": (422, lambda it: it.rate(level=0)),
    "the description": (200, lambda it: it.get("/openapi.json")),
    "the page": (200, lambda it: it.get("/docs")),
    "alive": (200, lambda it: it.client.get("/healthz")),
    "ready": (200, lambda it: it.client.get("/readyz")),
    "metrics": (200, lambda it: it.client.get("/metrics")),
    "what may be asked": (200, lambda it: it.client.options("/api/v1/ratings")),
}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One database is enough: headers do not come from it."""
    return sqlite_url


def lacking(answer: TestResponse) -> list[str]:
    """Which protecting headers an answer lacks, and what it should not have."""
    missing = [name for name, part in WANTED.items() if part not in answer.headers.get(name, "")]
    return [*missing, *({"Server", "Set-Cookie", "X-Powered-By"} & set(answer.headers.keys()))]


@pytest.mark.parametrize("case", ANSWERS)
def test_every_answer_protects_its_reader(caller: Caller, case: str) -> None:
    status, ask = ANSWERS[case]

    answer = ask(caller)

    assert answer.status_code == status, answer.text
    assert lacking(answer) == []


def test_a_fault_of_ours_protects_too_and_tells_nothing_of_itself(
    app: Flask, caller: Caller
) -> None:
    app.view_functions["windows.scan"] = marked(app, "windows.scan", breaks)

    answer = caller.get("/windows/ZZZZZZZZ")

    assert (answer.status_code, lacking(answer)) == (500, [])
    assert answer.get_json()["code"] == "api.fault"
    assert "a detail that nobody may read" not in answer.text


def test_an_absent_database_protects_too(tmp_path: Path) -> None:
    settings = a_settings(
        database_url="postgresql://nobody@127.0.0.1:9/none?connect_timeout=1", var_dir=tmp_path
    )
    with installed(settings) as app:
        answer = app.test_client().get("/api/v1/windows/00000000")

    assert (answer.status_code, lacking(answer)) == (503, [])


def breaks(**_blanks: str) -> str:
    """A view with a defect."""
    raise RuntimeError("a detail that nobody may read")


def marked(app: Flask, endpoint: str, view: Callable[..., str]) -> Callable[..., str]:
    """The view with the door of the one whose place it takes."""
    vars(view)["door"] = vars(app.view_functions[endpoint])["door"]
    return view
