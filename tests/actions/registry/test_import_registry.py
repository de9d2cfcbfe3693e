"""A workbook goes into the registry: all of it, or nothing."""

import pytest

from server.actions.registry.import_registry import import_registry
from tests.actions.registry.workbooks import a_workbook, reading
from tests.build import MORNING


@pytest.mark.usefixtures("in_app")
def test_the_same_workbook_again_changes_nothing() -> None:
    import_registry(reading(a_workbook()), by="李某", now=MORNING)

    again = import_registry(reading(a_workbook()), by="李某", now=MORNING)

    assert again.plan.changes_nothing
