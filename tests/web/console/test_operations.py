"""Jobs, messages out and the inbox in the console: why did this not run, why did it not arrive?"""

from datetime import timedelta

import pytest
from sqlalchemy import update
from werkzeug.test import TestResponse

from server.actions.operations.beat import beat
from server.actions.operations.claim_slot import Claim, claim_slot
from server.actions.operations.settle_slot import settle_slot
from server.db import transaction
from server.models.messages import MessageDelivery
from server.queries.operations.jobs import run_of
from server.rules.accounts.roles import Role
from server.rules.messages.delivery import Channel, DeliveryState
from server.rules.messages.topics import Topic
from server.rules.runs import RunState
from server.rules.slots import Slot
from server.texts import is_known
from tests.build import MORNING
from tests.house.signed_in import TestAccount, an_account, sign_in
from tests.message_build import deliveries, spread, told, with_email
from tests.web.console.desk import Desk, untranslated, words_of
from tests.web.forms import form_to

PATH = "/console/operations"
WEBHOOKS = f"{PATH}/webhooks"
SLOT = Slot("2026-11-25", MORNING - timedelta(hours=1))
LEASE = timedelta(minutes=10)


def a_run(desk: Desk, state: RunState, *, job: str = "flags/H1", words: str = "") -> None:
    """A run of this morning that ended so."""
    with desk.app.app_context():
        claim = claim_slot(job, SLOT, owner="node-1", now=MORNING, lease=LEASE)
        assert isinstance(claim, Claim)
        if state is not RunState.RUNNING:
            settle_slot(claim, state, now=MORNING, words=words)


@pytest.fixture
def reader(desk: Desk) -> TestAccount:
    """A supervisor who was told of an overdue case, in the inbox and by a letter."""
    with desk.app.app_context():
        account = with_email(an_account(desk.place, Role.SUPERVISOR))
        told(desk.place)
        spread()
    return account


def give_up(desk: Desk, state: DeliveryState = DeliveryState.POISON) -> None:
    with desk.app.app_context(), transaction() as current:
        current.execute(
            update(MessageDelivery)
            .where(MessageDelivery.channel == Channel.EMAIL)
            .values(state=state, error="timeout", tries=10)
        )


def letters(desk: Desk) -> list[str]:
    with desk.app.app_context():
        return [each.state for each in deliveries(Channel.EMAIL)]


def test_only_the_system_administrator_sees_operations(desk: Desk) -> None:
    paths = (PATH, f"{PATH}/outbox")
    admin, supervisor = desk.of(Role.SYSTEM_ADMIN), desk.of(Role.SUPERVISOR)

    assert {admin.get(path).status_code for path in paths} == {200}
    assert {supervisor.get(path).status_code for path in paths} == {404}


def test_the_pages_are_there_in_english(desk: Desk, reader: TestAccount) -> None:
    a_run(desk, RunState.FAILED)
    client = desk.of(Role.SYSTEM_ADMIN)
    theirs = sign_in(desk.app.test_client(), reader)

    assert untranslated(client.get(f"{PATH}?lang=en")) == []
    assert untranslated(client.get(f"{PATH}/outbox?lang=en")) == []
    assert untranslated(theirs.get("/console/inbox?lang=en")) == []


def test_every_topic_and_channel_has_a_name() -> None:
    codes = [f"operating.topic_{each}" for each in Topic]
    codes += [f"operating.channel_{each}" for each in Channel]

    assert [code for code in codes if not is_known(code)] == []


def test_a_worker_that_never_ran_is_told_and_one_that_is_alive_too(desk: Desk) -> None:
    client = desk.of(Role.SYSTEM_ADMIN)

    never = words_of(client.get(PATH))
    with desk.app.app_context():
        beat("worker", now=MORNING)
    alive = words_of(client.get(PATH))

    assert "它从未运行过" in never
    assert "定时任务进程正常" in alive


def test_why_a_job_did_not_run_is_told(desk: Desk) -> None:
    a_run(desk, RunState.FAILED, words="磁盘满了")
    a_run(desk, RunState.WAITING, job="publish/H1")
    a_run(desk, RunState.RUNNING, job="seal/H1")

    page = words_of(desk.page(PATH, Role.SYSTEM_ADMIN))

    assert "夜间核查" in page
    assert "已失败 1 次" in page
    assert "磁盘满了" in page
    assert "还缺条件" in page
    assert "node-1 正在做" in page


def test_jobs_of_another_hall_are_not_shown_and_not_retried(desk: Desk) -> None:
    a_run(desk, RunState.FAILED, job="flags/H2")
    client = desk.of(Role.SYSTEM_ADMIN)

    page = words_of(client.get(PATH))
    forced = client.post(f"{PATH}/runs", data={"job": "flags/H2", "slot": SLOT.key})

    assert "flags/H2" not in page
    assert forced.status_code == 404


