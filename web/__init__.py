"""Pages for citizens at the window, for the public, and for the people of the hall."""

from flask import Flask

from web import checked_photos, errors, layout, link_rule, screen
from web.citizen import pages
from web.console import pages as console_pages
from web.public import pages as public_pages
from web.staff import pages as staff_pages

__all__ = ["register"]


def register(app: Flask) -> None:
    """Give the app its pages."""
    layout.register(app)
    errors.register(app)
    link_rule.register(app)
    checked_photos.register(app)
    pages.register(app)
    screen.register(app)
    public_pages.register(app)
    console_pages.register(app)
    staff_pages.register(app)
