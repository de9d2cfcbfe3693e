"""Which HTTP status has a domain error?"""

from documents.posters import NoPosters
from photos.errors import WorkshopClosed
from photos.store import PhotoStoreFull
from server import errors
from server.actions.messages.add_webhook import WebhookNameTaken, WebhookUnfit
from server.queries.codes.posters import PosterLeadsNowhere
from server.rules.accounts import refusals
from server.rules.attendance.file import SignsRefused
from server.rules.cases.sheet import CasesRefused
from server.rules.registry.rows import WorkbookRefused
from server.rules.schemes.refusals import (
    PeriodsClosed,
    SchemeAdopted,
    SchemeExists,
    SchemeNotProposed,
    SchemeRefused,
)
from server.rules.sources.layout import SourceRefused
from sheets.errors import NotAWorkbook, UnreadableCsv
from wechat import errors as of_wechat

STATUS: dict[type[errors.ChuangpingError], int] = {
    errors.Unknown: 404,
    errors.CodeRevoked: 410,
    errors.FormProblems: 422,
    CasesRefused: 422,
    SourceRefused: 422,
    errors.TicketExpired: 410,
    errors.TicketUnreadable: 400,
    errors.AlreadyRated: 409,
    errors.AlreadyEntered: 409,
    errors.SecondRatingClosed: 409,
    errors.KeyReused: 409,
    errors.MonthNotOver: 409,
    errors.MonthBeforeHall: 409,
    errors.MonthNotSealed: 409,
    errors.StepNotAllowed: 409,
    errors.SamePerson: 403,
    errors.NotImpartial: 403,
    errors.AppealTooLate: 409,
    errors.AppealedAlready: 409,
    errors.NotToldYet: 409,
    errors.SignInNeeded: 401,
    errors.FreshSignInNeeded: 403,
    refusals.SignInRefused: 403,
    refusals.WrongCode: 422,
    refusals.TooManyTries: 429,
    refusals.InvitationClosed: 410,
    refusals.NameTaken: 409,
    refusals.AdministratorsApart: 409,
    refusals.OwnRoles: 403,
    refusals.RoleNotThere: 422,
    refusals.SecondFactorNeeded: 403,
    refusals.BindingCodeRefused: 422,
    refusals.PhoneTaken: 409,
    refusals.NothingOnPhone: 409,
    refusals.PhoneNotBound: 409,
    refusals.ConsoleNeeded: 403,
    refusals.PhoneSignInAway: 503,
    refusals.PhoneNumberAway: 503,
    of_wechat.CodeUnusable: 422,
    of_wechat.AccountBlocked: 403,
    of_wechat.CallbackRefused: 403,
    of_wechat.TooFrequent: 429,
    errors.NotAMonth: 422,
    errors.NotAPeriod: 422,
    errors.SchemeMissing: 409,
    errors.QuestionnaireClosed: 410,
    errors.InvitationNeeded: 403,
    errors.TooManyAtOnce: 429,
    errors.PeriodNotOver: 409,
    errors.PeriodNotComputed: 404,
    errors.PeriodSigned: 409,
    errors.PeriodHeld: 409,
    errors.BasesDiffer: 409,
    errors.SettingRefused: 422,
    errors.PrivacyAtRisk: 422,
    errors.SealBroken: 500,
    errors.DatabaseOutdated: 503,
    errors.DatabaseUnreachable: 503,
    errors.DatabaseFull: 507,
    errors.PairingRefused: 422,
    WorkbookRefused: 422,
    SchemeRefused: 422,
    SchemeExists: 409,
    SchemeAdopted: 409,
    SchemeNotProposed: 409,
    PeriodsClosed: 409,
    SignsRefused: 422,
    NotAWorkbook: 422,
    UnreadableCsv: 422,
    PosterLeadsNowhere: 409,
    WebhookNameTaken: 409,
    WebhookUnfit: 422,
    NoPosters: 404,
    PhotoStoreFull: 507,
    WorkshopClosed: 503,
}


def status_of(error: errors.ChuangpingError) -> int:
    """The HTTP status of a domain error: that of its nearest class in the table, else 500."""
    return next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 500)
