"""What ties a form at a window to the one scan that opened it?"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from server import errors
from server.gate import wiring
from server.queries.codes.scanned import ScannedWindow, scanned_window
from server.queries.codes.scans import Shown, fresh_scan, scan_of, ticket_keys, ticket_of
from server.rules.ratings.form import Scan
from web.citizen.photos import Album

NO_NONCE = bytes(16)


@dataclass(frozen=True)
class Slip:
    """A form's ticket, and the scan that it proves; None where the ticket cannot be read."""

    code: str
    ticket: str
    scan: Scan | None

    @classmethod
    def fresh(cls, window: ScannedWindow, shown: Shown, now: datetime) -> Self:
        """That of a window scanned just now."""
        settings = wiring().settings
        scan = fresh_scan(window, shown, settings, now=now)
        return cls(window.code, ticket_of(scan, window.hall.code, settings), scan)

    def renewed(self, now: datetime) -> Self:
        """A fresh one for the same code, that knows when the form was first opened.

        Who has read a page for two hours is not too fast when they send it once more.
        """
        window, settings = scanned_window(self.code), wiring().settings
        scan = fresh_scan(window, Shown(), settings, now=now)
        if self.scan:
            scan = replace(scan, opened_at=self.scan.opened_at or self.scan.scanned_at)
        return type(self)(self.code, ticket_of(scan, window.hall.code, settings), scan)

    @classmethod
    def sent(cls, code: str, ticket: str) -> Self:
        """That of a form that was sent for that window's code."""
        try:
            return cls(code, ticket, scan_of(ticket, wiring().settings, code=code))
        except errors.TicketUnreadable:
            return cls(code, ticket, None)

    @property
    def album(self) -> Album:
        """Where the photos of this form are kept."""
        wired = wiring()
        nonce = self.scan.nonce if self.scan else NO_NONCE
        return Album(wired.photo_store, ticket_keys(wired.settings), nonce)

    def proven(self) -> Scan:
        """The scan. Raises TicketUnreadable where there is none."""
        if self.scan is None:
            raise errors.TicketUnreadable
        return self.scan
