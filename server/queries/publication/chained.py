"""Are the notices of a hall still what was published?"""

from dataclasses import dataclass

from server.queries.publication.notices import chain
from server.rules.canonical import Link, verify_chain


@dataclass(frozen=True)
class ChainState:
    """How many notices there are, the digest of the last, and which is broken ('' for none)."""

    notices: int
    head: str
    broken: str


def chain_state(hall_id: int) -> ChainState:
    """Every digest and every link of the chain, computed again."""
    published = chain(hall_id)
    broken = verify_chain(
        [
            Link(notice.number, notice.facts, notice.digest, notice.previous_digest)
            for notice in published
        ]
    )
    head = published[-1].digest if published else ""
    return ChainState(len(published), head, broken.number if broken else "")
