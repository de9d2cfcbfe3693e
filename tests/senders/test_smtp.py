"""Does a letter arrive at a real mail server, whole and alone, or is it said why not?"""

import socket
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from senders.mail import Mail, Security, mail_server
from senders.outcomes import Delivered, Reason, Refused, TryLater
from senders.smtp import send_mail
from tests.senders.certificates import Certificates, certificates_for
from tests.senders.mail_servers import Doorkeeper, Postbox, listening, listening_with_starttls

MOMENT = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)

# Each would start a header, a second recipient or the body in a program that trusts its input.
LINE_BREAKS = (
    "\r\nBcc: victim@example.org",
    "\nBcc: victim@example.org",
    "\rBcc: victim@example.org",
    "\r\n\r\nbody",
    "\r\n.\r\nMAIL FROM:<a@example.org>",
    "\x00",
    "\x0b\x0c",
    "\x85Bcc: victim@example.org",
    "\u2028Bcc: victim@example.org",
    "\u2029Bcc: victim@example.org",
)


def a_mail(**more: Any) -> Mail:
    chosen = {
        "to": "li@example.gov.cn",
        "subject": "案 7KQ2M4XT9B 已收到",
        "text": "请登录后台处理。\n.\n谢谢",
        "id": "m-1",
        "written_at": MOMENT,
        **more,
    }
    return Mail(**chosen)


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return certificates_for("127.0.0.1", folder=tmp_path_factory.mktemp("mail"))


def test_a_letter_arrives_as_it_was_written() -> None:
    postbox = Postbox()

    with listening(postbox) as server:
        outcome = send_mail(a_mail(), server)

    letter = postbox.read()
    assert outcome == Delivered()
    assert letter["Subject"] == "案 7KQ2M4XT9B 已收到"
    assert letter["From"] == "窗评 <noreply@pingjia.example.gov.cn>"
    assert letter["To"] == "li@example.gov.cn"
    assert letter["Message-ID"] == "<m-1@pingjia.example.gov.cn>"
    assert letter["Date"] == "Wed, 25 Nov 2026 02:00:00 +0000"
    assert letter.get_content().splitlines() == ["请登录后台处理。", ".", "谢谢"]
    assert postbox.letters[0].rcpt_tos == ["li@example.gov.cn"]


def test_sent_again_it_is_the_same_letter() -> None:
    postbox = Postbox()

    with listening(postbox) as server:
        for _ in range(2):
            send_mail(a_mail(), server)

    assert postbox.letters[0].content == postbox.letters[1].content


@pytest.mark.parametrize("smuggled", LINE_BREAKS, ids=ascii)
@pytest.mark.parametrize("place", ["to", "subject", "id"])
def test_nothing_with_a_line_break_in_its_head_is_sent(place: str, smuggled: str) -> None:
    postbox = Postbox()
    whole = getattr(a_mail(), place)

    with listening(postbox) as server:
        outcomes = [
            send_mail(a_mail(**{place: words}), server)
            for words in (whole + smuggled, smuggled + whole)
        ]

    assert {type(outcome) for outcome in outcomes} == {Refused}
    assert postbox.letters == []


@pytest.mark.parametrize(
    "address",
    [
        "",
        "li",
        "@example.org",
        "li@",
        "li@example.org, wang@example.org",
        "li@example.org wang@example.org",
        "<li@example.org>",
        "李 <li@example.org>",
        '"li\\"@example.org',
        "li@[127.0.0.1]",
        "li@example.org>",
        "李@example.org",
        f"{'l' * 65}@example.org",
    ],
)
def test_what_is_not_one_plain_address_is_refused(address: str) -> None:
    postbox = Postbox()

    with listening(postbox) as server:
        outcome = send_mail(a_mail(to=address), server)

    assert outcome == Refused(Reason.ADDRESS)
    assert postbox.letters == []


def test_a_line_break_in_the_text_stays_in_the_text() -> None:
    postbox = Postbox()

    with listening(postbox) as server:
        send_mail(a_mail(text="一\r\nBcc: victim@example.org\r\n.\r\nMAIL FROM:<a@b>"), server)

    assert postbox.read()["Bcc"] is None
    assert len(postbox.letters) == 1


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        ({"to_recipient": "550 no such person"}, Refused(Reason.SMTP, "550")),
        ({"to_recipient": "450 full"}, TryLater(Reason.SMTP, "450")),
        ({"to_recipient": "499 later"}, TryLater(Reason.SMTP, "499")),
        ({"to_recipient": "500 what"}, Refused(Reason.SMTP, "500")),
        ({"to_data": "554 spam"}, Refused(Reason.SMTP, "554")),
        ({"to_data": "451 later"}, TryLater(Reason.SMTP, "451")),
    ],
    ids=lambda value: "/".join(value.values()) if isinstance(value, dict) else "",
)
def test_the_servers_answer_decides(answers: Any, outcome: Any) -> None:
    with listening(Postbox(**answers)) as server:
        assert send_mail(a_mail(), server) == outcome


