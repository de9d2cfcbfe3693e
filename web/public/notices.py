"""Which notices are there, and what does one say?"""

import re
from itertools import pairwise
from typing import Any

from flask import Response, request

from server import clock, errors
from server.gate import Door, open_to
from server.queries.publication.notices import (
    Notice,
    Search,
    notice_numbered,
    number_of_digest,
    published_months,
    search_notices,
    versions_of,
)
from server.queries.registry.halls import Hall
from server.rules.months import day_of
from web.public import answers, downloads
from web.public.archive import archive
from web.public.asked import asked_hall, asked_page, quoted
from web.public.changes import changes, total_change
from web.public.errors import NoSuchNotice
from web.public.groups import BANDS, ranking_part
from web.public.objections import objections
from web.public.routes import published
from web.public.story import story

KINDS = ("ranking", "disclosure", "awards")
LONGEST_WORDS = 60
A_MONTH_OR_YEAR = re.compile(r"[0-9]{4}(-[0-9]{2})?")


@published.get("/public/notices/")
@open_to(Door.PUBLIC)
def notices() -> Response:
    """The notices that have what is searched, a page at a time, the newest first."""
    hall, search, page = asked_hall(), _search(), asked_page()
    found = search_notices(hall.id, search, page=page)
    if page > found.pages:
        found = search_notices(hall.id, search, page=found.pages)
    return answers.page(
        "public/notices.html",
        found=found,
        search=search,
        kinds=KINDS,
        months=published_months(hall.id),
        archive=archive(published_months(hall.id)),
        today=_today(hall),
    )


@published.get("/public/notices/<path:number>")
@open_to(Door.PUBLIC)
def notice(number: str) -> Response:
    """One notice in full."""
    hall = asked_hall()
    return shown(hall, _numbered(hall, number))


@published.get("/public/notices/<path:number>.json")
@open_to(Door.PUBLIC)
def notice_json(number: str) -> Response:
    """One notice as it was frozen."""
    return downloads.frozen_facts(_numbered(asked_hall(), number)).sent()


def shown(hall: Hall, notice: Notice) -> Response:
    """The page of a notice."""
    versions = versions_of(hall.id, notice.kind, notice.month)
    return answers.page(
        "public/notice.html",
        notice=notice,
        versions=[(version, *_changed(version, versions)) for version in versions],
        last=versions[0],
        previous=number_of_digest(hall.id, notice.previous_digest),
        objections=objections(hall, notice, _today(hall)),
        today=_today(hall),
        frozen=downloads.frozen_facts(notice),
        **CONTENTS[notice.kind](notice),
    )


def _ranking(notice: Notice) -> dict[str, Any]:
    return {
        "ranking": ranking_part(notice.facts["content"]),
        "bands": BANDS,
        "table": downloads.counts_table(notice),
        "whole": downloads.public_facts_file(notice),
        "program": downloads.recompute_program(),
    }


def _disclosure(notice: Notice) -> dict[str, Any]:
    return {"story": story(notice.facts["content"])}


def _awards(notice: Notice) -> dict[str, Any]:
    return {"awards": notice.facts["content"]["awards"]}


CONTENTS = {"ranking": _ranking, "disclosure": _disclosure, "awards": _awards}


def _changed(version: Notice, versions: tuple[Notice, ...]) -> tuple[Any, Any]:
    """What that version changed in the one before it: window by window, and in all."""
    earlier = next((before for after, before in pairwise(versions) if after == version), None)
    if earlier is None or version.kind == "awards":
        return (), None
    return changes(earlier, version), total_change(earlier, version)


def _numbered(hall: Hall, number: str) -> Notice:
    try:
        # A database would choke on what is no text; no index number has such signs.
        return notice_numbered(hall.id, number if number.isprintable() else "")
    except errors.Unknown as cause:
        raise NoSuchNotice(number=quoted(number)) from cause


def _search() -> Search:
    """What is searched; what cannot be meant is left out."""
    typed = request.args.get("q", "")
    words = "".join(sign if sign.isprintable() else " " for sign in typed)[:LONGEST_WORDS].strip()
    kind = request.args.get("kind", "")
    month = request.args.get("month", "")
    return Search(
        words,
        kind if kind in KINDS else "",
        month if A_MONTH_OR_YEAR.fullmatch(month) else "",
    )


def _today(hall: Hall) -> Any:
    return day_of(clock.now(), hall.zone)
