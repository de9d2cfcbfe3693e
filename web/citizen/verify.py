"""Is my rating among those that were published? A receipt shows it, to who holds it alone.

The receipt travels by POST; the answer is kept by nobody.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from flask import Response, jsonify, render_template, request

from qr.codes import in_groups, normalise
from qr.receipts import is_receipt, receipt_hash
from server import errors
from server.errors import ChuangpingError, FormProblems, Problem
from server.gate import Door, open_to, status_of
from server.queries.publication.leaves import Inclusion, inclusion_of
from server.rules.receipt_leaves import COUNTED, EXCLUDED
from web.citizen.routes import feedback
from web.errors import remember

PROGRAM = Path(__file__).resolve().parents[2].joinpath("verify").with_suffix(".py")


@dataclass(frozen=True)
class VerifyPage:
    """The form with the receipt as it was typed, and what it proves."""

    typed: str = ""

    @property
    def words(self) -> str:
        """A receipt is a secret, not a text to keep."""
        return ""

    def again(self, error: ChuangpingError, sentence: str) -> Response:
        """The form once more, telling what is wrong."""
        problems = error.problems if isinstance(error, FormProblems) else ()
        return self.show(
            problems=problems, trouble="" if problems else sentence, status=status_of(error)
        )

    def show(
        self,
        found: Inclusion | None = None,
        *,
        problems: tuple[Problem, ...] = (),
        trouble: str = "",
        status: int = 200,
    ) -> Response:
        """The page."""
        html = render_template(
            "citizen/verify.html",
            typed=self.typed,
            found=found,
            receipt=in_groups(normalise(self.typed)) if found else "",
            counted=COUNTED,
            excluded=EXCLUDED,
            problems=problems,
            trouble=trouble,
        )
        return Response(html, status)


@feedback.get("/verify")
@open_to(Door.CITIZEN)
def verify() -> Response:
    """The form."""
    return VerifyPage().show()


@feedback.post("/verify")
@open_to(Door.CITIZEN)
def verified() -> Response:
    """What the receipt proves."""
    page = VerifyPage(request.form.get("receipt", ""))
    remember(page)
    return page.show(_found(page.typed))


@feedback.post("/verify/proof.json")
@open_to(Door.CITIZEN)
def proof() -> Response:
    """The same for a machine: what ``verify.py`` reads."""
    page = VerifyPage(request.form.get("receipt", ""))
    remember(page)
    answer = jsonify(_proof(_found(page.typed)))
    answer.headers["Content-Disposition"] = 'attachment; filename="proof.json"'
    return answer


@feedback.get("/verify/verify.py")
@open_to(Door.CITIZEN)
def program() -> Response:
    """The program that checks a proof with nothing but Python."""
    answer = Response(_program(), mimetype="text/x-python")
    answer.headers["Content-Disposition"] = 'attachment; filename="verify.py"'
    return answer


def _found(typed: str) -> Inclusion:
    """Raises UnknownReceipt for what is none, or is nobody's."""
    found = inclusion_of(receipt_hash(typed)) if is_receipt(typed) else None
    if found is None:
        raise errors.UnknownReceipt
    return found


def _proof(found: Inclusion) -> dict[str, Any]:
    return {
        "leaf": {
            "level": found.leaf.level,
            "receipt": found.leaf.receipt,
            "verdict": found.leaf.verdict,
            "window": found.leaf.window,
        },
        "path": [
            {"hash": one.hash, "side": "left" if one.is_left else "right"} for one in found.path
        ],
        "root": found.root,
        "leaves": found.leaves,
        "notice": found.notice.number if found.notice else None,
    }


@cache
def _program() -> bytes:
    return PROGRAM.read_bytes()
