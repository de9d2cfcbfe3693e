"""What became of my rating? And: add a second one (追评). A receipt travels by POST alone.

The receipt of a bad rating opens the page of its case; the rating itself is one step from there.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Self

from flask import Response, render_template

from qr.codes import in_groups, normalise
from qr.receipts import is_receipt, receipt_hash
from server import clock, errors
from server.actions.ratings.submit_second_rating import submit_second_rating
from server.errors import ChuangpingError, FormProblems, Problem
from server.gate import Door, open_to, status_of, wiring
from server.packs.tags import tags_of
from server.queries.codes.scans import ticket_keys
from server.queries.ratings.receipts import ReceiptProof, proof_of_receipt
from server.rules.months import day_of
from server.rules.ratings.form import LONGEST_TEXT
from server.rules.ratings.levels import Level
from web.citizen.opened import Opened, opened
from web.citizen.opening import on_to
from web.citizen.photos import Album, Photos
from web.citizen.routes import feedback
from web.citizen.thanks import see_other
from web.citizen.typed import TypedRating
from web.citizen.uploads import Sent, received
from web.errors import is_out_of_reach, remember
from web.layout import link

NONCE_BYTES = 16


@dataclass(frozen=True)
class ReceiptPage:
    """What a receipt shows, with the form of the second rating as it was typed.

    ``key`` is the SHA-256 of a receipt that opened a case in this browser, where none was typed.
    """

    typed_receipt: str
    now: datetime
    key: bytes = b""
    typed: TypedRating = field(default_factory=TypedRating)
    photos: Photos = field(default_factory=Photos)

    @classmethod
    def of(cls, receipt: str, now: datetime) -> Self:
        """The page of that receipt, or where none was typed of the one that opened a case."""
        browsing = None if receipt else opened(now)
        return cls(receipt, now, browsing.key if browsing else b"")

    @classmethod
    def sent(cls, sent: Sent, now: datetime) -> Self:
        """The receipt and the second rating as they were sent."""
        page = cls.of(sent.fields.get("receipt", ""), now)
        photos = page.album.photos(sent, now)
        typed = TypedRating.of(sent.fields).with_photos(photos.kept)
        return replace(page, typed=typed, photos=photos)

    @property
    def words(self) -> str:
        """The free text that was typed."""
        return self.typed.text

    @property
    def hash(self) -> bytes:
        """The SHA-256 of the receipt. Raises UnknownReceipt for what cannot be one."""
        if self.key:
            return self.key
        if not is_receipt(self.typed_receipt):
            raise errors.UnknownReceipt
        return receipt_hash(self.typed_receipt)

    @property
    def album(self) -> Album:
        """Where the photos of this second rating are kept."""
        wired = wiring()
        owner = (self.key or receipt_hash(self.typed_receipt))[:NONCE_BYTES]
        return Album(wired.photo_store, ticket_keys(wired.settings), owner)

    def again(self, error: ChuangpingError, sentence: str) -> Response | None:
        """The page with everything typed, and what went wrong."""
        status = status_of(error)
        if isinstance(error, errors.UnknownReceipt):
            if self.typed != TypedRating():
                return self.show(None, trouble=sentence, status=status)
            return ask(self.typed_receipt, sentence, status=status)
        if isinstance(error, FormProblems):
            return self.show(self._proof(), problems=error.problems, status=status)
        proof = None if is_out_of_reach(error) else self._proof()
        return self.show(proof, trouble=sentence, status=status)

    def shown(self) -> Response:
        """What became of the rating. Raises UnknownReceipt."""
        return self.show(self._proof())

    def opened(self) -> Response:
        """On to the case of a bad rating; else what became of the rating. Raises UnknownReceipt."""
        proof = self._proof()
        ratings = (proof.second, proof.first) if proof.second else (proof.first,)
        cases = [rating.case.number for rating in ratings if rating.case]
        return on_to(Opened(cases[0], self.hash)) if cases else self.show(proof)

    def show(
        self,
        proof: ReceiptProof | None,
        *,
        problems: tuple[Problem, ...] = (),
        trouble: str = "",
        status: int = 200,
    ) -> Response:
        """The page; without a proof (the database cannot be asked) only the form of the second."""
        html = render_template(
            "citizen/receipt.html",
            proof=proof,
            receipt=in_groups(normalise(self.typed_receipt)),
            takes_second=proof is None or proof.takes_second(day_of(self.now, proof.hall.zone)),
            typed=self.typed,
            kept=self.album.sealed(self.typed.photos, self.now),
            tag_sets=[(level.value, tags_of(level)) for level in Level],
            longest_text=LONGEST_TEXT,
            problems=problems,
            trouble=trouble,
        )
        return Response(html, status)

    def _proof(self) -> ReceiptProof:
        return proof_of_receipt(self.hash)


def ask(receipt: str = "", trouble: str = "", *, status: int = 200) -> Response:
    """The page that asks for a receipt."""
    html = render_template("citizen/receipt_ask.html", receipt=receipt, trouble=trouble)
    return Response(html, status)


@feedback.get("/r")
@open_to(Door.CITIZEN)
def ask_receipt() -> Response:
    """Where to type a receipt."""
    return ask()


@feedback.post("/r")
@open_to(Door.CITIZEN)
def show_receipt() -> Response:
    """What became of the rating of that receipt."""
    return remember(ReceiptPage(received().fields.get("receipt", ""), clock.now())).opened()


@feedback.get("/r/rating")
@open_to(Door.CITIZEN)
def rating_of_case() -> Response:
    """The rating whose receipt has opened a case in this browser; else where to type a receipt."""
    page = ReceiptPage.of("", clock.now())
    return remember(page).shown() if page.key else ask()


@feedback.post("/r/second")
@open_to(Door.CITIZEN)
def rate_again() -> Response:
    """Take the second rating."""
    page = remember(ReceiptPage.sent(received(), clock.now()))
    page.photos.check(page.photos.problems)
    contact_key = wiring().settings.key("contact")
    submit_second_rating(page.hash, page.typed.form(), contact_key=contact_key, now=page.now)
    return see_other(link("feedback.second_thanks"))


@feedback.get("/r/second/thanks")
@open_to(Door.CITIZEN)
def second_thanks() -> str:
    """The second rating is there; the receipt is not in this address, so it can be asked again."""
    return render_template("citizen/second_thanks.html")
