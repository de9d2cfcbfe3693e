"""Which words of closed sets can be the facts of a step?"""

from enum import StrEnum


class Finding(StrEnum):
    """What was found (认定)."""

    SUBSTANTIATED = "substantiated"  # 属实
    PARTLY = "partly"  # 部分属实
    UNFOUNDED = "unfounded"  # 不属实
    MISTAKEN = "mistaken"  # 误评
    MALICIOUS = "malicious"  # 恶意
    UNREACHABLE = "unreachable"  # 无法联系, so that nothing could be found


ESTABLISHED = frozenset({Finding.SUBSTANTIATED, Finding.PARTLY})


class Cause(StrEnum):
    """What it came from. Only a person's cause charges a person (domain, ratings)."""

    PERSON = "person"
    RULE = "rule"  # a rule or matter, which a window cannot change
    SYSTEM = "system"
    MATERIAL = "material"  # papers, forms, the guide
    FACILITY = "facility"


PERSONS = frozenset({Cause.PERSON})


class Outcome(StrEnum):
    """The four ways in which a decision can end (domain, cases)."""

    FIXED_AT_ONCE = "fixed_at_once"
    ON_LEDGER = "on_ledger"  # with a deadline until which it is rectified
    EXPLAINED = "explained"  # no legal basis to do what was asked
    NOT_ESTABLISHED = "not_established"


class Satisfied(StrEnum):
    """What the citizen said on the phone."""

    YES = "yes"
    NO = "no"
    UNSAID = "unsaid"


class Review(StrEnum):
    """What somebody who took no part came to."""

    UPHELD = "upheld"
    ADJUSTED = "adjusted"


class ExclusionReason(StrEnum):
    """Why a rating should not count."""

    MISTAKEN = "mistaken"
    MALICIOUS = "malicious"
    APPEAL_UPHELD = "appeal_upheld"


class LookReason(StrEnum):
    """Why somebody has to know who wrote."""

    CALL_BACK = "call_back"
    EVIDENCE = "evidence"
    LAWFUL_REQUEST = "lawful_request"


class Rung(StrEnum):
    """One rung of the ladder of reminders, in order."""

    DAY_BEFORE = "day_before"
    DAY_AFTER = "day_after"
    WRITTEN = "written"  # 催办单


class ProposalKind(StrEnum):
    """What one person asks for and another one decides."""

    EXTENSION = "extension"
    NEW_KIND = "new_kind"
    EXCLUSION = "exclusion"


class WaitsFor(StrEnum):
    """Whose word an open case waits for; empty: the office's own."""

    OFFICE = ""
    UNIT = "unit"
    CITIZEN = "citizen"
