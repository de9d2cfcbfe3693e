"""Is a month sealed once, published once, proved before, and corrected only by a revision?"""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from server import errors
from server.actions.publication.approve_publication import approve_publication
from server.actions.publication.publish_month import Published, Waiting, publish_month
from server.actions.publication.revise_month import revise_month
from server.actions.publication.seal_month import seal_month
from server.actions.registry.set_hall_setting import set_hall_setting
from server.db import session, transaction
from server.models.publication import Notice, Ranking
from server.models.ratings import MonthTally, Rating
from server.queries.publication.notices import NoticeState, chain, versions_of
from server.queries.publication.rankings import latest_ranking, waiting_months
from server.queries.registry.halls import hall_named
from server.rules.canonical import Link, verify_chain
from server.rules.hall_settings import SettingRow
from server.rules.months import Month
from tests.build import TestHall, a_hall, at, on_duty, rate
from tests.message_build import messages

NOVEMBER, DECEMBER = Month(2026, 11), Month(2026, 12)
END = at("2026-12-01 00:00")
PUBLISHED = at("2026-12-07 09:00")


@pytest.fixture
def place(app: Flask) -> Iterator[TestHall]:
    """A hall of three windows with three ratings of November at A01, one of them bad."""
    with app.app_context():
        place = a_hall(windows=("A01", "A02", "A03"))
        on_duty(place, "0137")
        for minutes, level in enumerate((5, 4, 2)):
            rate(place, level, moment=at("2026-11-25 10:00") + timedelta(minutes=10 * minutes))
        yield place


def seal(place: TestHall, *, now: datetime = END, by: str = "timetable") -> int:
    """November is sealed; the revision."""
    return seal_month(place.hall, NOVEMBER, by=by, now=now).revision


def publish(place: TestHall, *, by: str = "王某") -> Published | Waiting:
    """A second person approves, and November is published."""
    approve_publication(place.hall, NOVEMBER, by=by, now=PUBLISHED)
    return publish_month(place.hall, NOVEMBER, now=PUBLISHED)


def exclude_the_bad_one() -> None:
    """What a later review does in effect: the bad rating no longer counts."""
    with transaction() as written:
        written.execute(update(Rating).where(Rating.level == 2).values(set_aside="repeat"))


def test_a_month_cannot_be_sealed_before_its_last_moment(place: TestHall) -> None:
    with pytest.raises(errors.MonthNotOver):
        seal(place, now=END - timedelta(microseconds=1))

    assert seal(place, now=END) == 1


def test_a_month_before_the_hall_is_not_sealed_and_its_first_one_is(place: TestHall) -> None:
    with pytest.raises(errors.MonthBeforeHall):
        seal_month(place.hall, Month(2026, 10), by="timetable", now=END)

    assert seal(place) == 1


def test_sealing_twice_changes_nothing(place: TestHall) -> None:
    seal(place)
    before = latest_ranking(place.hall.id, NOVEMBER)

    again = seal_month(place.hall, NOVEMBER, by="王某", now=END + timedelta(days=1))

    assert not again.is_new
    assert latest_ranking(place.hall.id, NOVEMBER) == before


def test_a_rating_after_the_seal_counts_in_the_next_month_and_is_late(place: TestHall) -> None:
    on_duty(place, "0137", span=("2026-11-30 22:00", "2026-12-01 01:00"))
    seal(place, now=END)

    rate(place, 5, moment=END - timedelta(seconds=30))

    late = session.scalars(select(Rating).where(Rating.is_late)).one()
    assert late.month == str(DECEMBER)
    assert str(late.day) == "2026-11-30"


def test_without_a_second_person_nothing_is_published(place: TestHall) -> None:
    seal(place)

    assert publish_month(place.hall, NOVEMBER, now=PUBLISHED) == Waiting(NOVEMBER, 1)
    assert not chain(place.hall.id)
    assert [each.month for each in waiting_months(place.hall.id)] == [NOVEMBER]


def test_who_sealed_a_month_cannot_approve_it(place: TestHall) -> None:
    seal(place, by="李某")

    with pytest.raises(errors.SamePerson):
        publish(place, by="李某")


