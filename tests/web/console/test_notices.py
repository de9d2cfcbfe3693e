"""Notices in the console: draft, checks, approval by another person, correction, withdrawal."""

from datetime import datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from server.actions.publication.end_objections import end_objections
from server.actions.publication.seal_month import seal_month
from server.db import session, transaction
from server.models.audit import AuditRecord
from server.models.publication import Ranking
from server.models.ratings import MonthTally, Rating
from server.models.registry import Hall
from server.queries.publication.notices import NoticeState, chain
from server.rules.accounts.roles import Role
from server.rules.months import Month
from tests.build import at, in_being_since, on_duty, rate
from tests.house.installation import Clock
from tests.house.signed_in import TestAccount, an_account, sign_in
from tests.web.console.desk import Desk, untranslated, words_of
from tests.web.forms import form_to

PATH = "/console/notices"
OCTOBER = Month(2026, 10)
DRAFT = f"{PATH}/drafts/{OCTOBER}"
FIRST = "SLQ-ZWZX/2026-0001"
PUBLISHED = f"{PATH}/published/{FIRST}"
ROLES = (Role.APPRAISAL_OFFICER, Role.PUBLISHER, Role.SUPERVISOR)
REFUSED = {
    "": "请写明理由",
    "张某被误评": "理由里有工作人员姓名（张某）",
    "请拨 13800000000": "理由里有电话号码",
    "长" * 201: "理由最多 200 字",
}
WHOLE_TIME = ("2026-10-01 00:00", "2026-11-30 23:59")


@pytest.fixture
def sealed(desk: Desk, clock: Clock) -> Desk:
    """A hall whose October was sealed by the clock on 1 November; it is Friday the 6th."""
    with desk.app.app_context():
        in_being_since("2026-10-01 08:00")
        on_duty(desk.place, "0137", "A02", span=WHOLE_TIME)
        for day in range(12, 17):
            rate(desk.place, 5, window="A02", moment=at(f"2026-10-{day} 10:00"))
        seal(desk, "timetable", at("2026-11-01 00:10"))
    clock.move_to(at("2026-11-06 10:00"))
    return desk


def seal(desk: Desk, by: str, now: datetime) -> None:
    seal_month(desk.place.hall, OCTOBER, by=by, now=now)


def approve(client: FlaskClient) -> TestResponse:
    return form_to(client.get(DRAFT), DRAFT).send(client)


def act(client: FlaskClient, what: str, reason: str, number: str = FIRST) -> TestResponse:
    page = client.get(f"{PATH}/published/{number}")
    return form_to(page, f"{PATH}/{what}/{number}").send(client, reason=reason)


def states(desk: Desk) -> list[NoticeState]:
    with desk.app.app_context():
        return [notice.state for notice in chain(desk.place.hall.id)]


def exclude_one_rating(desk: Desk) -> None:
    """As two people decided: one counted rating is set aside after the month was published."""
    with desk.app.app_context(), transaction() as current:
        rating = current.scalars(select(Rating.id).limit(1)).one()
        current.execute(update(Rating).where(Rating.id == rating).values(set_aside="mistaken"))
        current.execute(update(MonthTally).values(level_5=MonthTally.level_5 - 1))


def person(desk: Desk, *roles: Role) -> tuple[TestAccount, FlaskClient]:
    with desk.app.app_context():
        account = an_account(desk.place, *roles)
    return account, sign_in(desk.app.test_client(), account)


def test_who_drafts_or_approves_sees_notices_and_nobody_else(sealed: Desk) -> None:
    statuses = {
        role: {client.get(path).status_code for path in (PATH, DRAFT)}
        for role in Role
        for client in [sealed.of(role)]
    }

    assert statuses == {role: {200} if role in ROLES else {404} for role in Role}


def test_the_pages_are_there_in_english(sealed: Desk) -> None:
    client = sealed.of(Role.PUBLISHER)
    approve(client)

    for path in (PATH, DRAFT, PUBLISHED):
        assert untranslated(client.get(f"{path}?lang=en")) == []


def test_a_draft_shows_what_the_checks_found_and_who_must_agree(sealed: Desk) -> None:
    listed = words_of(sealed.page(PATH, Role.PUBLISHER))
    page = words_of(sealed.page(DRAFT, Role.PUBLISHER))

    assert "2026年10月" in listed
    assert "通过 没有姓名、电话、证件号" in page
    assert "不单独公布" in page
    assert "批准并公布" in page
    assert "批准并公布" not in words_of(sealed.page(DRAFT, Role.APPRAISAL_OFFICER))


def test_a_second_person_publishes_and_the_same_form_again_changes_nothing(sealed: Desk) -> None:
    account, client = person(sealed, Role.PUBLISHER)
    form = form_to(client.get(DRAFT), DRAFT)

    first, again = form.send(client), form.send(client)

    assert (first.status_code, again.status_code) == (303, 303)
    assert states(sealed) == [NoticeState.OPEN, NoticeState.OPEN]
    with sealed.app.app_context():
        acts = session.execute(
            select(AuditRecord.act, AuditRecord.actor).order_by(AuditRecord.position)
        ).all()
    assert [tuple(row) for row in acts][-2:] == [
        ("publication_approved", account.name),
        ("month_published", account.name),
    ]


