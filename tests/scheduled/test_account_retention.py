"""Ten days after a month was sealed nobody can tell any more whose ratings those were."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from flask import Flask
from sqlalchemy import delete, select, text

from scheduled.jobs import erase
from server.actions.accounts.seal_anew import seal_anew
from server.actions.operations.statements import table_of
from server.actions.publication.seal_month import seal_month
from server.actions.ratings.mix_accounts import mix_accounts
from server.db import db, session, transaction
from server.envelope import unseal
from server.models.operations import Erasure
from server.models.publication import Ranking
from server.models.ratings import Rating
from server.models.wechat_accounts import AccountCount, AccountVisit, MonthKey
from server.queries.ratings.raters import SEALING, key_context
from server.rules.months import Month
from server.rules.ratings.raters import Rater, known_by
from server.rules.retention import DataClass
from server.settings import Settings
from tests.build import MORNING, TestHall, a_hall, at, in_being_since, on_duty, rate
from tests.house.installation import NOW
from tests.scheduled.kept import a_turn, erased, left

NOVEMBER = Month(2026, 11)
SEALED_AT = at("2026-12-01 00:10")
OF_ACCOUNTS = (DataClass.MONTH_KEY, DataClass.ACCOUNT_VISIT, DataClass.ACCOUNT_COUNT)
DAY = timedelta(days=1)
PEOPLE = tuple(f"o-{number}" for number in range(5))
LINKS = {(openid, "A01", date(2026, 11, 25)) for openid in PEOPLE}


@pytest.fixture
def place(app: Flask, settings: Settings) -> Iterator[TestHall]:
    """A hall that five accounts rated in November, and one in December."""
    with app.app_context():
        place = a_hall()
        in_being_since("2026-11-01 08:00")
        on_duty(place, "0137", span=("2026-11-01 09:00", "2026-12-31 17:00"))
        for number, openid in enumerate(PEOPLE):
            send(place, settings, openid, MORNING + 20 * number * timedelta(minutes=1))
        send(place, settings, "o-0", at("2026-12-01 10:00"))
        yield place


def send(place: TestHall, settings: Settings, openid: str, moment: datetime) -> None:
    rater = Rater(openid, settings.keys(SEALING), settings.keys("wechat/binding"))
    rate(place, rater=rater, moment=moment)


def linked(place: TestHall, settings: Settings, month: str = "2026-11") -> set[object]:
    """Whose ratings somebody can find who has the database, the secret and every openid."""
    windows = {window: number for number, window in place.windows.items()}
    keys = [settings.key(purpose) for purpose in (SEALING, "wechat/binding", "")]
    for row in session.scalars(select(MonthKey).where(MonthKey.month == month)):
        context = key_context(row.hall_id, row.month, row.purpose)
        keys.append(bytes.fromhex(unseal(row.sealed, settings.keys(SEALING), context=context)))
    names = {known_by(openid, key): openid for openid in PEOPLE for key in keys}
    names |= {sha256(openid.encode()).digest(): openid for openid in PEOPLE}
    return {
        (names[visit.pseudonym], windows[visit.window_id], visit.day)
        for visit in session.scalars(select(AccountVisit).where(AccountVisit.month == month))
        if visit.pseudonym in names
    }


def test_they_go_ten_days_after_the_month_was_sealed(place: TestHall) -> None:
    seal_month(place.hall, NOVEMBER, by="timetable", now=SEALED_AT)

    before = [erased(place, each, at("2026-12-11 23:59")) for each in OF_ACCOUNTS]
    after = [erased(place, each, at("2026-12-12 00:00")) for each in OF_ACCOUNTS]

    assert (before, after) == ([0, 0, 0], [2, 5, 5])
    assert set(session.scalars(select(AccountVisit.month))) == {"2026-12"}
    assert (left(MonthKey), left(AccountVisit), left(AccountCount)) == (2, 1, 1)


def test_while_the_month_is_not_sealed_they_stay(place: TestHall) -> None:
    assert [erased(place, each, MORNING + 99 * DAY) for each in OF_ACCOUNTS] == [0, 0, 0]


def test_a_month_that_is_sealed_again_keeps_them_no_longer(place: TestHall) -> None:
    seal_month(place.hall, NOVEMBER, by="timetable", now=SEALED_AT)
    with transaction() as writing:
        first = writing.scalars(select(Ranking)).one()
        again = {column.key: getattr(first, column.key) for column in table_of(Ranking).columns}
        writing.add(Ranking(**{**again, "revision": 2, "sealed_at": at("2026-12-09 10:00")}))

    assert erased(place, DataClass.MONTH_KEY, at("2026-12-12 00:00")) == 2


def test_another_halls_seal_erases_nothing_here(place: TestHall) -> None:
    other = a_hall("H2")
    in_being_since("2026-11-01 08:00")
    seal_month(other.hall, NOVEMBER, by="timetable", now=SEALED_AT)

    assert erased(place, DataClass.MONTH_KEY, at("2026-12-12 00:00")) == 0


def test_after_it_nobody_can_be_linked_and_every_rating_stays(
    place: TestHall, settings: Settings
) -> None:
    seal_month(place.hall, NOVEMBER, by="timetable", now=SEALED_AT)
    before = linked(place, settings)

    erase(a_turn(place, at("2026-12-12 03:00")))

    assert before == LINKS
    assert linked(place, settings) == set()
    assert linked(place, settings, "2026-12") == {("o-0", "A01", date(2026, 12, 1))}
    assert left(Rating) == len(PEOPLE) + 1
    lines = session.execute(select(Erasure.data_class, Erasure.rows, Erasure.up_to))
    assert {tuple(line) for line in lines} >= {
        (each, rows, date(2026, 12, 1)) for each, rows in zip(OF_ACCOUNTS, (2, 5, 5), strict=True)
    }


def test_the_keys_go_first_and_pseudonyms_without_a_key_say_nothing(
    place: TestHall, settings: Settings
) -> None:
    seal_month(place.hall, NOVEMBER, by="timetable", now=SEALED_AT)

    erased(place, DataClass.MONTH_KEY, at("2026-12-12 03:00"))

    assert (left(AccountVisit), linked(place, settings)) == (len(PEOPLE) + 1, set())


def test_with_the_database_alone_nobody_can_be_linked_at_any_time(
    place: TestHall, settings: Settings
) -> None:
    stranger = replace(settings, secret_key="another secret, as long as it has to be: 32")

    with pytest.raises(InvalidTag):
        linked(place, stranger)
    with transaction() as writing:
        writing.execute(delete(MonthKey))
    assert linked(place, stranger) == set()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_sqlite_keeps_neither_keys_nor_pseudonyms_in_freed_pages(place: TestHall) -> None:
    seal_month(place.hall, NOVEMBER, by="timetable", now=SEALED_AT)
    november = AccountVisit.month == "2026-11"
    names = session.scalars(select(AccountVisit.pseudonym).where(november)).all()
    sealed = session.scalars(select(MonthKey.sealed).where(MonthKey.month == "2026-11")).all()

    def found() -> int:
        session.remove()
        with db.engine.connect() as connection:
            connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        stored = Path(str(db.engine.url.database)).read_bytes()
        return sum(secret in stored for secret in (*names, *sealed))

    before = found()
    erase(a_turn(place, at("2026-12-12 03:00")))

    assert (before, found()) == (len(PEOPLE) + 2, 0)


def test_a_changed_secret_keeps_the_month_together(place: TestHall, settings: Settings) -> None:
    renewed = replace(
        settings,
        secret_key="another secret, as long as it has to be: 32",
        old_secret_keys=(settings.secret_key,),
    )
    seal_anew(renewed, by="李某", now=NOW)

    send(place, replace(renewed, old_secret_keys=()), "o-0", MORNING + timedelta(hours=5))

    assert linked(place, replace(renewed, old_secret_keys=())) == LINKS
    assert session.scalars(select(Rating.set_aside)).all().count("same_account") == 1


POSTGRESQL = [pytest.param("postgresql", marks=pytest.mark.postgresql)]
JOINED = """
SELECT (SELECT count(*) FROM rating r JOIN account_visit v ON r.xmin::text = v.xmin::text)
     + (SELECT count(*) FROM rating r JOIN account_count c ON r.xmin::text = c.xmin::text)
     + (SELECT count(*) FROM account_visit v JOIN account_count c ON v.xmin::text = c.xmin::text)
