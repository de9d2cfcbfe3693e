"""``wechat check``: is the mini-program set up as WeChat has it, and if not, what is to be done?"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import click

from server import clock
from server.cli.findings import Finding, Grade
from server.cli.speaking import command
from server.cli.wechat_codes import PAGE
from server.errors import FormProblems
from server.gate import wiring
from server.packs.wechat_templates import chosen_by
from server.rules.messages.templates import Chosen
from server.settings import Settings
from server.texts import DEFAULT_LANGUAGE, LANGUAGES, say
from wechat.account import misshapen
from wechat.client import ListedTemplate, MemoryStore, SubscribeMessage, Wechat
from wechat.errors import CodeInvalid, NotSetUpThere, OpenidUnknown, WechatError
from wechat.fields import KINDS

# By what each part of the account is named in the environment.
SETTINGS = {
    "appid": "WECHAT_APPID",
    "secret": "WECHAT_SECRET",
    "callback_token": "WECHAT_CALLBACK_TOKEN",
    "aes_key": "WECHAT_AES_KEY",
    "env_version": "WECHAT_ENV_VERSION",
}
CALLBACK_PATH = "/wechat/callback"
SCENE = "CHECK"
NOBODY = "o-nobody-of-this-mini-program"
NO_CODE = "0" * 32
TEXT = "核对设置"
# Something that each kind of field takes.
SAMPLES: Mapping[str, str] = {
    **dict.fromkeys(KINDS, "核对"),
    "number": "1",
    "letter": "a",
    "symbol": "!",
    "character_string": "CP-1",
    "time": "12:00",
    "date": "2026年1月1日",
    "amount": "1元",
    "phone_number": "12345",
    "car_number": "A1",
}


@dataclass(frozen=True)
class Trial:
    """One call that shows whether something is set up. ``expected``: WeChat's no to a sample."""

    what: str
    ask: Callable[[Wechat], object]
    expected: tuple[type[WechatError], ...] = ()
    name: str = ""


TRIALS = (
    Trial(
        "wechat_check.login",
        lambda wechat: wechat.code_to_session(NO_CODE),
        (CodeInvalid,),
    ),
    Trial("wechat_check.image", lambda wechat: wechat.code_image(SCENE, PAGE)),
    Trial(
        "wechat_check.text",
        lambda wechat: wechat.check_text(TEXT, openid=NOBODY),
        (OpenidUnknown,),
    ),
)


@command("check", "逐项核对小程序设置，说明怎样改正 (is the mini-program set up right?)")
@click.option(
    "--lang", type=click.Choice(LANGUAGES), default=DEFAULT_LANGUAGE, help="语言 (language)"
)
def check(lang: str) -> None:
    """Say what is right, what is wrong and how to mend it; exit code 1 when something is wrong."""
    found = list(look(wiring().settings, wiring().wechat))
    for finding in found:
        click.echo(f"{finding.grade} {_sentence(finding, lang)}")
    if any(finding.grade is Grade.ILL for finding in found):
        raise click.exceptions.Exit(1)


def look(settings: Settings, wechat: Wechat | None) -> Iterator[Finding]:
    """Everything that can be tried; without a token what needs one is left out."""
    if wechat is None:
        yield Finding("wechat_check.not_set_up")
        return
    yield from _account(wechat)
    # Its own store: a kept token would hide a wrong secret and an address that is not listed.
    asking = Wechat(wechat.account, MemoryStore(), clock.now)
    trial = _tried(Trial("wechat_check.token", Wechat.token), asking)
    yield trial
    if trial.grade is Grade.WELL:
        for one in TRIALS:
            yield _tried(one, asking)
        yield from _templates(settings, asking)
    yield from _callback(settings, wechat)
    yield from _link_files(settings)


def _account(wechat: Wechat) -> Iterator[Finding]:
    account = wechat.account
    for part in misshapen(account):
        yield Finding(f"wechat_check.misshapen_{part}", {"name": SETTINGS[part]})
    place = {"appid": account.appid, "edition": account.env_version, "url": account.base_url}
    yield Finding("wechat_check.account", place, Grade.WELL)
    if account.env_version != "release":
        yield Finding("wechat_check.edition", place, Grade.LOOK)


