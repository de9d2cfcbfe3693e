"""Which import takes which kind of file?"""

from collections.abc import Callable, Mapping, Sequence

from server.actions.sources.import_applications import import_applications
from server.actions.sources.import_counts import import_counts
from server.actions.sources.import_matters import import_matters
from server.actions.sources.import_tasks import import_tasks
from server.actions.sources.importing import Imported, Importing
from server.rules.sources.layout import RawTable

Import = Callable[[Sequence[RawTable], Importing], Imported]

IMPORTS: Mapping[str, Import] = {
    "applications": import_applications,
    "counts": import_counts,
    "matters": import_matters,
    "tasks": import_tasks,
}
"""By the key of the layout."""
