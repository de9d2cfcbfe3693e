"""Is the audit of a hall what was written?"""

from collections.abc import Iterable
from contextlib import closing

from server.queries.audit.chains import chain_of, last_erasure, stored_lines
from server.queries.publication.notices import chain as notices
from server.rules.audit import INSTALLATION, BrokenAt, Fault, Head, first_fault, parse_head


def printed_heads(hall_id: int) -> tuple[Head, ...]:
    """The heads that the hall's notices have printed, in the order of the notices."""
    if hall_id == INSTALLATION:
        return ()
    said = (parse_head(str(notice.facts.get("audit_head", ""))) for notice in notices(hall_id))
    return tuple(head for head in said if head)


def fault_of(hall_id: int, against: Iterable[Head] = ()) -> BrokenAt | None:
    """The first thing wrong with the hall's audit; None if it is what was written.

    It is held against the heads that notices have printed, and against those given: copies that
    whoever can change the database cannot change.
    """
    chain = chain_of(hall_id)
    if chain.first_position > 1:
        erased = last_erasure(hall_id)
        begins = (erased.first_position, erased.first_previous) if erased else None
        if begins != (chain.first_position, chain.first_previous):
            return BrokenAt(chain.first_position, Fault.ERASED_EARLY)
    anchors: dict[int, bytes] = {}
    for head in (*printed_heads(hall_id), *against):
        if anchors.setdefault(head.position, head.hash) != head.hash:
            return BrokenAt(head.position, Fault.OTHER_HEAD)
    erased_before = chain.first_position
    held = {at: digest for at, digest in anchors.items() if at >= erased_before}
    with closing(stored_lines(hall_id)) as lines:
        return first_fault(lines, chain, held)
