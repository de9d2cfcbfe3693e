"""What does the hall's registry hold: windows, people, departments, groups, matters, changes?"""

from flask import Response, abort

from server.gate import Door, console_hall, open_to
from server.queries.registry.changes import registry_changes
from server.queries.registry.people import hall_people
from server.queries.registry.register import departments, matters, peer_groups
from server.queries.registry.windows import hall_windows
from server.rules.accounts.roles import Permission
from server.rules.registry.layouts import LAYOUTS
from web.console.answers import see_other
from web.console.asked import asked, asked_page
from web.console.registry.tabs import REGISTRY, registry_page
from web.console.routes import at, office

SEES = Permission.SEE_REGISTRY
HEADINGS = {
    layout.key: {column.key: column.heading for column in layout.columns} for layout in LAYOUTS
}
SHEETS = {layout.key: layout.name for layout in LAYOUTS}


@office.get(REGISTRY)
@open_to(Door.CONSOLE, SEES)
def registry_start() -> Response:
    """On to the windows."""
    return see_other(at(f"{REGISTRY}/windows"))


@office.get(f"{REGISTRY}/windows")
@open_to(Door.CONSOLE, SEES)
def windows() -> Response:
    """Every window with its department, group and code."""
    hall = console_hall()
    parts = {part.code: part.name for part in departments(hall.id)}
    found = [
        each
        for each in hall_windows(hall.id)
        if asked("department") in {"", each.department_code}
        and holds(asked("q"), each.number, each.name)
        and (asked("closed") or not each.closed_on)
    ]
    return registry_page("console/registry/windows.html", windows=found, departments=parts.items())


@office.get(f"{REGISTRY}/people")
@open_to(Door.CONSOLE, SEES)
def people() -> Response:
    """Everybody of the hall."""
    hall = console_hall()
    parts = {part.code: part.name for part in departments(hall.id)}
    found = [
        each
        for each in hall_people(hall.id)
        if asked("department") in {"", each.department_code}
        and holds(asked("q"), each.number, each.name)
        and (asked("closed") or not each.closed_on)
    ]
    return registry_page("console/registry/people.html", people=found, departments=parts.items())


@office.get(f"{REGISTRY}/departments")
@open_to(Door.CONSOLE, SEES)
def department_list() -> Response:
    """Every department with its size."""
    found = departments(console_hall().id)
    return registry_page("console/registry/parts.html", kind="department", parts=found)


@office.get(f"{REGISTRY}/groups")
@open_to(Door.CONSOLE, SEES)
def group_list() -> Response:
    """Every peer group with its size."""
    found = peer_groups(console_hall().id)
    return registry_page("console/registry/parts.html", kind="group", parts=found)


@office.get(f"{REGISTRY}/matters")
@open_to(Door.CONSOLE, SEES)
def matter_list() -> Response:
    """The matters and who handles them."""
    found = matters(console_hall().id, asked("q"), page=asked_page())
    return registry_page("console/registry/matters.html", found=found)


@office.get(f"{REGISTRY}/history")
@open_to(Door.CONSOLE, SEES)
def history() -> Response:
    """What was changed in the registry, by whom and when."""
    sheet = asked("sheet")
    if sheet and sheet not in SHEETS:
        abort(404)
    found = registry_changes(console_hall().id, sheet=sheet, row=asked("row"), page=asked_page())
    return registry_page(
        "console/registry/history.html", found=found, sheets=SHEETS, headings=HEADINGS
    )


def holds(words: str, *texts: str) -> bool:
    """Whether each of the words stands in one of the texts; capitals do not matter."""
    joined = " ".join(texts).casefold()
    return all(word in joined for word in words.casefold().split())
