"""Does every route say who may come in?"""

from flask import Flask

from server.gate import Door

METHODS = ("get", "post", "put", "patch", "delete")


def routes_without_door(app: Flask) -> list[str]:
    """Routes whose view carries no ``@open_to(Door.…)``; static files need none."""
    return [
        f"{rule.rule}: {rule.endpoint} declares no door"
        for rule in app.url_map.iter_rules()
        if rule.endpoint.rpartition(".")[2] != "static"
        if not _has_door(app.view_functions[rule.endpoint], rule.methods or set())
    ]


def _has_door(view: object, methods: set[str]) -> bool:
    """Whether the view, its class, or each method that the route allows has a door."""
    handler = getattr(view, "view_class", None)
    if _is_marked(view) or _is_marked(handler):
        return True
    used = [getattr(handler, name) for name in METHODS if name.upper() in methods and handler]
    return bool(used) and all(_is_marked(method) for method in used)


def _is_marked(view: object) -> bool:
    return isinstance(getattr(view, "door", None), Door)
