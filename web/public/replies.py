"""What did citizens raise, and how was it answered? Reviewed, and without anybody's identity."""

from flask import Response, abort

from server import clock
from server.gate import Door, open_to
from server.queries.replies.published import published_replies, replies_are_public
from server.rules.months import day_of
from web.public import answers
from web.public.asked import asked_hall, asked_page
from web.public.routes import published


@published.get("/public/replies")
@open_to(Door.PUBLIC)
def replies() -> Response:
    """The replies that are public, a page at a time; 404 where the hall publishes none."""
    hall, number = asked_hall(), asked_page()
    today = day_of(clock.now(), hall.zone)
    if not replies_are_public(hall, today):
        abort(404)
    found = published_replies(hall, today=today, page=number)
    if number > found.pages:
        found = published_replies(hall, today=today, page=found.pages)
    return answers.page("public/replies.html", found=found)
