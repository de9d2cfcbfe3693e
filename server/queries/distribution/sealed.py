"""Which sealed ratings may stand in a document? Those whose figures are still what was sealed."""

from server import errors
from server.queries.publication.rankings import SealedMonth, latest_ranking
from server.rules.canonical import digest
from server.rules.months import Month


def whole_ranking(hall_id: int, month: Month) -> SealedMonth | None:
    """The last revision of the sealed month, None while it is not sealed.

    Raises SealBroken when its stored figures do not fit its digest.
    """
    sealed = latest_ranking(hall_id, month)
    if sealed is not None and digest(sealed.facts, "") != sealed.digest:
        raise errors.SealBroken(month=str(month))
    return sealed
