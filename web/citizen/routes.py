"""Which blueprint do the citizen's pages hang on?"""

from pathlib import Path

from flask import Blueprint

from web.compression import compressed
from web.errors import answer_on

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"

feedback = Blueprint("feedback", __name__, template_folder=str(TEMPLATES))
feedback.after_request(compressed)
answer_on(feedback)
