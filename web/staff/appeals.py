"""How does a member of staff appeal, and take an appeal back?"""

import secrets
from dataclasses import dataclass, field
from datetime import datetime

from flask import Response, render_template, request

from server import clock, errors
from server.actions.ledger.file_appeal import file_appeal
from server.actions.ledger.withdraw_appeal import withdraw_appeal
from server.errors import Problem
from server.gate import Door, console_actor, console_hall, language, open_to
from server.queries.ledger.appealed import appealed_of
from server.queries.ledger.appeals import appeal_numbered
from server.rules.accounts.roles import Permission
from server.rules.ledger.appeals import Against, AppealForm
from web.citizen.photos import Photos
from web.console.case_page import NONCE_BYTES, nonce_of
from web.console.inspections.photos import kept_again, picture, sent_photos
from web.errors import ShownAgain, remember
from web.layout import link
from web.staff.routes import START, own, own_staff_id

SEE_OTHER = 303


@dataclass(frozen=True)
class AppealPage(ShownAgain):
    """The form of an appeal, with everything typed and the photos that came with it."""

    against: str
    what: str
    now: datetime
    words: str = ""
    nonce: str = ""
    photos: Photos = field(default_factory=Photos)

    def show(
        self, *, problems: tuple[Problem, ...] = (), trouble: str = "", status: int = 200
    ) -> Response:
        """The page."""
        html = render_template(
            "staff/appeal.html",
            hall_name=console_hall().title(language()),
            form=self,
            form_key=self.nonce or secrets.token_urlsafe(NONCE_BYTES),
            kept=kept_again(self.photos.kept, nonce_of(self.nonce), self.now),
            problems=(*problems, *self.photos.problems),
            trouble=trouble,
        )
        return Response(html, status)

    @property
    def form(self) -> AppealForm:
        """What was typed; what is none of the choices is None."""
        known = {each.value for each in Against}
        against = Against(self.against) if self.against in known else None
        return AppealForm(against, self.what, self.words, self.photos.kept)


@own.get(f"{START}appeal")
@open_to(Door.CONSOLE, Permission.APPEAL)
def appeal() -> Response:
    """The form of an appeal against one thing of one's own; another's is 404."""
    asked = request.args
    page = AppealPage(asked.get("against", ""), asked.get("what", ""), clock.now())
    if page.form.against is not None:
        appealed_of(console_hall(), own_staff_id(), page.form.against, page.what)
    return page.show()


@own.post(f"{START}appeal")
@open_to(Door.CONSOLE, Permission.APPEAL)
def file() -> Response:
    """One appeals."""
    now, sent = clock.now(), request.form
    said = {name: sent.get(name, "") for name in ("against", "what", "words", "nonce")}
    photos = sent_photos(nonce_of(said["nonce"]), now)
    page = remember(AppealPage(**said, now=now, photos=photos))
    photos.check(photos.problems)
    file_appeal(console_hall(), page.form, by=console_actor(), now=now)
    return _back("filed")


@own.get(f"{START}appeals/<number>/photos/<name>")
@open_to(Door.CONSOLE, Permission.SEE_OWN)
def appeal_photo(number: str, name: str) -> Response:
    """A photo of one's own appeal; another's is 404."""
    found = appeal_numbered(console_hall().id, number, staff_id=own_staff_id())
    if name not in found.photos:
        raise errors.Unknown
    return picture(name)


@own.post(f"{START}appeals/<number>/withdraw")
@open_to(Door.CONSOLE, Permission.APPEAL)
def withdraw(number: str) -> Response:
    """One takes an appeal back."""
    withdraw_appeal(console_hall(), number, by=console_actor(), now=clock.now())
    return _back("withdrawn")


def _back(done: str) -> Response:
    address = link("own.month", done=done) + "#appeals"
    return Response(status=SEE_OTHER, headers={"Location": address})
