"""What happened in the latest month that was published?"""

from typing import Any

from flask import Response

from server import clock
from server.gate import Door, open_to
from server.queries.publication.notices import (
    Notice,
    Search,
    published_months,
    search_notices,
    versions_of,
)
from server.queries.registry.halls import Hall
from server.rules.months import day_of, month_of
from web.layout import link
from web.public import answers
from web.public.archive import archive
from web.public.asked import asked_hall, publication_day
from web.public.groups import BANDS, ranking_part
from web.public.routes import published
from web.public.story import story
from web.public.trends import valid_notices
from web.public.year import year

NOTICES_SHOWN = 5
FOUND = 302


@published.get("/")
@open_to(Door.PUBLIC)
def front_door() -> Response:
    """Who types the domain that stands on a poster comes to what is public."""
    return Response(status=FOUND, headers={"Location": link("published.home")})


@published.get("/public/")
@open_to(Door.PUBLIC)
def home() -> Response:
    """The latest month as a story, or when there will be one."""
    hall = asked_hall()
    disclosures = valid_notices(hall, "disclosure")
    if not disclosures:
        return answers.page("public/empty.html", **_expected(hall))
    return answers.page("public/home.html", **_latest(hall, disclosures))


@published.get("/public/style.css")
@open_to(Door.PUBLIC)
def style() -> Response:
    """The look of the public pages."""
    return answers.sheet()


def _latest(hall: Hall, disclosures: tuple[Notice, ...]) -> dict[str, Any]:
    month = disclosures[0].month
    ranking = versions_of(hall.id, "ranking", month)[0]
    return {
        "month": month,
        "notice": ranking,
        "today": day_of(clock.now(), hall.zone),
        "ranking": ranking_part(ranking.facts["content"]),
        "bands": BANDS,
        "story": story(disclosures[0].facts["content"]),
        "year": year(disclosures),
        "notices": search_notices(hall.id, Search()).notices[:NOTICES_SHOWN],
        "archive": archive(published_months(hall.id)),
    }


def _expected(hall: Hall) -> dict[str, Any]:
    now = clock.now()
    month = month_of(now, hall.zone)
    due = publication_day(hall, month, day_of(now, hall.zone))
    return {"month": str(month), "due": due}
