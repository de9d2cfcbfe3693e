"""A hall in which everything has happened at least once, for tests that walk over all pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Flask
from sqlalchemy import insert
from werkzeug.routing import Rule

from server.actions.distribution.send_document import send_document
from server.actions.ledger.file_appeal import file_appeal
from server.actions.publication.seal_month import seal_month
from server.actions.ratings.propose_exclusion import ExclusionForm, propose_exclusion
from server.actions.registry.seed_calendar import seed_calendar
from server.actions.registry.set_hall_setting import set_hall_setting
from server.db import transaction
from server.queries.distribution.documents import newest_documents
from server.queries.messages.targets import Ways
from server.rules.accounts.roles import Role
from server.rules.attribution import DutySource
from server.rules.cases.codes import ExclusionReason
from server.rules.cases.kinds import CaseKind, CaseState
from server.rules.cases.step_names import StepName
from server.rules.distribution.kinds import Recipient, RecipientKind
from server.rules.hall_settings import SettingRow
from server.rules.inspections.kinds import RoundKind
from server.rules.ledger.appeals import Against, AppealForm
from server.rules.messages.delivery import Channel
from server.rules.months import Month
from tests.actions.inspections.rounds_build import a_photo, a_round, a_team, find, order
from tests.actions.ledger.decided import decide, entries
from tests.actions.sources.filed import handed_in_once
from tests.build import ZONE, TestHall, a_form, a_hall, in_being_since, on_duty, rate
from tests.busy_appraisal import MONTH, appraised
from tests.busy_attendance import attended
from tests.busy_opinions import asked_around
from tests.busy_rows import rows, rows_of_cases
from tests.case_build import CITIZEN, CONTACT, a_case, a_supervisor, account_number, step, walked_to
from tests.house.installation import NOW
from tests.house.signed_in import TestAccount, an_account
from tests.message_build import a_webhook, spread
from tests.web.public.months import publish

WINDOWS = ("A01", "A02", "A03")
STATES = (
    CaseState.RECEIVED,
    CaseState.NOT_ACCEPTED,
    CaseState.INVESTIGATING,
    CaseState.DECIDED,
    CaseState.RECTIFYING,
    CaseState.REPLIED,
    CaseState.CLOSED,
    CaseState.REOPENED,
    CaseState.ESCALATED,
    CaseState.ARCHIVED,
)
# One thing each, whatever there is: a file, a door, a form that begins with what was typed.
APART = (
    "<token>",
    "<name>",
    "/console/codes/symbol",
    "/console/second",
    "/console/enrol",
    "/console/login",
    "/console/exclusions/new",
    "/awards/notice",
    "/sheet.",
    "/file.",
    "/paper.",
    "/symbol.",
    "/documents/sheets/",
)


# Blanks whose name says what stands in them.
NAMED = {"window": "A01", "period": MONTH, "subject": "staff", "version": "1"}


@dataclass(frozen=True)
class BusyHall:
    """The hall, who works there, and the numbers by which addresses name things."""

    place: TestHall
    office: TestAccount  # every role but that of a worker
    clerk: TestAccount
    account: str
    cases: dict[str, str]
    appeal: str
    notice: str
    rating: int
    leave: str
    more: dict[str, str]

    def filled(self, rule: Rule) -> dict[str, str]:
        """What stands in the blanks of that address. A new kind of blank is one line here."""
        blanks = {
            **self.more,
            "/accounts/": self.account,
            "/appeals/": self.appeal,
            "/drafts/": "2026-10",
            "/notices/": self.notice,
            "/rankings/": "2026-09",
            "/days/": "2026-10-01",
            "/settings/": "supervision_office",
            "/replies/": self.cases[CaseState.CLOSED],
            "/windows/": "A01",
            "/cases/": self.cases["talked"],
            "/c/": self.cases["talked"],
            "/attendance/people/": "0137",
            "/attendance/leave/": self.leave,
            "/staff/attendance/": "2026-11",
        }
        value = next((value for part, value in blanks.items() if part in rule.rule), "")
        named = {name: value for name, value in NAMED.items() if name in rule.arguments}
        return dict.fromkeys(rule.arguments, value) | named


def addresses(app: Flask, hall: BusyHall, sides: tuple[str, ...]) -> Iterator[str]:
    """The address of every page below these folders, with its blanks filled."""
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        is_apart = any(part in rule.rule for part in APART)
        if "GET" in (rule.methods or ()) and rule.rule.startswith(sides) and not is_apart:
            yield adapter.build(rule.endpoint, hall.filled(rule), method="GET")


def founded() -> TestHall:
    """The hall itself, always open, before anything has happened."""
    place = a_hall(windows=WINDOWS, opens=None)
    in_being_since("2026-08-20 08:00")
    return place


def lived_through(place: TestHall, now: datetime, contact_key: bytes) -> BusyHall:
    """September is published, October sealed; cases in every state, and one row of the rest."""
    seed_calendar(now=now)
    on_duty(place, "0137", span=("2026-08-31 09:00", None), source=DutySource.STANDING)
    office = an_account(place, *(set(Role) - {Role.STAFF}))
    clerk = an_account(place, Role.STAFF, staff="0137")
    for setting in _settings(now):
        set_hall_setting(place.hall.id, setting, by="李某", now=now)
    notice = _months(place)
    rating = _rating(place, now)
    appeal = _charged(place, clerk, now)
    cases = _cases(place, now, contact_key)
    with transaction() as writing:
        for model, row in rows(place, office, rating, now):
            writing.execute(insert(model), row)
    with transaction() as writing:
        for model, row in rows_of_cases(place, office, cases["talked"], now):
            writing.execute(insert(model), row)
    proposer = an_account(place, Role.SUPERVISOR)
    form = ExclusionForm(rating, ExclusionReason.MALICIOUS, "同一人反复评价。")
    propose_exclusion(place.hall, form, by=proposer.actor, now=now)
    a_webhook(place)
    spread(now, Ways(frozenset(Channel), (contact_key,)))
    return BusyHall(
        place=place,
        office=office,
        clerk=clerk,
        account=account_number(clerk.actor),
        cases=cases,
        appeal=appeal,
        notice=notice,
        rating=rating,
        leave=attended(place, clerk.actor, now),
        more={
            **_inspected(place),
            **handed_in_once(place, now),
            **appraised(place, clerk.actor, now),
            **asked_around(place, now),
        },
    )


def _inspected(place: TestHall) -> dict[str, str]:
    """A round of drawn windows, a finding about 0137, an order; by the folder of their pages."""
    team = a_team(place)
    number = a_round(place, team, kind=RoundKind.RANDOM, seed="417", count=2)
    finding = find(place, team, number, item="", photos=(a_photo(),))
    find(place, team, number, item="")
    issued = order(place, team, finding)
    return {
        "/rounds/": number,
        "/findings/": finding,
        "/evidence/": finding,
        "/inspections/orders/": issued,
        "/documents/": _sent_document(place, issued),
    }


def _sent_document(place: TestHall, issued: str) -> str:
    """The sheet of the order, which 0137 was sent beside the department."""
    found = next(one for one in newest_documents(place.hall.id) if one.about == issued)
    clerk = Recipient(RecipientKind.STAFF, place.staff["0137"])
    send_document(place.hall, found.number, (clerk,), by="赵某", now=NOW)
    return found.number


def _settings(now: datetime) -> Iterator[SettingRow]:
    day = now.astimezone(ZONE).date()
    yield SettingRow("replies_published", "", "yes", day)
    yield SettingRow("staff_name_shown", "", "yes", day)
    yield SettingRow("supervision_office", "", "监督科", day)


def _months(place: TestHall) -> str:
    for month in (9, 10):
        for window in place.windows:
            for minute in range(3):
                rate(
                    place,
                    5,
                    window=window,
                    moment=datetime(2026, month, 15, 10, minute, 0, 0, ZONE),
                )
    publish(place.hall, Month(2026, 9), datetime(2026, 10, 13, 9, tzinfo=ZONE))
    october = Month(2026, 10)
    seal_month(place.hall, october, by="timetable", now=october.ends_at(ZONE))
    return "SLQ-ZWZX/2026-0001"


def _rating(place: TestHall, now: datetime) -> int:
    form = a_form(1, text="等了四十分钟。", contact=CONTACT, has_consented=True)
    return rate(place, moment=now - timedelta(days=2), form=form).rating_id


def _charged(place: TestHall, clerk: TestAccount, now: datetime) -> str:
    decide(place, an_account(place, Role.SUPERVISOR), now=now - timedelta(hours=3))
    charged = entries(place)[0].number
    form = AppealForm(Against.ENTRY, charged, "当时我在另一个窗口")
    return file_appeal(place.hall, form, by=clerk.actor, now=now)


def _cases(place: TestHall, now: datetime, key: bytes) -> dict[str, str]:
    supervisor = a_supervisor(place)
    first = now - timedelta(days=1)
    cases = {state.value: a_case(place, moment=first) for state in STATES}
    for state in STATES:
        walked_to(place, cases[state], state, by=supervisor, now=now)
    for kind in (CaseKind.TIP_OFF, CaseKind.SUGGESTION, CaseKind.PRAISE, CaseKind.INQUIRY):
        cases[kind.value] = a_case(place, kind, moment=first)
    cases["talked"] = talked = a_case(place, moment=first, contact=CONTACT, contact_key=key)
    for name, taker in (
        (StepName.ACCEPT, supervisor),
        (StepName.START, supervisor),
        (StepName.NOTE, supervisor),
        (StepName.MESSAGE, supervisor),
        (StepName.CITIZEN_MESSAGE, CITIZEN),
        (StepName.ADD_EVIDENCE, supervisor),
        (StepName.ASK_UNIT, supervisor),
        (StepName.LOOK, supervisor),
        (StepName.ASK_NEW_KIND, supervisor),
    ):
        step(place, talked, name, taker, now=now)
    return cases
