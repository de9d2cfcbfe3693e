"""Over which spans does a line count what came before?"""

from collections.abc import Iterator

from server.rules.appraisal.lines import Line
from server.rules.schemes.shape import Span


def looked_back_by(line: Line) -> Iterator[Span]:
    """The spans of its repeat rule, of ``once`` and of its cap."""
    if line.repeat is not None:
        yield line.repeat.within
    if line.item.once is not None:
        yield line.item.once
    if line.item.cap is not None:
        yield line.item.cap_within
