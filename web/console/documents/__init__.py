"""Pages of official documents: list, one document, sheets, offices outside, what was received."""

from web.console.documents import forming, lists, one, received, sending, sheets, units

__all__ = ["forming", "lists", "one", "received", "sending", "sheets", "units"]
