"""Where can somebody go in the console, and where do they begin?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from server.rules.accounts.roles import Actor, Permission

START = "/console/"
P = Permission


@dataclass(frozen=True)
class Entry:
    """One place: the key of its name, its address, who may go there (any of these).

    ``count`` is what waits there, '' for nothing.
    """

    key: str
    path: str
    permissions: tuple[P, ...]
    count: str = ""


NAVIGATION = (
    (
        Entry("own", "/staff/", (P.SEE_OWN,)),
        Entry("dashboard", "/console/dashboard", (P.SEE_FIGURES,)),
        Entry("queue", "/console/cases", (P.SEE_CASES,)),
        Entry("ratings", "/console/ratings", (P.SEE_RATINGS,)),
        Entry("exclusions", "/console/exclusions", (P.HANDLE_CASES, P.DECIDE_PROPOSALS)),
        Entry("texts", "/console/texts", (P.HANDLE_CASES,)),
        Entry("safety", "/console/safety", (P.HANDLE_CASES,)),
        Entry("replies", "/console/replies", (P.PUBLISH_REPLIES,)),
    ),
    (
        Entry("appraisal", "/console/appraisal/", (P.SEE_APPRAISAL,)),
        Entry("appeals", "/console/appeals", (P.DECIDE_APPEALS,)),
        Entry("attendance", "/console/attendance", (P.SEE_APPRAISAL,)),
        Entry("sources", "/console/sources", (P.SEE_APPRAISAL,)),
        Entry("inspections", "/console/inspections/", (P.SEE_INSPECTIONS,)),
        Entry("bonus", "/console/appraisal/bonus", (P.SEE_APPRAISAL,)),
        Entry("awards", "/console/appraisal/awards", (P.MANAGE_APPRAISAL, P.SIGN_APPRAISAL)),
        Entry("opinions", "/console/opinions/", (P.MANAGE_OPINIONS, P.ANSWER_OPINIONS)),
        Entry("schemes", "/console/appraisal/schemes", (P.SEE_APPRAISAL,)),
        Entry("ledger", "/console/ledger", (P.SEE_LEDGER,)),
    ),
    (
        Entry("documents", "/console/documents", (P.SEND_DOCUMENTS,)),
        # Who answers for a department reads and signs for it.
        Entry("received", "/console/documents/received", (P.ANSWER_RECTIFICATION,)),
        Entry("notices", "/console/notices", (P.DRAFT_NOTICES, P.APPROVE_NOTICES)),
        Entry("exports", "/console/exports", (P.EXPORT,)),
    ),
    (
        Entry("registry", "/console/registry", (P.SEE_REGISTRY,)),
        Entry("codes", "/console/codes", (P.MANAGE_CODES,)),
        Entry("calendar", "/console/calendar", (P.MANAGE_CALENDAR,)),
        Entry("settings", "/console/settings", (P.MANAGE_SETTINGS,)),
    ),
    (
        Entry("accounts", "/console/accounts", (P.MANAGE_ACCOUNTS,)),
        Entry("audit", "/console/audit", (P.SEE_AUDIT,)),
        Entry("operations", "/console/operations", (P.SEE_OPERATIONS,)),
        Entry("inbox", "/console/inbox", ()),
    ),
)
"""All places by section, in the order of use. Without a permission: everybody who has signed in."""


def open_places(
    actor: Actor, hall_id: int, counts: Mapping[str, int]
) -> tuple[tuple[Entry, ...], ...]:
    """The places that the person may go to in that hall, with what waits at each."""
    sections = (
        tuple(
            replace(entry, count=str(counts.get(entry.key) or ""))
            for entry in section
            if may_go(actor, entry, hall_id)
        )
        for section in NAVIGATION
    )
    return tuple(section for section in sections if section)


def may_go(actor: Actor, entry: Entry, hall_id: int) -> bool:
    """Whether the person holds one of the permissions that the place asks for."""
    wanted: Iterable[P] = entry.permissions
    return not entry.permissions or any(actor.may(each, hall_id) for each in wanted)


def beginning(actor: Actor, hall_id: int) -> str:
    """Where the person's day begins: handlers at their queue, the others at their first place."""
    if actor.may(P.ANSWER_CASES, hall_id):
        return "/console/cases"
    return open_places(actor, hall_id, {})[0][0].path
