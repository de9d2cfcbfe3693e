"""What do all imports of sources share: who imports, what came of it, one refusal for all rows?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from server.actions.appraisal.state_fact import Stating
from server.actions.ratings.rating_rows import lock_month
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor
from server.rules.registry.naming import is_explanation
from server.rules.sources.layout import Found, RawTable, SourceRefused


@dataclass(frozen=True)
class Importing:
    """Into which hall, by whom, when (with zone). ``is_trial``: look only, change nothing."""

    hall: Hall
    by: Actor | str
    now: datetime
    is_trial: bool = False

    @property
    def stating(self) -> Stating:
        """Facts and figures of the import are stated so."""
        return Stating(self.hall.id, self.by, self.now)


@dataclass(frozen=True)
class Imported:
    """How many rows were new, said something else, or nothing new; headings that nobody read."""

    added: int
    changed: int
    unchanged: int
    ignored: tuple[str, ...] = ()


def refuse(found: Found) -> None:
    """Raise SourceRefused with everything that is wrong, if anything is, in the rows' order."""
    if found.problems:
        by_row = sorted(found.problems, key=lambda each: each.place.row)
        raise SourceRefused(tuple(dict.fromkeys(by_row)))


def chosen_sheet(sheets: Sequence[RawTable], found: Found) -> RawTable:
    """The sheet that is read: the first that is not an explanation; others are named as unread."""
    told = [sheet for sheet in sheets if not is_explanation(sheet.name)] or list(sheets)
    found.ignored += [sheet.name for sheet in told[1:]]
    return told[0]


def lock_sources(session: Session, hall_id: int) -> None:
    """One import of a hall at a time: two would each miss what the other adds."""
    lock_month(session.connection(), hall_id, "sources", exclusive=True)
