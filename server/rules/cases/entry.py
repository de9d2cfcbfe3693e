"""Can this case be entered on behalf of a citizen, as from a desk, a call or a 12345 sheet?"""

from dataclasses import dataclass
from datetime import date, timedelta

from server.errors import Problem
from server.rules.cases.form import ComplaintForm, problems
from server.rules.cases.kinds import CaseKind, CaseSource
from server.rules.ratings.form import CleanedPhoto

ON_BEHALF = (CaseSource.DESK, CaseSource.PHONE, CaseSource.LETTER, CaseSource.HOTLINE)
# What comes later than this was not handled as the law asks, and wants another way than a form.
LONGEST_WAIT = timedelta(days=60)
LONGEST_NUMBER = 40


@dataclass(frozen=True)
class EntryForm:
    """A case as somebody of the hall enters it. ``photos`` may be the scan of a letter.

    ``received_on`` is the day on which the hall received it, hall time: the clock runs from it.
    ``outside_number`` is its number where it came from, compulsory for a 12345 sheet.
    ``kind``, ``source`` and ``received_on`` are None when what was sent is none.
    """

    kind: CaseKind | None
    source: CaseSource | None
    category: str
    text: str
    received_on: date | None
    nonce: bytes = b""
    outside_number: str = ""
    window_number: str = ""
    contact: str = ""
    has_consented: bool = False
    photos: tuple[CleanedPhoto, ...] = ()

    @property
    def said(self) -> ComplaintForm:
        """What the citizen said, as if they had sent it themselves."""
        return ComplaintForm(
            kind=self.kind,
            category=self.category,
            text=self.text,
            nonce=self.nonce,
            source=self.source or CaseSource.DESK,
            window_number=self.window_number,
            photos=self.photos,
            contact=self.contact,
            has_consented=self.has_consented,
        )


def entry_problems(
    form: EntryForm, *, categories: frozenset[str], today: date
) -> tuple[Problem, ...]:
    """All that is wrong with the form, on that day in the hall."""
    needs_number = form.source is CaseSource.HOTLINE and not form.outside_number
    day = form.received_on
    own = (
        (form.source not in ON_BEHALF, "source", "problem.source_missing"),
        (day is None, "received_on", "problem.day_missing"),
        (day is not None and day > today, "received_on", "problem.day_ahead"),
        (day is not None and day < today - LONGEST_WAIT, "received_on", "problem.day_long_ago"),
        (needs_number, "outside_number", "problem.outside_number_missing"),
        (
            len(form.outside_number) > LONGEST_NUMBER,
            "outside_number",
            "problem.outside_number_long",
        ),
    )
    return (
        *(Problem(field, code) for is_wrong, field, code in own if is_wrong),
        *problems(form.said, categories=categories),
    )