def test_a_hall_may_publish_automatically(place: TestHall) -> None:
    row = SettingRow("automatic_publication", "", "yes", NOVEMBER.days()[0])
    set_hall_setting(place.hall.id, row, by="李某", now=END)
    hall = hall_named("H1")
    seal_month(hall, NOVEMBER, by="timetable", now=END)

    assert isinstance(publish_month(hall, NOVEMBER, now=PUBLISHED), Published)


def test_an_approved_month_becomes_two_chained_notices(place: TestHall) -> None:
    seal(place)

    published = publish(place)

    notices = chain(place.hall.id)
    assert [notice.kind for notice in notices] == ["ranking", "disclosure"]
    assert isinstance(published, Published)
    assert published.numbers == ("SLQ-ZWZX/2026-0001", "SLQ-ZWZX/2026-0002")
    assert notices[1].previous_digest == notices[0].digest
    assert notices[1].facts["content"]["totals"]["n"] == 3


def test_publishing_twice_gives_the_same_notices(place: TestHall) -> None:
    seal(place)
    first = publish(place)

    again = publish_month(place.hall, NOVEMBER, now=PUBLISHED + timedelta(days=1))

    assert isinstance(first, Published)
    assert again == Published(first.numbers, is_new=False)


def test_the_objection_period_is_five_working_days_from_the_day_after(place: TestHall) -> None:
    seal(place)
    publish(place)

    assert str(chain(place.hall.id)[0].objections_until) == "2026-12-14"


def test_sealed_figures_that_were_changed_are_not_published(place: TestHall) -> None:
    seal(place)
    with transaction() as written:
        row = written.scalars(select(Ranking)).one()
        row.facts = row.facts.replace('"bad":1', '"bad":0')

    with pytest.raises(errors.SealBroken):
        publish(place)

    assert not chain(place.hall.id)


def test_ratings_that_were_changed_after_the_seal_stop_the_publication(place: TestHall) -> None:
    seal(place)
    with transaction() as written:
        written.execute(update(Rating).where(Rating.level == 2).values(level=5))
        written.execute(update(MonthTally).values(level_2=0, level_5=2))

    with pytest.raises(errors.SealBroken):
        publish(place)

    assert not chain(place.hall.id)


def test_a_correction_is_a_further_revision_and_the_old_notice_stays(place: TestHall) -> None:
    seal(place)
    publish(place)
    exclude_the_bad_one()

    revise_month(place.hall, NOVEMBER, reason="复核后搁置一条", by="李某", now=PUBLISHED)
    publish(place)

    new, old = versions_of(place.hall.id, "ranking", "2026-11")
    assert (new.revision, new.state) == (2, NoticeState.OPEN)
    assert (old.revision, old.state, old.reason) == (1, NoticeState.SUPERSEDED, "复核后搁置一条")
    assert old.facts["content"]["totals"]["bad"] == 1
    assert new.facts["content"]["totals"]["bad"] == 0


def test_a_revision_without_a_change_adds_nothing(place: TestHall) -> None:
    seal(place)

    revised = revise_month(place.hall, NOVEMBER, reason="复查", by="李某", now=PUBLISHED)

    assert (revised.revision, revised.is_new) == (1, False)


def test_a_changed_notice_breaks_the_chain(place: TestHall) -> None:
    seal(place)
    publish(place)
    with transaction() as written:
        notice = written.scalars(select(Notice).where(Notice.kind == "ranking")).one()
        notice.facts = notice.facts.replace('"bad":1', '"bad":0')

    links = [
        Link(each.number, each.facts, each.digest, each.previous_digest)
        for each in chain(place.hall.id)
    ]
    broken = verify_chain(links)

    assert broken is not None
    assert broken.number == "SLQ-ZWZX/2026-0001"


def test_a_month_that_is_published_is_told_once_for_both_its_notices(place: TestHall) -> None:
    seal(place)

    publish(place)
    publish(place)

    told = [one for one in messages() if one["topic"] == "notice_published"]
    ranking = versions_of(place.hall.id, "ranking", "2026-11")[0]
    assert [(one["audience"], one["month"]) for one in told] == [("notices", "2026-11")]
    assert told[0]["number"] == ranking.number
