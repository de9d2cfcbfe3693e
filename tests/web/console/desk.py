"""Who sits at the console in these tests: people with roles in a hall."""

from dataclasses import dataclass

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

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
