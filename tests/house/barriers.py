"""Which barriers does a page have? What axe-core calls serious or critical, by day and by night.

A page is loaded once for both: whether it is dark changes its colours and nothing else, so that
in the dark only the contrast is looked at again.
"""

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

# A wide screen arranges the same elements otherwise: each page is looked at on a phone by day, in
# both lights, and on a desktop by night.
LOOKS = ("phone", pytest.param("desktop", marks=pytest.mark.nightly))
GRAVE = {"serious", "critical"}
VIOLATIONS: dict[str, Any] = {"resultTypes": ["violations"]}
CONTRAST: dict[str, Any] = {**VIOLATIONS, "runOnly": ["color-contrast"]}
LOOK = "options => axe.run(options).then(found => found.violations)"


def grave_findings(page: "Page", *, in_the_dark: bool = False) -> list[str]:
    """What axe-core finds on this page; with ``in_the_dark`` the contrast there as well."""
    if not page.evaluate("'axe' in window"):
        script: str = pytest.importorskip("axe_playwright_python.base").AXE_SCRIPT
        page.evaluate(script)
        page.add_init_script(script)  # the pages after it have it at a third of the cost
    found = page.evaluate(LOOK, VIOLATIONS)
    if in_the_dark:
        page.emulate_media(color_scheme="dark")
        found += page.evaluate(LOOK, CONTRAST)
        page.emulate_media(color_scheme="light")
    return [
        f"{one['id']}: {node['html'][:120]}"
        for one in found
        for node in one["nodes"]
        if one["impact"] in GRAVE
    ]
