"""The same over JSON, under /api/v1."""

from flask import Flask

__all__ = ["register"]


def register(app: Flask) -> None:
    """Give the app its API."""
    del app
