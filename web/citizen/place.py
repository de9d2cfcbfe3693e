"""Where does a form belong: which window, who serves there, what is it for?"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo

from server import errors
from server.actions.codes.count_stray_scan import count_stray_scan
from server.queries.codes.scanned import ScannedWindow, scanned_window
from server.queries.registry.hours import hall_facts
from server.queries.registry.matters import MatterAtWindow, matters_at
from server.queries.registry.serving import PersonServing, Serving, serving
from server.rules.months import day_of
from web.citizen.promises import Promises, promises_of, usual_promises

NOBODY = Serving((), is_open=True)


@dataclass(frozen=True)
class Place:
    """What a page says of where it is; ``window`` is None while the database cannot be asked."""

    window: ScannedWindow | None = None
    serving: Serving = NOBODY
    matters: tuple[MatterAtWindow, ...] = ()
    promises: Promises = field(default_factory=usual_promises)

    @property
    def number(self) -> str:
        """The window's number, empty where it is not known."""
        return self.window.number if self.window else ""

    @property
    def zone(self) -> tzinfo:
        """The hall's zone."""
        return self.window.hall.zone if self.window else UTC

    @property
    def people_to_choose(self) -> tuple[PersonServing, ...]:
        """Those among whom the citizen may say who it was; nobody where there is no choice."""
        return self.serving.people if len(self.serving.people) > 1 else ()

    def hall(self, lang: str) -> str:
        """The hall's name, empty where it is not known."""
        return self.window.hall.title(lang) if self.window else ""


def place_of(window: ScannedWindow, moment: datetime, lang: str) -> Place:
    """Everything that a form at the window shows, as of that moment."""
    hall = window.hall
    facts = hall_facts(hall.id, hall.registry_version)
    day = day_of(moment, hall.zone)
    return Place(
        window=window,
        serving=serving(hall, window.window_id, moment),
        matters=matters_at(hall.id, window.window_id),
        promises=promises_of(hall.title(lang), hall.phone, lambda key: facts.setting(key, day)),
    )


def scanned_place(code: str, now: datetime) -> ScannedWindow:
    """The window whose code was just scanned; a stray scan is counted before it is told.

    Raises UnknownCode and CodeRevoked.
    """
    try:
        window = scanned_window(code)
    except errors.UnknownCode:
        count_stray_scan(now.date())
        raise
    if window.revoked_at is not None:
        count_stray_scan(day_of(now, window.hall.zone), code)
        raise errors.CodeRevoked
    return window
