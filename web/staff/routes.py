"""Which blueprint do the pages for staff hang on?"""

from pathlib import Path

from flask import Blueprint

from server import errors
from server.gate import console_actor
from web.compression import compressed
from web.errors import answer_on

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
START = "/staff/"

own = Blueprint("own", __name__, template_folder=str(TEMPLATES))
own.after_request(compressed)
answer_on(own)


def own_staff_id() -> int:
    """The staff member that the signed-in person is. Raises Unknown for whom works nowhere."""
    staff_id = console_actor().staff_id
    if staff_id is None:
        raise errors.Unknown
    return staff_id
