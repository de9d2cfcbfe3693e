"""Who sits at the console in these tests: people with roles in a hall."""

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from werkzeug.test import TestResponse

from server.db import db
from server.rules.accounts.roles import Role
from tests.build import TestHall
from tests.house.signed_in import an_account, sign_in


@dataclass(frozen=True)
class Desk:
    """The console of one hall; ``of`` signs somebody in, each call somebody new."""

    app: Flask
    place: TestHall

    def of(self, *roles: Role, department: str | None = None) -> FlaskClient:
        """A browser of somebody with these roles."""
        with self.app.app_context():
            account = an_account(self.place, *roles, department=department)
        return sign_in(self.app.test_client(), account)

    def page(self, path: str, *roles: Role) -> TestResponse:
        """What somebody with these roles is shown there."""
        return self.of(*roles).get(path)


def foreign_roles(*allowed: Role) -> list[Role]:
    """Every role but these."""
    return [role for role in Role if role not in allowed]


@contextmanager
def statements_of(app: Flask) -> Iterator[list[str]]:
    """The SQL statements that the program sends meanwhile."""
    sent: list[str] = []
    with app.app_context():
        engine = db.engine

    def note(*parts: Any) -> None:
        sent.append(parts[2])

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


def words_of(answer: TestResponse) -> str:
    """What a person reads of the page: its text without marks, blanks folded."""
    text = re.sub(r"<(style|script|svg)\b.*?</\1>|<[^>]+>", " ", answer.text, flags=re.DOTALL)
    return re.sub(r"\s+", " ", html.unescape(text))


# What is Chinese on an English page because it is somebody's name, or leads to the Chinese one.
NAMES = re.compile(r"中文|综合受理窗口|综合受理组|综合科|示例区政务服务中心|[赵王李张]某")


def untranslated(answer: TestResponse) -> list[str]:
    """The Chinese words on an English page that are nobody's name."""
    return re.findall(r"[一-鿿]+", NAMES.sub("", words_of(answer)))
