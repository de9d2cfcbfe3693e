"""What does a feed reader get? The latest notices, as Atom (RFC 4287)."""

from feedgenerator import Atom1Feed
from flask import Response, url_for

from server.gate import Door, language, open_to, wiring
from server.queries.publication.notices import Notice, Search, search_notices
from server.queries.registry.halls import Hall
from server.texts import say
from web.layout import link
from web.public.answers import kept
from web.public.asked import asked_hall
from web.public.routes import published


@published.get("/public/feed.xml")
@open_to(Door.PUBLIC)
def feed() -> Response:
    """The newest notices, one entry each."""
    hall = asked_hall()
    notices = search_notices(hall.id, Search()).notices
    response = Response(_written(hall, notices), mimetype="application/atom+xml")
    response.vary.add("Accept-Language")
    return kept(response)


def _written(hall: Hall, notices: tuple[Notice, ...]) -> str:
    lang = language()
    atom = Atom1Feed(
        title=say("public.feed_title", lang, hall=hall.title(lang)),
        link=_absolute(link("published.home")),
        description=None,
        language=lang,
        feed_url=_absolute(link("published.feed")),
        author_name=hall.title(lang),
    )
    for notice in notices:
        address = _absolute(link("published.notice", number=notice.number))
        atom.add_item(
            title=notice.title(lang),
            link=address,
            description=notice.facts["abstract"][lang],
            # Without the reader's choices: the same notice has the same name in every feed.
            unique_id=_absolute(url_for("published.notice", number=notice.number, hall=hall.code)),
            pubdate=notice.published_at.astimezone(hall.zone),
            updateddate=notice.published_at.astimezone(hall.zone),
            categories=[notice.facts["category"][lang]],
        )
    written: str = atom.writeString("utf-8")
    return written


def _absolute(path: str) -> str:
    return f"{wiring().settings.public_url}{path}"
