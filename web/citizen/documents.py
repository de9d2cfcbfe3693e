"""A document that an office without an account was sent (``/d/<secret>``): read, sign for it.

A GET stores nothing; reading and signing are pressed, under a typed name.
"""

from dataclasses import dataclass

from flask import Response, render_template, request

from server import clock, errors
from server.actions.distribution.acknowledge_copy import acknowledge_by_secret
from server.errors import FormProblems, Problem
from server.gate import Door, language, open_to
from server.queries.distribution.documents import Copy, FoundDocument, copy_opened_by, opened_by
from server.queries.registry.halls import Hall
from server.rules.distribution.kinds import SIGNED_FOR
from web.citizen.routes import feedback
from web.errors import ShownAgain, remember
from web.papers import as_file, on_page
from web.public.asked import asked_hall

LONGEST_NAME = 60
SEE_OTHER = 303


@dataclass(frozen=True)
class OpenedDocument(ShownAgain):
    """The document with the copy that the secret opens, and what was typed."""

    hall: Hall
    secret: str
    found: FoundDocument
    copy: Copy
    name: str = ""

    @property
    def words(self) -> str:
        """The free text that was typed."""
        return self.name

    def show(
        self, *, problems: tuple[Problem, ...] = (), trouble: str = "", status: int = 200
    ) -> Response:
        """The page."""
        html = render_template(
            "citizen/document.html",
            hall_name=self.hall.title(language()),
            opened=self,
            signs=self.found.kind in SIGNED_FOR,
            zone=self.hall.zone,
            problems=problems,
            trouble=trouble,
            **on_page(self.found),
        )
        return Response(html, status)


@feedback.get("/d/<secret>")
@open_to(Door.PUBLIC)
def sent_document(secret: str) -> Response:
    """The document."""
    return _opened(secret).show()


@feedback.get("/d/<secret>/file.<ending>")
@open_to(Door.PUBLIC)
def sent_document_file(secret: str, ending: str) -> Response:
    """The document as a file. Raises Unknown for a format that it does not have."""
    answer = as_file(_opened(secret).found, ending)
    if answer is None:
        raise errors.Unknown
    return answer


@feedback.post("/d/<secret>")
@open_to(Door.PUBLIC)
def acknowledge_sent(secret: str) -> Response:
    """Somebody of the office has read it, or signs for it, under their name."""
    name = request.form.get("name", "").strip()
    opened = remember(_opened(secret, name))
    if not name or len(name) > LONGEST_NAME:
        raise FormProblems((Problem("name", "document.name_needed"),))
    signs = "signs" in request.form and opened.found.kind in SIGNED_FOR
    acknowledge_by_secret(opened.hall, opened.secret, name, signs=signs, now=clock.now())
    address = f"/d/{opened.secret}?hall={opened.hall.code}"
    return Response(status=SEE_OTHER, headers={"Location": address})


def _opened(secret: str, name: str = "") -> OpenedDocument:
    """What the secret opens. Raises Unknown for one that opens nothing."""
    hall, typed = asked_hall(), secret.strip().upper()
    found, copy = opened_by(hall.id, typed), copy_opened_by(hall.id, typed)
    if found is None or copy is None:
        raise errors.Unknown
    return OpenedDocument(hall, typed, found, copy, name)
