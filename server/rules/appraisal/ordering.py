"""In which order are the sheets of one cycle computed? (Scheme, step 11.)"""

from graphlib import TopologicalSorter

from server.rules.appraisal.related import sheet_read
from server.rules.schemes.shape import Scheme, Sheet, Span


def in_order(scheme: Scheme, cycle: Span) -> tuple[Sheet, ...]:
    """Each after those whose results its figures are drawn from; else as in the file.

    Raises graphlib.CycleError for sheets that read one another, which no scheme in force has (E60).
    """
    sheets = {one.key: one for one in scheme.sheets if one.cycle is cycle}
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for key in sheets:
        sorter.add(key, *(read for read in _reads(scheme, key) if read in sheets))
    return tuple(sheets[key] for key in sorter.static_order())


def _reads(scheme: Scheme, sheet: str) -> tuple[str, ...]:
    items = (item for category in scheme.categories_of(sheet) for item in category.items)
    return tuple(sheet_read(item.figured.figure) for item in items if item.figured is not None)
