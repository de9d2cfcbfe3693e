"""What can go wrong in the words of a hall: one family of errors, without HTTP in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field


class ChuangpingError(Exception):
    """The root of everything this project raises on purpose.

    ``code`` names the sentence in ``server/texts`` that tells a person what happened;
    ``data`` fills its placeholders. Neither ever holds a citizen's words or contact.
    """

    code = "error.unknown"

    def __init__(self, **data: str | int) -> None:
        super().__init__(self.code, data)
        self.data = data

    def __str__(self) -> str:
        return f"{self.code} {self.data}" if self.data else self.code


class SettingMissing(ChuangpingError):
    """A setting without which the program must not start is absent or unusable."""

    code = "error.setting_missing"


class Unknown(ChuangpingError):
    """Nothing of that name exists, or it is not for this reader: the two look the same."""

    code = "error.unknown_thing"


class UnknownHall(Unknown):
    """No hall has that code, or several halls exist and none was named."""

    code = "error.unknown_hall"


class UnknownWindow(Unknown):
    """The hall has no window of that number."""

    code = "error.unknown_window"


class UnknownNotice(Unknown):
    """The hall has no notice of that index number."""

    code = "error.unknown_notice"


class UnknownCode(Unknown):
    """A scanned code that no window ever had."""

    code = "error.unknown_code"


class CodeRevoked(ChuangpingError):
    """A scanned code that was replaced or withdrawn."""

    code = "error.code_revoked"


@dataclass(frozen=True)
class Problem:
    """One thing wrong with one field: ``field`` as the form names it, ``code`` of its sentence."""

    field: str
    code: str
    data: Mapping[str, str | int] = dataclass_field(default_factory=dict, hash=False)


class FormProblems(ChuangpingError):
    """A form that cannot be taken as it is; ``problems`` lists all of them."""

    code = "error.form"

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(count=len(problems))
        self.problems = problems


class TicketExpired(ChuangpingError):
    """The form was opened too long ago; a new scan gives a new one."""

    code = "error.ticket_expired"


class TicketUnreadable(ChuangpingError):
    """The form's ticket is damaged or was not made here."""

    code = "error.ticket_unreadable"


class AlreadyRated(ChuangpingError):
    """This visit has its first rating."""

    code = "error.already_rated"


class SecondRatingClosed(ChuangpingError):
    """The fifteen days for a second rating are over, or it was given already."""

    code = "error.second_rating_closed"


class UnknownReceipt(Unknown):
    """No rating has that receipt."""

    code = "error.unknown_receipt"


class UnknownCase(Unknown):
    """No case has that number and secret code together."""

    code = "error.unknown_case"


class AlreadyEntered(ChuangpingError):
    """A case of that source and outside number is there; ``number`` is ours."""

    code = "error.already_entered"


class MonthNotOver(ChuangpingError):
    """A month can be sealed from the first moment of the next one."""

    code = "error.month_not_over"


class MonthBeforeHall(ChuangpingError):
    """The hall did not exist in that month: there is nothing to seal."""

    code = "error.month_before_hall"


class MonthNotSealed(ChuangpingError):
    """The month has no ranking yet."""

    code = "error.month_not_sealed"


class SamePerson(ChuangpingError):
    """Two people are needed; the second must not be the first."""

    code = "error.same_person"


class SignInNeeded(ChuangpingError):
    """Only a signed-in person may do this, and nobody is."""

    code = "error.sign_in_needed"


class FreshSignInNeeded(ChuangpingError):
    """This asks for the password or a code again, shown within the last five minutes."""

    code = "error.fresh_sign_in_needed"


class NotImpartial(ChuangpingError):
    """Whoever decides must not be whom it is about, nor lead them, nor have taken part."""

    code = "error.not_impartial"


class AppealTooLate(ChuangpingError):
    """The working days in which one may appeal are over."""

    code = "appeal.too_late"


class NotToldYet(ChuangpingError):
    """There is nothing to appeal against before it was told."""

    code = "appeal.not_told_yet"


class AppealedAlready(ChuangpingError):
    """There was an appeal against this before; it bears that number."""

    code = "appeal.appealed_already"


class StepNotAllowed(ChuangpingError):
    """What was asked is not among the next steps from here."""

    code = "error.step_not_allowed"


class CaseMoved(StepNotAllowed):
    """Somebody else acted on the case since it was looked at; ``by`` and ``step`` say who, what."""

    code = "error.case_moved"


class SealBroken(ChuangpingError):
    """Stored figures no longer match their digest; nothing is published from them."""

    code = "error.seal_broken"


class DatabaseOutdated(ChuangpingError):
    """The database has another shape than this version of the program."""

    code = "error.database_outdated"


class DatabaseUnreachable(ChuangpingError):
    """The database does not answer, or not in time; nothing was stored."""

    code = "error.database_unreachable"


class DatabaseFull(ChuangpingError):
    """The database has no room left; nothing was stored."""

    code = "error.database_full"


class KeyReused(ChuangpingError):
    """An idempotency key came again with another content."""

    code = "error.key_reused"


class PairingRefused(ChuangpingError):
    """A pairing code that was never given, was used, or is older than ten minutes."""

    code = "screen.pairing_refused"


class SettingRefused(ChuangpingError):
    """A hall setting of that name or value does not exist."""

    code = "error.setting_refused"


class NotAMonth(ChuangpingError):
    """A text that should name a month, as in ``2026-11``, does not."""

    code = "error.not_a_month"


class MomentWithoutZone(ChuangpingError):
    """A moment without a time zone belongs to no month or day that all machines agree on."""

    code = "ranking.moment_without_zone"


class UnitWithoutGroup(ChuangpingError):
    """A unit to be ranked names a peer group that the month does not have."""

    code = "ranking.unit_without_group"


class PrivacyAtRisk(ChuangpingError):
    """A draft holds what may be personal data; ``places`` says where in its facts."""

    code = "error.privacy_at_risk"
