"""The pages about the score ledger, appeals, ratings set aside, and what staff may read."""

from web.console.ledger import appeals, entries, exclusions, replies, texts

__all__ = ["appeals", "entries", "exclusions", "replies", "texts"]
