"""Which pages does everybody have? Importing a module hangs its pages on the blueprint."""

from flask import Flask

from web.public import feed, home, method, notices, rankings, replies, windows
from web.public.routes import published

__all__ = ["feed", "home", "method", "notices", "rankings", "register", "replies", "windows"]


def register(app: Flask) -> None:
    """Give the app the public pages."""
    app.register_blueprint(published)
