"""Python's search for garbage stands still while a large ledger is made."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Within it nothing is searched for cycles.

    Half a million entries are kept and none of them is garbage, but each search would go through
    all of them and all facts: a third of the time of a month. What is counted down to nought is
    freed as ever.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
