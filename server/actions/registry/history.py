"""How is it remembered who changed what in the registry?"""

import json
from collections.abc import Iterable

from sqlalchemy import insert

from server.actions.registry.entry import Entry
from server.ids import new_id
from server.models.registry import RegistryChange
from server.rules.registry.comparing import Change
from server.rules.registry.layouts import MONTHLY_VOLUME
from server.rules.registry.rows import Values


def remember(entry: Entry, changes: Iterable[Change]) -> None:
    """Write down each change with its author and moment; counts of a month carry their own."""
    rows = [
        {
            "id": new_id(entry.day),
            "hall_id": entry.hall_id,
            "sheet": change.layout,
            "row": " ".join(change.key),
            "before": _json(change.before) if change.before else "",
            "after": _json(change.after),
            "entered_at": entry.now,
            "entered_by": entry.by,
        }
        for change in changes
        if change.layout != MONTHLY_VOLUME.key
    ]
    if rows:
        entry.session.execute(insert(RegistryChange), rows)


def _json(values: Values) -> str:
    # Days and times are written as 2026-11-02 and 09:00:00.
    return json.dumps(values, ensure_ascii=False, sort_keys=True, default=str)
