"""Pages for citizens at the window and for the public."""

from flask import Flask

__all__ = ["register"]


def register(app: Flask) -> None:
    """Give the app its pages."""
    del app
