"""Who is appraised on a sheet, and did they serve long enough? (Scheme, step 14.)"""

from server.rules.appraisal.facts import Member, Who
from server.rules.appraisal.results import NotAssessed
from server.rules.schemes.shape import Scheme, Sheet, Subject

PEOPLE = frozenset({Subject.STAFF, Subject.CHIEF})


def why_not_assessed(sheet: Sheet, member: Member) -> NotAssessed | None:
    """Why somebody on the sheet has no score; None: assessed.

    ``min_days`` itself is enough. Days that nobody counted are not too few.
    """
    if not _is_in_groups(sheet, member) or member.staff_class in sheet.exclude:
        return NotAssessed.EXCLUDED
    days = member.attended_days
    if sheet.subject in PEOPLE and days is not None and days < sheet.min_days:
        return NotAssessed.TOO_FEW_DAYS
    return None


def is_covered(scheme: Scheme, sheet: Sheet, member: Member) -> bool:
    """Whether facts of this member can have points on the sheet, days apart."""
    return is_of_subject(scheme, sheet, member) and (
        why_not_assessed(sheet, member) is not NotAssessed.EXCLUDED
    )


def is_of_subject(scheme: Scheme, sheet: Sheet, member: Member) -> bool:
    """Whether the sheet is for this kind of subject.

    Chief representatives stand on the sheet for staff, unless one of the same cycle is for them.
    """
    subject = member.who.subject
    if sheet.subject is Subject.CHIEF:
        return subject is Subject.STAFF and member.is_chief
    if subject is not sheet.subject:
        return False
    return not (member.is_chief and _chiefs_have_their_own(scheme, sheet))


def is_shown(scheme: Scheme, sheet: Sheet, member: Member) -> bool:
    """Whether the member is listed on the sheet, assessed or not.

    A group that another sheet of the same kind and cycle covers is that sheet's.
    """
    if not is_of_subject(scheme, sheet, member):
        return False
    return _is_in_groups(sheet, member) or not any(
        one.subject is sheet.subject and one.cycle is sheet.cycle and _is_in_groups(one, member)
        for one in scheme.sheets
    )


def who_on(sheet: Sheet, member: Member) -> Who:
    """The member as a subject of that sheet: a person on a sheet for chiefs is a chief."""
    return Who(sheet.subject, member.who.id)


def _is_in_groups(sheet: Sheet, member: Member) -> bool:
    # Departments have no group: a list of peer groups says nothing of them.
    return not sheet.groups or not member.group or member.group in sheet.groups


def _chiefs_have_their_own(scheme: Scheme, sheet: Sheet) -> bool:
    return any(one.subject is Subject.CHIEF and one.cycle is sheet.cycle for one in scheme.sheets)
