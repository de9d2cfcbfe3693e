"""How does a test speak to the API, as its clients do?"""

import io
from dataclasses import dataclass, field
from typing import Any

from flask.testing import FlaskClient
from PIL import Image
from werkzeug.test import TestResponse

from tests.build import TestHall

ROOT = "/api/v1"
KEY = "Idempotency-Key"
BOUNDARY = "a-boundary-of-the-tests"


@dataclass(frozen=True)
class Caller:
    """A client in front of a hall, with the headers that it always sends."""

    client: FlaskClient
    place: TestHall
    headers: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **more: Any) -> TestResponse:
        """GET below /api/v1."""
        return self.client.get(ROOT + path, headers=self.headers, **more)

    def post(self, path: str, said: Any, *, key: str | None = None, **more: Any) -> TestResponse:
        """POST JSON below /api/v1, with an idempotency key if one is given."""
        headers = {**self.headers, **({KEY: key} if key else {})}
        return self.client.post(ROOT + path, json=said, headers=headers, **more)

    def send(self, path: str, body: bytes, *, kind: str = "application/json") -> TestResponse:
        """POST these very bytes."""
        return self.client.post(ROOT + path, data=body, content_type=kind, headers=self.headers)

    def scan(self, window: str = "A01", query: str = "") -> dict[str, Any]:
        """What a scan of the window's code shows."""
        answer = self.get(f"/windows/{self.place.codes[window]}{query}")
        assert answer.status_code == 200, answer.text
        page: dict[str, Any] = answer.get_json()
        return page

    def ticket(self, window: str = "A01") -> str:
        """A fresh ticket of that window."""
        ticket: str = self.scan(window)["ticket"]
        return ticket

    def rate(self, *, key: str | None = None, **said: object) -> TestResponse:
        """Send a rating; very satisfied, with a fresh ticket, unless something else is said."""
        fresh = {} if "ticket" in said else {"ticket": self.ticket()}
        return self.post("/ratings", {"level": 5, **fresh, **said}, key=key)

    def complain(self, *, key: str | None = None, **said: object) -> TestResponse:
        """File a complaint about somebody's attitude, unless something else is said."""
        usual = {"kind": "complaint", "category": "attitude", "text": "等候时无人理会"}
        fresh = {} if "ticket" in said else {"ticket": self.ticket()}
        return self.post("/complaints", {**usual, **fresh, **said}, key=key)

    def send_photo(self, picture: bytes | None = None, **said: str) -> TestResponse:
        """Send a photo ahead of a rating, unless something else is said."""
        content = a_picture() if picture is None else picture
        body = multipart({"use": "rating", **said}, content)
        return self.send("/photos", body, kind=f"multipart/form-data; boundary={BOUNDARY}")


def multipart(form: dict[str, str], photo: bytes) -> bytes:
    """The form with a photo named .jpg, as a phone sends it."""
    disposition = "Content-Disposition: form-data; name"
    parts = [
        *(f'{disposition}="{name}"\r\n\r\n{value}'.encode() for name, value in form.items()),
        f'{disposition}="photo"; filename="photo.jpg"\r\n\r\n'.encode() + photo,
    ]
    lines = b"".join(f"--{BOUNDARY}\r\n".encode() + part + b"\r\n" for part in parts)
    return lines + f"--{BOUNDARY}--\r\n".encode()


def a_picture(colour: str = "red") -> bytes:
    """A small PNG."""
    file = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(file, "PNG")
    return file.getvalue()


def fields_of(answer: TestResponse) -> dict[str, str]:
    """Which fields a problem names, each with the code of what is wrong."""
    return {one["field"]: one["code"] for one in answer.get_json()["errors"]}
