"""Which hall do these browsers read about? One whose every text was written by an attacker."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from qr.receipts import receipt_hash
from server import clock
from server.actions.audit.record import record
from server.db import transaction
from server.models.cases import Case
from server.models.ratings import Receipt
from server.rules.accounts.roles import Actor
from server.rules.ratings.form import LONGEST_CONTACT
from tests.browser.citizen.cases import SECRET
from tests.browser.hostile.corpus import MARKED, portions
from tests.browser.hostile.places import REGISTRY, taint
from tests.build import TestHall
from tests.busy_hall import BusyHall, addresses, founded, lived_through
from tests.case_build import a_case
from tests.house.installation import a_settings, installed
from tests.house.running import serving
from tests.house.signed_in import cookie_of

CONTACTS = 20  # one of so many portions: each is a case and a form of its own
FILES = (".csv", ".json", ".jsonl", ".xlsx", ".pdf", ".py", ".css")


@dataclass(frozen=True)
class HostileHall:
    """The running hall, the columns that were filled, cookies, and the addresses to walk."""

    url: str
    hall: BusyHall
    filled: set[str]
    office: Any
    clerk: Any
    pages: dict[str, list[str]]
    contacts: list[str]
    today: str


@pytest.fixture(scope="session")
def hostile_hall(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[HostileHall]:
    """Names are hostile from the first day, so that sealed months hold them; then all the rest."""
    folder = tmp_path_factory.mktemp("hostile")
    shutil.copy(sqlite_template, folder / "hall.db")
    settings = a_settings(database_url=f"sqlite:///{folder / 'hall.db'}", var_dir=folder)
    with installed(settings) as app:
        with app.app_context():
            place = founded()
            taint(REGISTRY)
            hall = lived_through(place, clock.now(), settings.key("contact"))
            with transaction() as session:
                session.execute(update(Case).values(code_hash=receipt_hash(SECRET)))
                own = Receipt.rating_id == hall.rating
                session.execute(update(Receipt).where(own).values(hash=receipt_hash(SECRET)))
            filled = taint()
            with transaction() as session:
                named = Actor(hall.office.id, MARKED, ())
                record(
                    session, place.hall.id, named, "exclusion_asked", hall.appeal, now=clock.now()
                )
            contacts = _with_contacts(place, settings.key("contact"))
        sides = {"/console/": (), "/staff/": (), "/public/": ("/w/<code>",)}
        pages = {
            side: [path for path in addresses(app, hall, (side, *more)) if not path.endswith(FILES)]
            for side, more in sides.items()
        }
        with serving(settings) as server, app.app_context():
            yield HostileHall(
                url=server.url,
                hall=hall,
                filled=filled,
                office=cookie_of(hall.office, server.url),
                clerk=cookie_of(hall.clerk, server.url),
                contacts=contacts,
                today=clock.now().astimezone(place.hall.zone).date().isoformat(),
                pages=pages,
            )


def _with_contacts(place: TestHall, key: bytes) -> list[str]:
    """The numbers of complaints whose contact is hostile: it is sealed, so it comes by the form."""
    return [
        a_case(place, contact=words[:LONGEST_CONTACT], moment=clock.now(), contact_key=key)
        for words in list(portions(LONGEST_CONTACT))[::CONTACTS]
    ]
