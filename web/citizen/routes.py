"""Which blueprint do the citizen's pages hang on?"""

from pathlib import Path

from flask import Blueprint, Response

from web.compression import compressed
from web.errors import answer_on

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"

# "Back" shows the form that was there, ticket and all, so that sending it again is a repeat; a
# fresh scan asks anew. With no-store, "back" would fetch another ticket and so a second rating;
# to a form that answered a form (a problem, the next large question) it would show a browser's
# error page instead.
KEPT_FOR_BACK = "private, no-cache"

feedback = Blueprint("feedback", __name__, template_folder=str(TEMPLATES))
feedback.after_request(compressed)
answer_on(feedback)


def kept_for_back(page: Response) -> Response:
    """A form, to be shown again as it was when one goes back to it."""
    page.headers["Cache-Control"] = KEPT_FOR_BACK
    return page
