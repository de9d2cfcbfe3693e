"""Which closed lists of words do the files of sources have?"""

from collections.abc import Mapping

from server.rules.schemes.events import APPLICATION_FAULTS, MATTER_FAULTS
from server.rules.sources.matters import GUIDES

HARMS = ("none", "some", "grave")
CLOSED_LISTS: Mapping[str, tuple[str, ...]] = {
    "faults": tuple(sorted(APPLICATION_FAULTS)),
    "harms": HARMS,
    "guides": GUIDES,
    "matter_faults": tuple(sorted(MATTER_FAULTS)),
}
"""By the name that columns give as ``of``: the codes."""
