"""By which channels do messages leave here, and would somebody hear them?"""

from collections.abc import Iterator

from senders.channels import Senders, senders_of
from senders.mail import MailServer, Security
from server.cli.findings import Finding, Grade
from server.errors import FormProblems, SettingMissing
from server.packs.wechat_templates import chosen_by
from server.queries.messages.readers import readers
from server.queries.registry.halls import Hall
from server.rules.messages.audience import DISCIPLINE, SUPERVISION
from server.rules.messages.templates import SETTING
from server.settings import Settings
from server.texts import DEFAULT_LANGUAGE, say

LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


def look_outward(settings: Settings) -> Iterator[Finding]:
    """Which channels are set up, and which not; one that is half set up stops the worker."""
    try:
        senders = senders_of(settings.outward)
    except SettingMissing as error:
        yield Finding("messages.doctor_unusable", error.data)
        return
    yield from _set_up(senders)
    missing = [
        name
        for name, way in (
            ("SMTP_URL", senders.mail),
            ("WEBHOOK_HOSTS", senders.hooks),
            ("SMS_URL", senders.sms),
        )
        if way is None
    ]
    if missing:
        yield Finding("messages.doctor_unset", {"names": ", ".join(missing)}, Grade.LOOK)


def look_at_templates(settings: Settings) -> Iterator[Finding]:
    """Whether phones can be told anything, where there is a mini-program."""
    if not settings.wechat:
        return
    try:
        chosen = chosen_by(settings.wechat.get(SETTING, ""))
    except FormProblems as error:
        problems = "；".join(say(one.code, DEFAULT_LANGUAGE, **one.data) for one in error.problems)
        yield Finding("subscription.doctor_unusable", {"problems": problems})
        return
    if chosen:
        yield Finding("subscription.doctor", {"count": len(chosen)}, Grade.WELL)
    else:
        yield Finding("subscription.doctor_unset", {}, Grade.LOOK)


def look_for_readers(hall: Hall) -> Iterator[Finding]:
    """Whether somebody of the hall hears of a complaint, and of a tip-off."""
    for audience, code in (
        (SUPERVISION, "messages.doctor_no_supervisor"),
        (DISCIPLINE, "messages.doctor_no_discipline"),
    ):
        if not readers(hall.id, audience, is_tip_off=False):
            yield Finding(code, {"hall": hall.code}, Grade.LOOK)


def _set_up(senders: Senders) -> Iterator[Finding]:
    if senders.mail:
        place = {"host": f"{senders.mail.host}:{senders.mail.port}"}
        yield Finding("messages.doctor_email", place, Grade.WELL)
        if _is_open(senders.mail):
            yield Finding("messages.doctor_email_open", place, Grade.LOOK)
    if senders.hooks:
        hosts = ", ".join(sorted(senders.hooks.hosts | senders.hooks.private_hosts))
        yield Finding("messages.doctor_webhooks", {"hosts": hosts}, Grade.WELL)
    if senders.sms:
        (host,) = senders.sms.network.private_hosts
        yield Finding("messages.doctor_sms", {"host": host}, Grade.WELL)


def _is_open(server: MailServer) -> bool:
    """Whether letters, and perhaps a password, travel to another machine without encryption."""
    return server.security is Security.NONE and server.host not in LOCAL
