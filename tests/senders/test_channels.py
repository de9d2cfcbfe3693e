"""Which channels do the operator's settings set up?"""

from collections.abc import Mapping
from pathlib import Path

import pytest

from senders.channels import NAMES, Senders, senders_of
from server.errors import SettingMissing

MAIL = {"SMTP_URL": "smtps://mail.example.org", "SMTP_FROM": "noreply@example.gov.cn"}
SMS = {"SMS_URL": "https://sms.example.org/send", "SMS_BODY": '{"to": "{phone}"}'}


def test_without_settings_there_is_no_channel() -> None:
    assert senders_of({}) == Senders()
    assert senders_of(dict.fromkeys(NAMES, "")) == Senders()


def test_each_channel_is_set_up_by_its_own_settings() -> None:
    senders = senders_of({**MAIL, **SMS, "WEBHOOK_HOSTS": "a.example.org, B.example.org"})

    assert senders.mail is not None
    assert senders.sms is not None
    assert senders.hooks is not None
    assert senders.mail.host == "mail.example.org"
    assert senders.hooks.hosts == {"a.example.org", "b.example.org"}
    assert senders.hooks.private_hosts == frozenset()


def test_a_host_inside_is_listed_on_its_own() -> None:
    senders = senders_of({"WEBHOOK_PRIVATE_HOSTS": "esb.hall.example"})

    assert senders.hooks is not None
    assert senders.hooks.private_hosts == {"esb.hall.example"}


@pytest.mark.parametrize(
    ("chosen", "named"),
    [
        ({"SMTP_URL": "smtps://mail.example.org"}, "SMTP_FROM"),
        ({**MAIL, "SMTP_URL": "mail.example.org"}, "SMTP_URL"),
        ({"SMS_URL": "https://sms.example.org"}, "SMS_URL, SMS_BODY, SMS_HEADERS"),
        ({**SMS, "SMS_HEADERS": "x"}, "SMS_URL, SMS_BODY, SMS_HEADERS"),
        ({"OUTWARD_CA_FILE": "/nowhere/ca.pem"}, "OUTWARD_CA_FILE"),
    ],
    ids=["no sender", "no scheme", "no body", "headers of no shape", "no such file"],
)
def test_what_is_half_set_up_is_named(chosen: Mapping[str, str], named: str) -> None:
    with pytest.raises(SettingMissing) as caught:
        senders_of(chosen)

    assert caught.value.data == {"name": named}


def test_a_file_without_certificates_is_named(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("nothing")

    with pytest.raises(SettingMissing):
        senders_of({"OUTWARD_CA_FILE": str(tmp_path / "ca.pem")})
