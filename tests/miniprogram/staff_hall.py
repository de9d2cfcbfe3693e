"""A hall in which 0137 has something on every page of their own: ratings, a score, documents."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import update

from scheduled.outbox import Postman, send_waiting, spread_waiting
from scheduled.parcels import Desk
from scheduled.subscribe import PhoneDesk
from senders.channels import Senders
from server import clock
from server.actions.appraisal.compute_period import compute_period
from server.actions.distribution.send_document import send_document
from server.actions.inspections.issue_order import issue_order
from server.actions.ratings.release_batch import release_batch
from server.actions.wechat.binding_codes import PURPOSE
from server.actions.wechat.invite_phone import invite_phone
from server.db import transaction
from server.gate import wiring
from server.models.applications import ApplicationMonth
from server.models.ledger import StaffText
from server.packs.schemes import preset
from server.packs.wechat_templates import chosen_by
from server.queries.distribution.documents import latest_document
from server.rules.accounts.roles import Role
from server.rules.appraisal.periods import Period
from server.rules.attribution import DutySource
from server.rules.distribution.kinds import DocumentKind, Recipient, RecipientKind
from server.rules.inspections.kinds import Term
from server.rules.inspections.orders import OrderForm
from server.rules.months import day_of
from tests.appraisal_build import a_chief, a_group, an_adopted_scheme, figures, state
from tests.build import TestHall, a_form, a_hall, at, in_being_since, on_duty, rate
from tests.house.installation import a_settings, installed
from tests.house.phones import a_phone
from tests.house.running import serving
from tests.house.signed_in import TestAccount, an_account
from tests.miniprogram.served import ServedHall
from tests.web.public.months import OCTOBER, publish
from wechat.client import MemoryStore, Wechat
from wechat.standin import StandIn, standing_in

ME, CHIEF = "0137", "0138"
PEOPLE = (ME, CHIEF, "0139", "0140", "0141")
TEMPLATES = {
    "deduction": {"id": "t-deduction", "fields": {"character_string1": "number", "thing2": "news"}}
}
FIRST_DAY = at("2026-11-02 10:00")
WRITTEN = "态度很好，就是等得有点久"
DEMAND = "大厅东侧饮水机旁地面湿滑，请放置防滑垫"


@dataclass(frozen=True)
class StaffHall:
    """The served hall, who works in it, and the WeChat beside it."""

    served: ServedHall
    standin: StandIn
    clerk: TestAccount
    supervisor: TestAccount
    code: str

    def carry_messages(self) -> None:
        """The worker's round: what waits goes to inboxes and phones."""
        client = Wechat(self.standin.account, MemoryStore(), clock.now, pause=lambda _: None)
        phones = PhoneDesk(client, chosen_by(json.dumps(TEMPLATES)))
        settings = self.served.settings
        with installed(settings, has_entrances=False) as app, app.app_context():
            desk = Desk(settings, Senders(), phones)
            postman = Postman(app, desk, "test", clock=clock.now)
            spread_waiting(postman)
            for channel in sorted(desk.channels):
                send_waiting(postman, channel)

    def another_phone(self) -> str:
        """The openid of a phone bound to another account of 0137, who also leads a department."""
        with self.served.inside():
            place = self.served.place
            account = an_account(place, Role.STAFF, Role.DEPARTMENT_HEAD, staff=ME)
            return a_phone(account)


@contextmanager
def a_staff_hall(template: Path, folder: Path) -> Iterator[StaffHall]:
    """The hall, served, as long as it is needed."""
    shutil.copy(template, folder / "hall.db")
    with standing_in(clock.now) as standin:
        for one in TEMPLATES.values():
            standin.add_template(str(one["id"]), *one["fields"])
        settings = a_settings(
            database_url=f"sqlite:///{folder / 'hall.db'}",
            var_dir=folder,
            wechat={
                "WECHAT_APPID": standin.account.appid,
                "WECHAT_SECRET": standin.account.secret,
                "WECHAT_API_URL": standin.url,
                "WECHAT_TEMPLATES": json.dumps(TEMPLATES),
            },
        )
        with installed(settings) as app, app.app_context():
            place, clerk, supervisor, code = _furnished()
        with serving(settings) as server:
            served = ServedHall(server.url, place, server.settings, standin, {}, "", "")
            yield StaffHall(served, standin, clerk, supervisor, code)