def test_a_failed_job_is_taken_at_once_after_a_retry(desk: Desk) -> None:
    a_run(desk, RunState.FAILED)
    client = desk.of(Role.SYSTEM_ADMIN)

    answer = form_to(client.get(PATH), f"{PATH}/runs").send(client)

    assert answer.headers["Location"] == f"{PATH}?done=job_retried"
    with desk.app.app_context():
        found = run_of("flags/H1", SLOT.key)
        assert found is not None
        assert found.lease_until == MORNING
        again = claim_slot("flags/H1", SLOT, owner="node-2", now=MORNING, lease=LEASE)
        assert isinstance(again, Claim)


def test_a_job_that_is_done_is_not_retried(desk: Desk) -> None:
    a_run(desk, RunState.DONE)

    answer = desk.of(Role.SYSTEM_ADMIN).post(
        f"{PATH}/runs", data={"job": "flags/H1", "slot": SLOT.key}
    )

    assert answer.status_code == 409


def test_a_message_that_was_given_up_says_why_and_is_tried_again(
    desk: Desk, reader: TestAccount
) -> None:
    del reader
    give_up(desk)
    client = desk.of(Role.SYSTEM_ADMIN)

    page = client.get(f"{PATH}/outbox")
    client.post(f"{PATH}/outbox", data={"number": ""})

    assert "1 条消息已放弃" in words_of(page)
    assert "已放弃 已试 10 次 超时" in words_of(page)
    assert letters(desk) == ["waiting"]


def test_one_refused_message_is_tried_again(desk: Desk, reader: TestAccount) -> None:
    del reader
    give_up(desk, DeliveryState.REFUSED)
    client = desk.of(Role.SYSTEM_ADMIN)
    with desk.app.app_context():
        (letter,) = deliveries(Channel.EMAIL)
    page = client.get(f"{PATH}/outbox?state=refused&channel=email")

    form_to(page, f"{PATH}/outbox").send(client, number=letter.number)

    assert letter.number in page.text
    assert letters(desk) == ["waiting"]


def test_an_inbox_shows_ones_own_messages_and_marks_them_as_read(
    desk: Desk, reader: TestAccount
) -> None:
    theirs, others = sign_in(desk.app.test_client(), reader), desk.of(Role.SUPERVISOR)

    page = theirs.get("/console/inbox")
    form_to(page, "/console/inbox").send(theirs)
    after = words_of(theirs.get("/console/inbox"))

    assert "未读 1 条" in words_of(page)
    assert "收件箱 1" in words_of(page)
    assert "/console/cases/7KQ2M4XT9B" in page.text
    assert "未读 0 条" in after
    assert "没有消息" in words_of(others.get("/console/inbox"))


def added(desk: Desk, **typed: object) -> TestResponse:
    client = desk.of(Role.SYSTEM_ADMIN)
    form = form_to(client.get(WEBHOOKS), WEBHOOKS)
    return form.send(client, **({"name": "esb", "url": "https://esb.example.gov.cn/in"} | typed))


def test_another_system_is_told_and_its_secret_is_shown_once(desk: Desk) -> None:
    shown = added(desk, topic=["case_overdue"])
    later = desk.page(WEBHOOKS, Role.SYSTEM_ADMIN)

    assert "whsec_" in shown.text
    assert "whsec_" not in later.text
    assert "esb https://esb.example.gov.cn/in 逾期" in words_of(later)
    assert untranslated(desk.page(f"{WEBHOOKS}?lang=en", Role.SYSTEM_ADMIN)) == []


def test_an_address_that_is_not_https_is_refused_and_stays_in_the_form(desk: Desk) -> None:
    answer = added(desk, url="http://esb.example.gov.cn/in")

    assert answer.status_code == 422
    assert form_to(answer, WEBHOOKS).value("url") == "http://esb.example.gov.cn/in"
    assert "whsec_" not in answer.text


def test_a_name_that_another_system_has_is_refused(desk: Desk) -> None:
    added(desk)

    assert added(desk).status_code == 409


def test_a_system_that_is_revoked_hears_no_more(desk: Desk) -> None:
    added(desk)
    client = desk.of(Role.SYSTEM_ADMIN)

    form_to(client.get(WEBHOOKS), f"{WEBHOOKS}/revoke").send(client)

    assert "没有对接的系统" in words_of(client.get(WEBHOOKS))


def test_what_arrived_is_sent_once_more(desk: Desk, reader: TestAccount) -> None:
    del reader
    give_up(desk, DeliveryState.SENT)
    client = desk.of(Role.SYSTEM_ADMIN)

    page = client.get(f"{PATH}/outbox?state=sent&channel=email")
    form_to(page, f"{PATH}/outbox/replay").send(client)

    assert letters(desk) == ["waiting"]
