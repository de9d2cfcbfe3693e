"""Which clocks can run in a case, for how many days, and what does it wait for meanwhile?

Lengths are hall settings, in working days. At most one clock of a case runs at a time.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from server.rules.cases.kinds import CaseKind


class CaseClock(StrEnum):
    """A clock by what has to happen before it runs out."""

    ACKNOWLEDGE = "acknowledge"  # a complaint is accepted, or refused with the reason
    CONTACT = "contact"  # whoever left a contact with a bad rating hears from us
    VERIFY = "verify"  # a bad rating without a contact is verified
    TIP_OFF = "tip_off"
    SUGGESTION = "suggestion"
    INQUIRY = "inquiry"
    SIMPLE = "simple"
    ORDINARY = "ordinary"
    COMPLEX = "complex"
    HOTLINE_EMERGENCY = "hotline_emergency"
    HOTLINE_INQUIRY = "hotline_inquiry"
    HOTLINE_COMPLAINT = "hotline_complaint"
    RECTIFY_SHORT = "rectify_short"
    RECTIFY_LONG = "rectify_long"
    REPLY = "reply"  # what was rectified is told to the citizen
    CALL_BACK = "call_back"
    CONFIRM = "confirm"  # the citizen's own: says whether the reply will do
    REVIEW = "review"


@dataclass(frozen=True)
class ClockRow:
    """One clock: the hall setting that holds its working days, and whose move it is.

    A citizen's clock is nobody's debt: it reminds nobody and may not be extended.
    """

    clock: CaseClock
    days_setting: str
    is_citizens: bool = False
    may_be_extended: bool = True


CLOCKS: Mapping[CaseClock, ClockRow] = {
    row.clock: row
    for row in (
        ClockRow(CaseClock.ACKNOWLEDGE, "complaint_acknowledge_days", may_be_extended=False),
        ClockRow(CaseClock.CONTACT, "bad_rating_contact_days", may_be_extended=False),
        ClockRow(CaseClock.VERIFY, "bad_rating_days"),
        ClockRow(CaseClock.TIP_OFF, "tip_off_days"),
        ClockRow(CaseClock.SUGGESTION, "complaint_days"),
        ClockRow(CaseClock.INQUIRY, "inquiry_days"),
        ClockRow(CaseClock.SIMPLE, "simple_days"),
        ClockRow(CaseClock.ORDINARY, "ordinary_days"),
        ClockRow(CaseClock.COMPLEX, "complex_days"),
        ClockRow(CaseClock.HOTLINE_EMERGENCY, "hotline_emergency_days", may_be_extended=False),
        ClockRow(CaseClock.HOTLINE_INQUIRY, "hotline_inquiry_days"),
        ClockRow(CaseClock.HOTLINE_COMPLAINT, "hotline_complaint_days"),
        ClockRow(CaseClock.RECTIFY_SHORT, "rectification_short_days"),
        ClockRow(CaseClock.RECTIFY_LONG, "rectification_long_days"),
        ClockRow(CaseClock.REPLY, "reply_days", may_be_extended=False),
        ClockRow(CaseClock.CALL_BACK, "call_back_days", may_be_extended=False),
        ClockRow(CaseClock.CONFIRM, "confirm_days", is_citizens=True, may_be_extended=False),
        ClockRow(CaseClock.REVIEW, "review_days"),
    )
}

# Which presets a supervisor may choose from when a case is accepted (domain, cases).
HANDLING = (
    CaseClock.SIMPLE,
    CaseClock.ORDINARY,
    CaseClock.COMPLEX,
    CaseClock.HOTLINE_EMERGENCY,
    CaseClock.HOTLINE_INQUIRY,
    CaseClock.HOTLINE_COMPLAINT,
)
RECTIFICATION = (CaseClock.RECTIFY_SHORT, CaseClock.RECTIFY_LONG)

FIRST: Mapping[CaseKind, CaseClock] = {
    CaseKind.BAD_RATING: CaseClock.VERIFY,
    CaseKind.COMPLAINT: CaseClock.ACKNOWLEDGE,
    CaseKind.TIP_OFF: CaseClock.TIP_OFF,
    CaseKind.SUGGESTION: CaseClock.SUGGESTION,
    CaseKind.PRAISE: CaseClock.SUGGESTION,
    CaseKind.INQUIRY: CaseClock.INQUIRY,
}

# Only these get a new clock when they are accepted; of the others the first one is the answer's.
ACCEPTED: Mapping[CaseKind, CaseClock] = {
    CaseKind.BAD_RATING: CaseClock.ORDINARY,
    CaseKind.COMPLAINT: CaseClock.ORDINARY,
}


def first_clock(kind: CaseKind, *, has_contact: bool) -> ClockRow:
    """The clock that starts when such a case is received."""
    # Whoever left a contact with a bad rating is called back within a day (domain, cases).
    is_real_name = kind is CaseKind.BAD_RATING and has_contact
    return CLOCKS[CaseClock.CONTACT if is_real_name else FIRST[kind]]


def clock_after_reply(kind: CaseKind, *, has_contact: bool) -> CaseClock:
    """Whose move it is after the reply: a real-name bad rating is called back by the office."""
    is_real_name = kind is CaseKind.BAD_RATING and has_contact
    return CaseClock.CALL_BACK if is_real_name else CaseClock.CONFIRM
