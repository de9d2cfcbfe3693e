"""Where does what a citizen wrote, left or was given come to lie? Only where it must (V1)."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from flask.testing import FlaskClient

from server.queries.codes.scans import scan_of
from server.queries.messages.targets import Ways
from server.rules.accounts.roles import Role
from server.rules.cases.kinds import CaseState
from server.rules.cases.step_names import StepName as N
from server.rules.messages.delivery import Channel
from tests.house.signed_in import an_account, sign_in
from tests.message_build import spread
from tests.web.case_visits import LARGE_CODES, TYPED, CaseVisit
from tests.web.forms import form_of
from tests.web.taint import Marker, columns_with, empty_log_of, files_with
from tests.web.visitors import Visitor, a_photo, receipt_on

ADDRESS, AGENT = "203.0.113.77", "MarkedBrowser/7.7"
RATED, COMPLAINED = "评价里写的丙午一", "投诉里写的丙午二"
ADDED, REASON = "补充里写的丙午三", "不满意写的丙午四"
OF_RATING, OF_CASE = "13911115671", "13911115672"
KEY = "marked-key-of-a-phone-0001"

# The only places, each in a table of its own that can be erased.
LISTED = {
    RATED: {"rating_text.text"},
    COMPLAINED: {"case_text.text"},
    ADDED: {"case_remark.text"},
    REASON: {"case_remark.text"},
}


@dataclass
class Scenario:
    """A bad rating and a complaint, walked from the scan to the second decision."""

    visitor: Visitor
    nonces: list[bytes] = field(default_factory=list)
    receipt: str = ""
    case: CaseVisit | None = None

    def play(self) -> "Scenario":
        """All of it, with messages spread, by page and by API."""
        client = self.visitor.client
        client.environ_base.update(REMOTE_ADDR=ADDRESS, HTTP_USER_AGENT=AGENT)
        self.receipt = self._rates()
        self.case = case = self._complains()
        case.open()
        case.take("citizen_message", words=ADDED, photo=[a_photo()])
        case.office(N.LOOK)
        case.handled(CaseState.REPLIED)
        case.take("reopen", words=REASON)
        self._speaks_by_api(case)
        client.post("/c", data={"number": case.number, "code": "WRONG" + case.secret[5:]})
        self._spread()
        return self

    def markers(self) -> Iterator[Marker]:
        """What nobody may find anywhere, and what has its place."""
        assert self.case is not None
        for words in LISTED:
            yield Marker.of_text(words, words)
        for name, text in (
            ("contact of the rating", OF_RATING),
            ("contact of the case", OF_CASE),
            ("receipt", self.receipt),
            ("secret code", self.case.secret),
            ("network address", ADDRESS),
            ("browser", AGENT),
            ("idempotency key", KEY),
        ):
            yield Marker.of_text(name, text)
        for nonce in self.nonces:
            yield Marker.of_bytes("nonce", nonce)

    def _rates(self) -> str:
        form = self.visitor.form()
        self._keep_nonce(form.value("ticket"))
        given = {"level": "1", "text": RATED, "contact": OF_RATING, "consent": "1"}
        return receipt_on(self.visitor.follow(form.send(self.visitor.client, **given)))

    def _complains(self) -> CaseVisit:
        address = f"/w/{self.visitor.place.codes['A01']}/complain"
        form = form_of(self.visitor.client.get(address))
        self._keep_nonce(form.value("ticket"))
        given = {**TYPED, "text": COMPLAINED, "contact": OF_CASE, "consent": "1"}
        sent = form.send(self.visitor.client, photo=[a_photo()], **given)
        return CaseVisit(self.visitor, *LARGE_CODES.findall(self.visitor.follow(sent).text))

    def _keep_nonce(self, ticket: str) -> None:
        with self.visitor.app.app_context():
            settings = self.visitor.app.extensions["chuangping"].settings
            self.nonces.append(scan_of(ticket, settings).nonce)

    def _speaks_by_api(self, case: CaseVisit) -> None:
        said = {"number": case.number, "secret_code": case.secret}
        message = {**said, "step": "citizen_message", "words": ADDED}
        for _ in range(2):
            sent = self.visitor.client.post(
                "/api/v1/cases/steps", json=message, headers={"Idempotency-Key": KEY}
            )
            assert sent.status_code == 201
        assert self.visitor.client.post("/api/v1/cases/read", json=said).status_code == 200

    def _spread(self) -> None:
        app = self.visitor.app
        keys = app.extensions["chuangping"].settings.keys("contact")
        with app.app_context():
            spread(self.visitor.clock.now(), Ways(frozenset(Channel), keys))


@pytest.fixture
def played(visitor: Visitor, caplog: pytest.LogCaptureFixture) -> Scenario:
    """The scenario, with everything logged that anything logs."""
    caplog.set_level(logging.DEBUG)
    return Scenario(visitor).play()


def test_each_thing_lies_where_it_is_listed_and_nowhere_else(played: Scenario) -> None:
    found = {marker.name: columns_with(played.visitor.app, marker) for marker in played.markers()}

    assert {name: places for name, places in found.items() if places} == LISTED


def test_no_log_holds_any_of_it(played: Scenario, caplog: pytest.LogCaptureFixture) -> None:
    form = logging.Formatter()
    logged = "\n".join(form.format(record) for record in caplog.get_records("setup"))
    assert "a case was not opened" in logged  # so that something is logged at all

    assert [marker.name for marker in played.markers() if marker.is_in(logged)] == []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_no_file_but_the_database_holds_any_of_it(played: Scenario) -> None:
    folder = played.visitor.app.extensions["chuangping"].settings.var_dir
    empty_log_of(played.visitor.app)

    found = {marker.name: files_with(folder, marker) for marker in played.markers()}

    assert {name for name, files in found.items() if files} == set(LISTED)
    assert {file for files in found.values() for file in files} == {"test.db"}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_is_erased_is_gone_from_the_very_file(played: Scenario) -> None:
    case = played.case
    assert case is not None
    case.take("erase_words", sure="1")
    case.take("erase_contact", sure="1")
    folder = played.visitor.app.extensions["chuangping"].settings.var_dir
    empty_log_of(played.visitor.app)

    erased = [Marker.of_text(words, words) for words in (COMPLAINED, ADDED, REASON)]

    assert {marker.name: files_with(folder, marker) for marker in erased} == {
        marker.name: set() for marker in erased
    }


@pytest.mark.parametrize("path", ["/public/", "/metrics", "/readyz", "/api/v1/openapi.json", "/r"])
def test_nothing_open_to_everybody_holds_any_of_it(played: Scenario, path: str) -> None:
    stranger = played.visitor.app.test_client()

    page = stranger.get(path, follow_redirects=True)

    assert [marker.name for marker in played.markers() if marker.is_in(page.data)] == []


@pytest.mark.parametrize(
    ("role", "path"),
    [
        pytest.param(Role.SUPERVISOR, "/console/cases/{number}", id="the office's page"),
        pytest.param(Role.SUPERVISOR, "/console/cases", id="the queue"),
        pytest.param(Role.DEPARTMENT_HEAD, "/console/cases/{number}", id="the accused's line"),
        pytest.param(Role.STAFF, "/api/v1/staff/me/ratings", id="the accused"),
        pytest.param(Role.AUDIT_ADMIN, "/console/audit", id="the audit"),
        pytest.param(Role.SYSTEM_ADMIN, "/console/operations", id="messages and jobs"),
    ],
)
def test_who_wrote_is_on_no_page_of_the_console(played: Scenario, role: Role, path: str) -> None:
    assert played.case is not None
    page = signed_in(played, role).get(path.format(number=played.case.number))

    found = [marker.name for marker in played.markers() if marker.is_in(page.data)]

    assert set(found) <= (set(LISTED) if role is Role.SUPERVISOR else set())


@pytest.mark.parametrize("what", ["ratings", "cases"])
def test_who_wrote_is_in_no_export(played: Scenario, what: str) -> None:
    day = played.visitor.clock.now().date().isoformat()
    asked = {"since": day, "until": day, "form": "csv"}

    file = signed_in(played, Role.SUPERVISOR).post(f"/console/exports/{what}", data=asked)

    assert file.status_code == 200
    found = {marker.name for marker in played.markers() if marker.is_in(file.data)}
    assert found <= set(LISTED)


def test_a_planted_leak_is_found(played: Scenario) -> None:
    assert Marker.of_text("a contact", "139 1111 5671").is_in(f"tel:{OF_RATING}")
    assert Marker.of_bytes("a nonce", b"\x01\x02").is_in("nonce=0102")
    assert columns_with(played.visitor.app, Marker.of_text("the hall", "示例区")) == {"hall.name"}


def signed_in(played: Scenario, role: Role) -> FlaskClient:
    """A browser of somebody with that role; at a window it is the one who served."""
    app, place = played.visitor.app, played.visitor.place
    with app.app_context():
        account = an_account(
            place,
            role,
            staff="0137" if role is Role.STAFF else None,
            department="D1" if role is Role.DEPARTMENT_HEAD else None,
        )
    return sign_in(app.test_client(), account)
