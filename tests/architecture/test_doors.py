"""The guard of the doors sees a route that does not say who may come in."""

from pathlib import Path

from flask import Flask
from flask.views import MethodView

from server.gate import Door, open_to
from tests.architecture.guards.doors import routes_without_door


def an_app() -> Flask:
    return Flask("tests", root_path=str(Path(__file__).parent))


def answer() -> str:
    return "words"


class Half(MethodView):
    @open_to(Door.PUBLIC)
    def get(self) -> str:
        return answer()

    def post(self) -> str:
        return answer()


class Whole(MethodView):
    @open_to(Door.PUBLIC)
    def get(self) -> str:
        return answer()


def test_static_files_need_no_door() -> None:
    assert routes_without_door(an_app()) == []


def test_a_route_with_a_door_is_let_through() -> None:
    app = an_app()
    app.add_url_rule("/a", view_func=open_to(Door.CITIZEN)(lambda: "words"), endpoint="a")
    app.add_url_rule("/b", view_func=Whole.as_view("b"))

    assert routes_without_door(app) == []


def test_a_route_without_a_door_is_seen() -> None:
    app = an_app()
    app.add_url_rule("/a", view_func=answer)

    assert routes_without_door(app) == ["/a: answer declares no door"]


def test_a_class_with_one_method_open_and_one_undeclared_is_seen() -> None:
    app = an_app()
    app.add_url_rule("/a", view_func=Half.as_view("half"))

    assert routes_without_door(app) == ["/a: half declares no door"]