def _furnished() -> tuple[TestHall, TestAccount, TestAccount, str]:
    place = a_hall(windows=("A01", "A02"), staff=PEOPLE, opens=None)
    in_being_since("2026-09-01 08:00")
    on_duty(place, ME, "A01", span=("2026-09-01 09:00", None), source=DutySource.STANDING)
    a_chief(place, CHIEF)
    place = a_group(place, "permit")
    clerk = an_account(place, Role.STAFF, Role.DEPARTMENT_HEAD, department=None, staff=ME)
    supervisor = an_account(place, Role.SUPERVISOR)
    _rated(place, supervisor)
    _scored(place)
    _told(place)
    settings = wiring().settings
    issued = invite_phone(clerk.name, keys=settings.keys(PURPOSE), by="李某", now=clock.now())
    return place, clerk, supervisor, issued.code


def _rated(place: TestHall, supervisor: TestAccount) -> None:
    """October is published, 32 served and 9 rated; November has two batches and a text."""
    for number in range(9):
        rate(place, 5, moment=at("2026-10-12 10:00") + timedelta(hours=24 * number))
    publish(place.hall, OCTOBER, at("2026-11-06 09:00"))
    _served(place, "2026-10", 32)
    for number in range(30):
        day, slot = divmod(number, 5)
        form = a_form(
            5 if number % 3 else 4,
            tags=("510",) if number % 3 else (),
            text=WRITTEN if number == 4 else "",
        )
        rate(place, moment=FIRST_DAY + timedelta(days=day, minutes=40 * slot), form=form)
    release_batch(place.hall, place.staff[ME], now=at("2026-11-12 04:30"))
    with transaction() as session:
        session.execute(
            update(StaffText).values(
                state="released",
                decided_at=clock.now() - timedelta(days=1),
                decided_by=supervisor.id,
            )
        )


def _served(place: TestHall, month: str, handled: int) -> None:
    with transaction() as session:
        session.add(
            ApplicationMonth(
                hall_id=place.hall.id,
                month=month,
                window_id=place.windows["A01"],
                staff_id=place.staff[ME],
                difficulty="",
                department_id=place.departments["D1"],
                source="counts",
                handled=handled,
                entered_at=clock.now(),
                entered_by="李某",
            )
        )


def _scored(place: TestHall) -> None:
    """September and October are computed; October has entries of several kinds."""
    an_adopted_scheme(place, preset("district").text)
    volumes = dict(zip(PEOPLE, ("6", "15/2", "8", "17/2", "9"), strict=True))
    for month in ("2026-09", "2026-10"):
        figures(place, month, "weighted_applications_per_day", volumes)
        figures(place, month, "attended_days", dict.fromkeys(PEOPLE, 20))
        figures(place, month, "on_time_rate", dict.fromkeys(PEOPLE, 1))
    state(place, "late", "2026-10-09", chief=CHIEF, minutes=12)
    state(place, "off_post", "2026-10-20", chief=CHIEF, minutes=75)
    rating: dict[str, Any] = {"level": 1, "finding": "substantiated", "cause": "person"}
    state(place, "rating", "2026-10-16", chief=CHIEF, **rating)
    state(place, "leave", "2026-10-22", chief=CHIEF, days=3, kind="personal", procedure="done")
    state(place, "late", "2026-09-10", chief=CHIEF, minutes=30)
    for month in ("2026-09", "2026-10"):
        compute_period(place.hall, Period.parse(month), by="李某", now=clock.now())


def _told(place: TestHall) -> None:
    """An order to the department, as a document that is to be signed for."""
    now = clock.now()
    inspector = an_account(place, Role.INSPECTOR)
    form = OrderForm(DEMAND, term=Term.SHORT, department="D1")
    number = issue_order(place.hall, form, by=inspector.actor, now=now)
    day = day_of(now, place.hall.zone).isoformat()
    found = latest_document(place.hall.id, DocumentKind.ORDER, day, number)
    assert found is not None
    me = Recipient(RecipientKind.STAFF, place.staff[ME])
    send_document(place.hall, found.number, (me,), by="赵某", now=now)
