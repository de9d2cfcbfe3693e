"""Does doctor say by which channels messages leave, and whether somebody hears them?"""

from dataclasses import replace

import pytest
from flask import Flask

from senders.channels import NAMES
from server.cli.findings import Grade
from server.cli.outward import look_for_readers, look_outward
from server.rules.accounts.roles import Role
from server.settings import OUTWARD, Settings, from_environment
from tests.build import a_hall
from tests.house.installation import PUBLIC_URL, SECRET
from tests.house.signed_in import an_account

MAIL = {"SMTP_URL": "smtps://mail.example.org", "SMTP_FROM": "noreply@example.gov.cn"}
HOOKS = {"WEBHOOK_HOSTS": "b.example.org a.example.org"}
SMS = {"SMS_URL": "https://sms.example.org/send", "SMS_BODY": '{"to": "{phone}"}'}


def found(settings: Settings, **outward: str) -> list[tuple[str, Grade]]:
    findings = look_outward(replace(settings, outward=outward))
    return [(finding.code.partition("_")[2], finding.grade) for finding in findings]


def test_without_a_channel_it_says_what_could_be_set(settings: Settings) -> None:
    (finding,) = look_outward(settings)

    assert finding.grade is Grade.LOOK
    assert finding.data == {"names": "SMTP_URL, WEBHOOK_HOSTS, SMS_URL"}


def test_each_channel_is_named(settings: Settings) -> None:
    assert found(settings, **MAIL, **HOOKS, **SMS) == [
        ("email", Grade.WELL),
        ("webhooks", Grade.WELL),
        ("sms", Grade.WELL),
    ]


@pytest.mark.parametrize(
    ("url", "is_open"),
    [
        ("smtp://mail.example.org", True),
        ("smtp://127.0.0.1", False),
        ("smtp+starttls://mail.example.org", False),
    ],
)
def test_letters_that_travel_openly_are_noticed(
    settings: Settings, url: str, *, is_open: bool
) -> None:
    findings = found(settings, **{**MAIL, "SMTP_URL": url}, **HOOKS, **SMS)

    assert (("email_open", Grade.LOOK) in findings) is is_open


def test_half_a_channel_is_ill(settings: Settings) -> None:
    assert found(settings, SMTP_URL="smtps://mail.example.org") == [("unusable", Grade.ILL)]


def test_it_says_when_nobody_would_hear(in_app: Flask) -> None:
    del in_app
    place = a_hall()
    other = a_hall("H2")

    before = [finding.code for finding in look_for_readers(place.hall)]
    an_account(place, Role.SUPERVISOR)
    an_account(place, Role.DISCIPLINE)

    assert before == ["messages.doctor_no_supervisor", "messages.doctor_no_discipline"]
    assert list(look_for_readers(place.hall)) == []
    assert len(list(look_for_readers(other.hall))) == 2


def test_channels_are_read_from_the_environment() -> None:
    own = {"SECRET_KEY": SECRET, "PUBLIC_URL": PUBLIC_URL}
    settings = from_environment({**own, **MAIL, "SMS_URL": "", "PATH": "/bin"})

    assert settings.outward == MAIL
    assert "example.gov.cn" not in repr(settings).replace(PUBLIC_URL, "")


def test_what_is_read_is_what_the_senders_know() -> None:
    assert set(OUTWARD) == set(NAMES)
