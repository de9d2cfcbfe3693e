"""How do the windows of a month compare, and what does one need to recompute it?"""

from flask import Response

from server.gate import Door, open_to
from web.public import downloads
from web.public.asked import asked_hall, asked_revision
from web.public.notices import shown
from web.public.routes import published


@published.get("/public/rankings/<month>")
@open_to(Door.PUBLIC)
def ranking(month: str) -> Response:
    """The month's ranking notice in its last revision."""
    hall = asked_hall()
    return shown(hall, asked_revision(hall, month))


@published.get("/public/rankings/<month>.csv")
@open_to(Door.PUBLIC)
def ranking_csv(month: str) -> Response:
    """The month's counts as a table."""
    return downloads.counts_table(asked_revision(asked_hall(), month)).sent()


@published.get("/public/rankings/<month>.json")
@open_to(Door.PUBLIC)
def ranking_json(month: str) -> Response:
    """The month's counts with the published ranking."""
    return downloads.public_facts_file(asked_revision(asked_hall(), month)).sent()


@published.get("/public/recompute.py")
@open_to(Door.PUBLIC)
def recompute() -> Response:
    """The program that recomputes a ranking."""
    return downloads.recompute_program().sent()