def _tried(trial: Trial, wechat: Wechat) -> Finding:
    data = {"what": trial.what, "name": trial.name}
    try:
        trial.ask(wechat)
    except trial.expected:
        return Finding("wechat_check.works", data, Grade.WELL)
    except WechatError as error:
        # What only WeChat can mend (busy, quota) is not ill.
        grade = Grade.ILL if isinstance(error, NotSetUpThere) else Grade.LOOK
        return Finding(
            "wechat_check.failed", {**data, **error.data, "why": error.for_operators}, grade
        )
    return Finding("wechat_check.works", data, Grade.WELL)


def _templates(settings: Settings, wechat: Wechat) -> Iterator[Finding]:
    try:
        chosen = chosen_by(settings.wechat.get("WECHAT_TEMPLATES", ""))
    except FormProblems as error:
        yield from (Finding(problem.code, problem.data) for problem in error.problems)
        return
    if not chosen:
        yield Finding("wechat_check.no_templates", grade=Grade.LOOK)
        return
    try:
        there = {one.id: one for one in wechat.templates()}
    except WechatError as error:
        yield Finding(error.for_operators, error.data, Grade.LOOK)
        there = {}
    for one in chosen:
        yield from _template(one, there.get(one.id), wechat, is_listed=bool(there))


def _template(
    chosen: Chosen, there: ListedTemplate | None, wechat: Wechat, *, is_listed: bool
) -> Iterator[Finding]:
    """As WeChat lists it; and sent to nobody, which WeChat refuses for that alone."""
    data = {"name": chosen.name, "id": chosen.id}
    if there is None and is_listed:
        yield Finding("wechat_check.template_not_there", data)
        return
    if there and set(there.fields) != set(chosen.fields):
        told = {"fields": " ".join(there.fields), "ours": " ".join(chosen.fields)}
        yield Finding("wechat_check.template_fields", {**data, **told})
    if there and there.is_lasting is not chosen.is_lasting:
        yield Finding(f"wechat_check.template_{'lasting' if there.is_lasting else 'once'}", data)
    sample = {name: SAMPLES[name.rstrip("0123456789")] for name in chosen.fields}
    message = SubscribeMessage(NOBODY, chosen.id, sample)
    trial = Trial(
        "wechat_check.message",
        lambda client: client.send_subscribe(message),
        (OpenidUnknown,),
        chosen.name,
    )
    yield _tried(trial, wechat)


def _callback(settings: Settings, wechat: Wechat) -> Iterator[Finding]:
    data = {"url": f"{settings.public_url}{CALLBACK_PATH}"}
    if not wechat.account.hears_events:
        yield Finding("wechat_check.no_callback", data, Grade.LOOK)
    elif urlsplit(settings.public_url).scheme != "https":
        yield Finding("wechat_check.callback_open", data)
    else:
        yield Finding("wechat_check.callback", data, Grade.WELL)


def _link_files(settings: Settings) -> Iterator[Finding]:
    pairs = settings.wechat.get("WECHAT_VERIFY_FILES", "").split()
    if not pairs:
        yield Finding("wechat_check.no_link_files", {"url": settings.public_url}, Grade.LOOK)
    for pair in pairs:
        name, _, content = pair.partition("=")
        url = f"{settings.public_url}/w/{name.removesuffix('.txt')}.txt"
        code = "wechat_check.link_file" if content else "wechat_check.link_file_empty"
        yield Finding(code, {"name": name, "url": url}, Grade.WELL if content else Grade.ILL)


def _sentence(finding: Finding, lang: str) -> str:
    """The sentence; where it is about a trial, with what was tried and why it failed."""
    data = dict(finding.data)
    for part in ("what", "why"):
        if part in data:
            data[part] = say(str(data[part]), lang, **finding.data)
    return say(finding.code, lang, **data)
