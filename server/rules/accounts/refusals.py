"""Why is something about an account or a sign-in not done?"""

from server.errors import ChuangpingError, Unknown


class SignInRefused(ChuangpingError):
    """Name and password do not belong together, or the account is closed: which, is not said."""

    code = "account.sign_in_refused"


class WrongCode(ChuangpingError):
    """The second factor's code is wrong, too old, or was used before."""

    code = "account.wrong_code"


class TooManyTries(ChuangpingError):
    """Too many failures; nothing is tried for ``minutes`` more."""

    code = "account.too_many_tries"


class InvitationClosed(ChuangpingError):
    """An invitation that was never given, was used, or is older than three days."""

    code = "account.invitation_closed"


class UnknownAccount(Unknown):
    """Nobody has an account of that name, or not one that this person may manage."""

    code = "account.unknown"


class NameTaken(ChuangpingError):
    """There is an account of that name."""

    code = "account.name_taken"


class AdministratorsApart(ChuangpingError):
    """System, security and audit administrator are three people (等保)."""

    code = "account.administrators_apart"


class OwnRoles(ChuangpingError):
    """Nobody changes their own roles, nor ends their own account."""

    code = "account.own_roles"


class RoleNotThere(ChuangpingError):
    """A role limited to a department that it cannot be limited to, or to one of another hall."""

    code = "account.role_not_there"


class SecondFactorNeeded(ChuangpingError):
    """The account already has a second factor, which must be shown before it is replaced."""

    code = "account.second_factor_needed"


class BindingCodeRefused(ChuangpingError):
    """A binding code that never was, was used, or is older than three days: which, is not said."""

    code = "phone.code_refused"


class PhoneTaken(ChuangpingError):
    """The phone is bound to another account."""

    code = "phone.taken"


class NothingOnPhone(ChuangpingError):
    """None of the account's roles may be used on a phone."""

    code = "phone.nothing_on_phone"


class PhoneNotBound(ChuangpingError):
    """There is no phone to let go."""

    code = "phone.not_bound"


class ConsoleNeeded(ChuangpingError):
    """What asks for a factor anew is done at the console, never on a phone."""

    code = "phone.console_needed"


class PhoneSignInAway(ChuangpingError):
    """WeChat cannot say now whose phone it is, or this installation has no mini-program."""

    code = "phone.sign_in_away"


class PhoneNumberAway(ChuangpingError):
    """WeChat does not tell now which number the phone has."""

    code = "phone.number_away"
