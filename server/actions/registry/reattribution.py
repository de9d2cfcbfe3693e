"""Which past ratings does a corrected roster give to somebody else, if a second person agrees?"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from server.actions.ratings.open_reattribution import RosterChange, open_reattribution
from server.actions.registry.entry import Entry
from server.models.ratings import Visit
from server.rules.registry.changed_spans import ChangedSpan


def propose_owners(entry: Entry, spans: Sequence[ChangedSpan]) -> int:
    """Open a re-attribution for each changed span that has ratings; how many would change hands."""
    windows = entry.ids("window")
    scans = _scans(entry, spans)
    moved = 0
    for span in spans:
        window_id = windows[span.window]
        if _holds_any(scans[window_id], span):
            change = RosterChange(window_id, span.from_at, span.until_at)
            moved += open_reattribution(
                entry.session, entry.hall_id, change, by=entry.by, now=entry.now
            )
    return moved


def _scans(entry: Entry, spans: Sequence[ChangedSpan]) -> dict[int, list[datetime]]:
    """When each window was scanned by those who rated, over the time of all spans at once.

    A first roster has thousands of spans and no rating: one question instead of thousands.
    """
    found: dict[int, list[datetime]] = defaultdict(list)
    if spans:
        rows = entry.session.execute(
            select(Visit.window_id, Visit.scanned_at)
            .where(
                Visit.hall_id == entry.hall_id,
                Visit.scanned_at >= min(span.from_at for span in spans),
                Visit.scanned_at < max(span.until_at for span in spans),
            )
            .order_by(Visit.scanned_at)
        )
        for window_id, scanned_at in rows:
            found[window_id].append(scanned_at)
    return found


def _holds_any(moments: Sequence[datetime], span: ChangedSpan) -> bool:
    at = bisect_left(moments, span.from_at)
    return at < len(moments) and moments[at] < span.until_at