def test_starttls_protects_the_password(certificates: Certificates) -> None:
    postbox = Postbox()
    wanted = {"auth_required": True, "auth_require_tls": True, "authenticator": Doorkeeper()}

    with listening_with_starttls(postbox, certificates.server, **wanted) as plain:
        known = replace(plain, user="noreply", ca_file=certificates.ca_file)
        right = send_mail(a_mail(), replace(known, password="correct"))
        wrong = send_mail(a_mail(), replace(known, password="wrong"))

    assert (right, wrong) == (Delivered(), TryLater(Reason.LOGIN, "535"))
    assert len(postbox.letters) == 1


def test_tls_from_the_first_byte(certificates: Certificates) -> None:
    postbox = Postbox()

    with listening(postbox, tls=certificates.server) as server:
        trusted = send_mail(a_mail(), replace(server, ca_file=certificates.ca_file))
        stranger = send_mail(a_mail(), server)

    assert (trusted, stranger) == (Delivered(), TryLater(Reason.CERTIFICATE))
    assert len(postbox.letters) == 1


def test_a_certificate_of_another_name_is_not_believed(tmp_path: Path) -> None:
    other = certificates_for("mail.example.org", folder=tmp_path)
    postbox = Postbox()

    with listening(postbox, tls=other.server) as server:
        outcome = send_mail(a_mail(), replace(server, ca_file=other.ca_file))

    assert outcome == TryLater(Reason.CERTIFICATE)
    assert postbox.letters == []


def test_without_the_encryption_asked_for_nothing_is_sent() -> None:
    postbox = Postbox()

    with listening(postbox) as plain:
        outcome = send_mail(a_mail(), replace(plain, security=Security.STARTTLS))

    assert outcome == TryLater(Reason.LACKING)
    assert postbox.letters == []


def test_no_server_is_a_reason_to_try_later() -> None:
    with listening(Postbox()) as server:
        pass

    assert send_mail(a_mail(), server) == TryLater(Reason.CONNECTION)


def test_a_silent_server_is_left() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        server = replace(mail_server(f"smtp://127.0.0.1:{port}", "a@b.example"), silent_seconds=0.2)

        assert send_mail(a_mail(), server) == TryLater(Reason.TIMEOUT)


def test_a_server_that_answers_one_byte_at_a_time_is_left() -> None:
    with socket.create_server(("127.0.0.1", 0)) as slow:
        Thread(target=drip, args=(slow,), daemon=True).start()
        port = slow.getsockname()[1]
        server = replace(mail_server(f"smtp://127.0.0.1:{port}", "a@b.example"), seconds=0.3)

        assert send_mail(a_mail(), server) == TryLater(Reason.TIMEOUT)


def drip(listener: socket.socket) -> None:
    """Never silent, never done."""
    connection, _ = listener.accept()
    with connection:
        connection.settimeout(0.02)
        try:
            while True:
                connection.sendall(b"2")
                try:
                    connection.recv(1)
                except TimeoutError:
                    continue
        except OSError:
            return


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://mail.example.org", ("mail.example.org", 25, "", "")),
        ("smtp+starttls://u:p%40ss@mail.example.org", ("mail.example.org", 587, "u", "p@ss")),
        ("smtps://mail.example.org:2465", ("mail.example.org", 2465, "", "")),
    ],
)
def test_an_address_says_it_all(url: str, expected: tuple[str, int, str, str]) -> None:
    server = mail_server(url, "noreply@example.gov.cn")

    assert (server.host, server.port, server.user, server.password) == expected
    assert "p@ss" not in repr(server)


@pytest.mark.parametrize(
    ("url", "sender"),
    [
        ("http://mail.example.org", "a@b.example"),
        ("mail.example.org", "a@b.example"),
        ("smtp://", "a@b.example"),
        ("smtp://mail.example.org", "nobody"),
        ("smtp://mail.example.org", "a@b.example\r\nBcc: c@d.example"),
    ],
)
def test_an_address_that_says_too_little_is_no_server(url: str, sender: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        mail_server(url, sender)