"""


@pytest.mark.parametrize("database_url", POSTGRESQL, indirect=True)
def test_postgresql_does_not_tell_after_the_night_which_rows_came_together(
    place: TestHall,
) -> None:
    def joined() -> int:
        session.rollback()
        return int(session.execute(text(JOINED)).scalar_one())

    before, names = joined(), set(session.scalars(select(AccountVisit.pseudonym)))
    erase(a_turn(place, at("2026-11-26 03:00")))
    order = session.scalars(text("SELECT pseudonym FROM account_visit ORDER BY ctid")).all()

    assert (before, joined()) == (3 * (len(PEOPLE) + 1), 0)
    assert set(order) == names
    assert list(order) == sorted(order)


def test_a_repeat_that_comes_while_rows_are_mixed_is_still_a_repeat(
    app: Flask, place: TestHall, settings: Settings
) -> None:
    def mix(_turn: int) -> None:
        with app.app_context():
            mix_accounts(place.hall)

    def repeat(turn: int) -> None:
        with app.app_context():
            send(place, settings, "o-0", MORNING + (121 + 20 * turn) * timedelta(minutes=1))

    with ThreadPoolExecutor(2) as both:
        for turn in range(5):
            list(both.map(lambda act, turn=turn: act(turn), (mix, repeat)))

    reasons = session.scalars(select(Rating.set_aside)).all()
    assert (reasons.count("same_account"), left(AccountCount)) == (5, len(PEOPLE) + 1)
