"""What can go wrong with WeChat? Its error codes as errors of ours, in one table."""

import re
from collections.abc import Mapping

from server.errors import ChuangpingError

ADDRESS = re.compile(r"invalid ip ([0-9A-Fa-f.:]+)")
FIELD = re.compile(r"data\.([A-Za-z_]+\d*)")


class WechatError(ChuangpingError):
    """The root of what WeChat refused, or what kept us from asking it.

    ``code`` names the sentence for whoever holds the phone, ``mending`` the one that tells an
    operator what to do.
    """

    code = "wechat.refused"
    mending = ""

    @property
    def for_operators(self) -> str:
        """The code of the sentence that an operator is told."""
        return self.mending or self.code


class WechatRefused(WechatError):
    """WeChat gave an error code that has no class of its own; ``errcode`` says which."""

    code = "wechat.refused"


class WechatBusy(WechatError):
    """WeChat is busy (-1), also when it was asked again."""

    code = "wechat.busy"


class WechatUnreachable(WechatError):
    """No answer of WeChat's came.

    ``reason``: ``connection``, ``timeout``, ``certificate``, ``ca_file`` (ours cannot be read),
    ``answer`` (something else answered, as a gateway on the way does), or ``away``: it was not
    asked, because a moment ago it could not be reached.
    """

    code = "wechat.unreachable"

    def __init__(self, *, reason: str, **data: str | int) -> None:
        super().__init__(reason=reason, **data)
        self.mending = f"wechat.unreachable_{reason}"


class CodeUnusable(WechatError):
    """A code of the phone's that opens nothing; the phone can ask for another."""

    code = "wechat.code_invalid"


class CodeInvalid(CodeUnusable):
    """A code that is none, or is older than five minutes."""

    code = "wechat.code_invalid"


class CodeUsed(CodeUnusable):
    """A code that was used before."""

    code = "wechat.code_used"


class AccountBlocked(WechatError):
    """WeChat holds this person's account to be a risk and lets it sign in nowhere."""

    code = "wechat.account_blocked"


class TooFrequent(WechatError):
    """Too many calls this minute."""

    code = "wechat.too_frequent"


class QuotaUsedUp(WechatError):
    """No more such calls today."""

    code = "wechat.quota_used_up"


class NotSetUpThere(WechatError):
    """Our settings and WeChat's console disagree: only an operator can mend it."""

    code = "wechat.not_set_up"


class TokenInvalid(NotSetUpThere):
    """The access token is refused, a fresh one too."""

    mending = "wechat.token_invalid"


class AddressNotListed(NotSetUpThere):
    """This server's address is not in the list of the mini-program; ``ip`` as WeChat saw it."""

    mending = "wechat.address_not_listed"


class WrongAppid(NotSetUpThere):
    """There is no mini-program of that appid."""

    mending = "wechat.wrong_appid"


class WrongSecret(NotSetUpThere):
    """The secret is not that of the appid."""

    mending = "wechat.wrong_secret"


class ConsentUsedUp(WechatError):
    """The person agreed to no further message of this template."""

    code = "wechat.consent_used_up"


class TemplateUnknown(NotSetUpThere):
    """The mini-program has no template of that id."""

    mending = "wechat.template_unknown"


class TemplateFieldUnfit(WechatError):
    """A field of a message is empty or breaks the rule of its kind; ``field`` names it."""

    code = "wechat.template_field_unfit"


class OpenidUnknown(WechatError):
    """No openid of this mini-program, or for a check of content: not here within two hours."""

    code = "wechat.openid_unknown"


class SceneUnfit(WechatError):
    """A scene of a code image that is empty, too long, or holds other signs than it may."""

    code = "wechat.scene_unfit"


class PageUnpublished(NotSetUpThere):
    """The published mini-program has no such page."""

    mending = "wechat.page_unpublished"


class CallbackRefused(WechatError):
    """What came to the callback address is not taken."""

    code = "wechat.callback_forged"


class CallbackForged(CallbackRefused):
    """Its signature was not made with our token."""

    code = "wechat.callback_forged"


class CallbackTooOld(CallbackRefused):
    """It was signed more than five minutes from now."""

    code = "wechat.callback_too_old"


class CallbackOfAnotherApp(CallbackRefused):
    """It is for another appid."""

    code = "wechat.callback_of_another_app"


class CallbackUnreadable(CallbackRefused):
    """It cannot be opened; ``reason``: ``xml``, ``plain``, ``format``, ``key`` or ``unset``."""

    code = "wechat.callback_unreadable"


ERRORS: Mapping[int, type[WechatError]] = {
    -1: WechatBusy,
    40001: TokenInvalid,
    40003: OpenidUnknown,
    40013: WrongAppid,
    40014: TokenInvalid,
    40029: CodeInvalid,
    40037: TemplateUnknown,
    40125: WrongSecret,
    40163: CodeUsed,
    40164: AddressNotListed,
    40169: SceneUnfit,
    40226: AccountBlocked,
    41030: PageUnpublished,
    42001: TokenInvalid,
    43101: ConsentUsedUp,
    43104: OpenidUnknown,
    45009: QuotaUsedUp,
    45011: TooFrequent,
    47003: TemplateFieldUnfit,
    61010: OpenidUnknown,
}
# When a token is asked for, 40001 speaks of the secret: there is no token yet to be wrong.
ERRORS_OF_TOKENS: Mapping[int, type[WechatError]] = {**ERRORS, 40001: WrongSecret}


def error_of(
    errcode: int, errmsg: str, table: Mapping[int, type[WechatError]] = ERRORS
) -> WechatError:
    """The error of that code. Of WeChat's words only what helps to mend it is kept."""
    kind = table.get(errcode, WechatRefused)
    return kind(errcode=errcode, **_particulars(kind, errmsg))


def _particulars(kind: type[WechatError], errmsg: str) -> dict[str, str]:
    if kind is AddressNotListed:
        return {"ip": _found(ADDRESS, errmsg)}
    if kind is TemplateFieldUnfit:
        return {"field": _found(FIELD, errmsg)}
    return {}


def _found(shape: re.Pattern[str], words: str) -> str:
    found = shape.search(words)
    return found.group(1) if found else "?"
