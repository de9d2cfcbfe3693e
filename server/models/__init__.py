"""Which tables are there? Importing this package registers every one of them."""

from server.models import (
    accounts,
    audit,
    cases,
    codes,
    handling,
    ledger,
    messages,
    operations,
    province,
    publication,
    ratings,
    registry,
)

__all__ = [
    "accounts",
    "audit",
    "cases",
    "codes",
    "handling",
    "ledger",
    "messages",
    "operations",
    "province",
    "publication",
    "ratings",
    "registry",
]
