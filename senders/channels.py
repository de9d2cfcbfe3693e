"""Which channels out are set up here?"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from senders.mail import MailServer, mail_server
from senders.places import Network
from senders.sms import SmsGateway, sms_gateway
from senders.trust import trusting
from server.errors import SettingMissing

# What each of them is named in the environment.
NAMES = (
    "SMTP_URL",
    "SMTP_FROM",
    "WEBHOOK_HOSTS",
    "WEBHOOK_PRIVATE_HOSTS",
    "SMS_URL",
    "SMS_HEADERS",
    "SMS_BODY",
    "SMS_SUCCESS",
    "OUTWARD_CA_FILE",
)


@dataclass(frozen=True)
class Senders:
    """The channels of this installation; None: it has none of that kind."""

    mail: MailServer | None = None
    hooks: Network | None = None
    sms: SmsGateway | None = None


def senders_of(chosen: Mapping[str, str]) -> Senders:
    """The channels that these settings (by the names above) set up; without any, none.

    Raises SettingMissing naming the first one that is needed and absent, or unusable.
    """
    ca_file = chosen.get("OUTWARD_CA_FILE", "")
    _check(ca_file)
    return Senders(
        mail=_mail(chosen, ca_file), hooks=_hooks(chosen, ca_file), sms=_sms(chosen, ca_file)
    )


def _check(ca_file: str) -> None:
    try:
        trusting(ca_file)
    except OSError as error:
        raise SettingMissing(name="OUTWARD_CA_FILE") from error


def _mail(chosen: Mapping[str, str], ca_file: str) -> MailServer | None:
    url, sender = chosen.get("SMTP_URL", ""), chosen.get("SMTP_FROM", "")
    if not url:
        return None
    if not sender:
        raise SettingMissing(name="SMTP_FROM")
    try:
        return mail_server(url, sender, ca_file=ca_file)
    except ValueError as error:
        raise SettingMissing(name="SMTP_URL") from error


def _hooks(chosen: Mapping[str, str], ca_file: str) -> Network | None:
    hosts, private = (
        frozenset(chosen.get(name, "").lower().replace(",", " ").split())
        for name in ("WEBHOOK_HOSTS", "WEBHOOK_PRIVATE_HOSTS")
    )
    if not hosts | private:
        return None
    return Network(hosts=hosts, private_hosts=private, ca_file=ca_file)


def _sms(chosen: Mapping[str, str], ca_file: str) -> SmsGateway | None:
    url, body = chosen.get("SMS_URL", ""), chosen.get("SMS_BODY", "")
    if not url:
        return None
    headers, success = chosen.get("SMS_HEADERS", ""), chosen.get("SMS_SUCCESS", "")
    try:
        gateway = sms_gateway(url, body=body, headers=headers, success=success)
    except ValueError as error:
        raise SettingMissing(name="SMS_URL, SMS_BODY, SMS_HEADERS") from error
    return replace(gateway, network=replace(gateway.network, ca_file=ca_file))