def test_who_made_the_revision_is_not_the_second_person(sealed: Desk) -> None:
    account, client = person(sealed, Role.PUBLISHER)
    with sealed.app.app_context(), transaction() as current:
        current.execute(update(Ranking).values(sealed_by=account.name))

    page = client.get(DRAFT)
    forced = client.post(DRAFT, data={"revision": "1"})

    assert "须由另一个人批准" in words_of(page)
    assert forced.status_code == 403
    assert states(sealed) == []


def test_a_draft_that_names_somebody_is_not_published(sealed: Desk) -> None:
    with sealed.app.app_context(), transaction() as current:
        current.execute(update(Hall).values(name="张某纪念大厅"))
    client = sealed.of(Role.PUBLISHER)

    page = client.get(DRAFT)
    forced = client.post(DRAFT, data={"revision": "1"})

    assert "有问题 没有姓名、电话、证件号 工作人员姓名：张某" in words_of(page)
    assert "disabled" in page.text
    assert forced.status_code == 422
    assert states(sealed) == []


def test_who_looked_at_an_older_revision_is_told_so(sealed: Desk) -> None:
    answer = sealed.of(Role.PUBLISHER).post(DRAFT, data={"revision": "7"})

    assert answer.status_code == 409
    assert states(sealed) == []


def test_a_published_notice_counts_its_objection_period_and_becomes_final(
    sealed: Desk, clock: Clock
) -> None:
    client = sealed.of(Role.PUBLISHER)
    approve(client)

    open_page = words_of(client.get(PUBLISHED))
    clock.move_to(at("2026-11-14 00:20"))
    with sealed.app.app_context():
        end_objections(sealed.place.hall, now=at("2026-11-14 00:20"))

    assert "正在公示，到 2026年11月13日 止，共 5 个工作日" in open_page
    assert "有效" in words_of(sealed.page(PUBLISHED, Role.PUBLISHER))


def test_a_correction_that_changes_nothing_makes_no_revision(sealed: Desk) -> None:
    approve(sealed.of(Role.PUBLISHER))

    answer = act(sealed.of(Role.APPRAISAL_OFFICER), "correct", "复核")

    assert answer.headers["Location"].endswith("done=nothing_changed")
    assert len(states(sealed)) == 2


def test_a_correction_is_drafted_by_one_and_published_by_another(sealed: Desk) -> None:
    publisher = sealed.of(Role.PUBLISHER)
    approve(publisher)
    exclude_one_rating(sealed)

    drafted = act(sealed.of(Role.APPRAISAL_OFFICER), "correct", "一条评价经复核排除")
    before = words_of(publisher.get(DRAFT))
    approve(publisher)

    assert drafted.headers["Location"] == f"{DRAFT}?done=revision_drafted"
    assert "理由 ：一条评价经复核排除" in before
    assert states(sealed) == [NoticeState.SUPERSEDED] * 2 + [NoticeState.OPEN] * 2


def test_a_withdrawn_notice_says_why_in_public_and_is_issued_again(sealed: Desk) -> None:
    publisher = sealed.of(Role.PUBLISHER)
    approve(publisher)

    withdrawn = act(publisher, "withdraw", "异议成立")
    public = words_of(sealed.app.test_client().get(f"/public/notices/{FIRST}"))
    again = act(publisher, "withdraw", "异议成立", number="SLQ-ZWZX/2026-0002")
    drafted = act(sealed.of(Role.APPRAISAL_OFFICER), "reissue", "重新核对后公布")
    approve(publisher)

    assert (withdrawn.status_code, again.status_code, drafted.status_code) == (303, 303, 303)
    assert "异议成立" in public
    assert states(sealed) == [NoticeState.WITHDRAWN] * 2 + [NoticeState.OPEN] * 2


def test_a_notice_is_withdrawn_once(sealed: Desk) -> None:
    publisher = sealed.of(Role.PUBLISHER)
    approve(publisher)
    form = form_to(publisher.get(PUBLISHED), f"{PATH}/withdraw/{FIRST}")

    form.send(publisher, reason="异议成立")
    second = form.send(publisher, reason="异议成立")

    assert second.status_code == 409


def test_a_reason_is_published_so_it_names_nobody_and_stays_in_the_form(sealed: Desk) -> None:
    publisher = sealed.of(Role.PUBLISHER)
    approve(publisher)

    for reason, told in REFUSED.items():
        answer = act(publisher, "withdraw", reason)
        assert answer.status_code == 422
        assert told in words_of(answer)
        assert form_to(answer, f"{PATH}/withdraw/{FIRST}").value("reason") == reason
    assert states(sealed) == [NoticeState.OPEN] * 2


def test_nothing_is_issued_again_that_was_not_withdrawn(sealed: Desk) -> None:
    approve(sealed.of(Role.PUBLISHER))

    answer = sealed.of(Role.PUBLISHER).post(
        f"{PATH}/reissue/{FIRST}", data={"reason": "再公布一次"}
    )

    assert answer.status_code == 409


def test_a_month_or_notice_that_is_none_is_not_found(sealed: Desk) -> None:
    client = sealed.of(Role.PUBLISHER)

    for path in (f"{PATH}/drafts/2026-13", f"{PATH}/published/X-1"):
        assert client.get(path).status_code == 404
    assert client.get(f"{PATH}/drafts/2026-09").status_code == 409
