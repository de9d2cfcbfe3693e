"""Slips come back as they were signed, and nothing else does."""

from datetime import UTC, datetime

import pytest

from qr.seals import TicketForged
from qr.slips import Slip, read_slip, sign_slip
from qr.tickets import Ticket, sign

KEYS = {1: b"k" * 32}
SLIP = Slip("H1", "7Q2K9FXY", datetime(2026, 11, 25, 2, 0, 0, 123000, UTC), b"n" * 16)


def test_a_slip_comes_back_as_it_was_signed() -> None:
    assert read_slip(sign_slip(SLIP, KEYS), KEYS) == SLIP


def test_no_letter_of_a_slip_can_be_changed() -> None:
    text = sign_slip(SLIP, KEYS)

    for place, letter in enumerate(text):
        with pytest.raises(TicketForged):
            read_slip(text[:place] + ("A" if letter != "A" else "B") + text[place + 1 :], KEYS)


def test_the_ticket_of_a_form_is_no_slip() -> None:
    ticket = Ticket(SLIP.hall, SLIP.window_code, SLIP.issued_at, SLIP.nonce, "printed")

    with pytest.raises(TicketForged):
        read_slip(sign(ticket, KEYS), KEYS)
