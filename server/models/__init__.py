"""Which tables are there? Importing this package registers every one of them."""

from server.models import (
    cases,
    codes,
    messages,
    operations,
    publication,
    ratings,
    registry,
)

__all__ = ["cases", "codes", "messages", "operations", "publication", "ratings", "registry"]
