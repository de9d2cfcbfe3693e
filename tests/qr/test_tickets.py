import base64
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from qr.seals import TicketForged, seal
from qr.tickets import (
    TICKET,
    Ticket,
    View,
    VisitLink,
    read,
    read_view,
    read_visit,
    sign,
    sign_view,
    sign_visit,
)

KEYS = {1: b"k" * 32}
NOON = datetime(2026, 11, 2, 4, 0, 0, 123_000, tzinfo=UTC)
NONCE = bytes(range(16))
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def a_ticket(window_code: str = "7Q2K9FXY", visit: str | None = None) -> Ticket:
    return Ticket("示例区", window_code, NOON, NONCE, lane="printed", visit=visit)


def flips(text: str) -> Iterator[str]:
    """The text with each single bit of its characters turned, one at a time."""
    for place, letter in enumerate(text):
        for bit in range(8):
            yield text[:place] + chr(ord(letter) ^ 1 << bit) + text[place + 1 :]


def raw(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def spelt(sealed: bytes) -> str:
    return base64.urlsafe_b64encode(sealed).rstrip(b"=").decode()


def is_refused(text: str, reader: Callable[[str, dict[int, bytes]], object] = read) -> bool:
    try:
        reader(text, KEYS)
    except TicketForged:
        return True
    return False


@pytest.mark.parametrize("visit", [None, "", "受理-20261102-0137"], ids=["none", "empty", "number"])
def test_what_was_signed_is_read_again(visit: str | None) -> None:
    ticket = a_ticket(visit=visit)

    assert read(sign(ticket, KEYS), KEYS) == ticket


def test_a_ticket_of_a_screen_keeps_the_step_of_its_code() -> None:
    ticket = replace(a_ticket(), lane="present", step=59_321_160)

    assert read(sign(ticket, KEYS), KEYS) == ticket


def test_a_renewed_ticket_keeps_when_it_was_first_opened() -> None:
    ticket = replace(a_ticket(), opened_at=NOON - timedelta(hours=3))

    assert read(sign(ticket, KEYS), KEYS) == ticket


def test_a_signed_ticket_is_short_and_safe_in_an_address() -> None:
    text = sign(a_ticket(), KEYS)

    assert set(text) <= set(LETTERS)
    assert len(text) < 110


def test_moments_come_back_in_utc_to_the_millisecond() -> None:
    beijing = timezone(timedelta(hours=8))
    there = datetime(2026, 11, 2, 12, 0, 0, 123_999, tzinfo=beijing)

    read_at = read(sign(Ticket("h", "w", there, NONCE, "printed"), KEYS), KEYS).scanned_at

    assert (read_at, read_at.tzinfo) == (NOON, UTC)


def test_a_moment_without_a_zone_is_not_signed() -> None:
    with pytest.raises(TypeError):
        sign(Ticket("h", "w", NOON.replace(tzinfo=None), NONCE, "printed"), KEYS)


@pytest.mark.parametrize("length", [15, 17])
def test_a_nonce_has_sixteen_bytes(length: int) -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        sign(Ticket("h", "w", NOON, b"n" * length, "printed"), KEYS)


def test_a_text_over_255_bytes_is_not_signed() -> None:
    assert read(sign(a_ticket(visit="v" * 255), KEYS), KEYS).visit == "v" * 255
    with pytest.raises(ValueError, match="range"):
        sign(a_ticket(visit="v" * 256), KEYS)


def test_every_flipped_bit_of_the_text_is_refused() -> None:
    text = sign(a_ticket(visit="0137"), KEYS)

    accepted = [forged for forged in flips(text) if not is_refused(forged)]

    assert accepted == []


def test_every_flipped_bit_of_the_bytes_is_refused() -> None:
    sealed = raw(sign(a_ticket(), KEYS))
    forged = [
        spelt(sealed[:at] + bytes([sealed[at] ^ 1 << bit]) + sealed[at + 1 :])
        for at in range(len(sealed))
        for bit in range(8)
    ]

    assert [text for text in forged if not is_refused(text)] == []


def test_every_other_spelling_of_the_same_bytes_is_refused() -> None:
    text = sign(a_ticket(), KEYS)
    spellings = [text + "=", text + "==", text + "\n", " " + text, text[:9] + "*" + text[9:]]

    assert [spelling for spelling in spellings if not is_refused(spelling)] == []


def test_a_hundred_thousand_random_texts_are_refused() -> None:
    chance = random.Random(20261102)  # noqa: S311 - a repeatable test, no secret
    length = len(sign(a_ticket(), KEYS))

    accepted = [
        text
        for _ in range(100_000)
        if not is_refused(text := spelt(b"\x01" + chance.randbytes(length * 3 // 4 - 1)))
    ]

    assert accepted == []


@pytest.mark.parametrize("text", ["", "A", "AQ", "评价", "\udce4", "A" * 100_000, "=" * 50])
def test_texts_of_any_kind_are_refused_and_not_more(text: str) -> None:
    assert is_refused(text)


def test_a_shortened_or_lengthened_ticket_is_refused() -> None:
    sealed = raw(sign(a_ticket(), KEYS))
    cut = [spelt(sealed[:end]) for end in range(len(sealed))]

    assert [text for text in [*cut, spelt(sealed + b"\0")] if not is_refused(text)] == []


def test_a_ticket_moved_to_another_window_is_refused() -> None:
    sealed = raw(sign(a_ticket("7Q2K9FXY"), KEYS))

    assert is_refused(spelt(sealed.replace(b"7Q2K9FXY", b"7Q2K9FXZ")))


def test_a_ticket_under_another_key_id_is_refused() -> None:
    sealed = raw(sign(a_ticket(), {1: KEYS[1]}))
    renamed = spelt(b"\x02" + sealed[1:])

    with pytest.raises(TicketForged):
        read(renamed, KEYS)
    with pytest.raises(TicketForged):
        read(renamed, {1: KEYS[1], 2: KEYS[1]})


def test_a_ticket_signed_with_another_key_is_refused() -> None:
    assert is_refused(sign(a_ticket(), {1: b"K" * 32}))


def test_after_a_change_of_keys_old_tickets_still_open_and_new_ones_use_the_new_key() -> None:
    old, both = {1: b"o" * 32}, {1: b"o" * 32, 2: b"n" * 32}

    assert read(sign(a_ticket(), old), both) == a_ticket()
    assert read(sign(a_ticket(), both), {2: b"n" * 32}) == a_ticket()


def test_a_seal_of_one_purpose_opens_no_other() -> None:
    ticket = sign(a_ticket(), KEYS)
    visit = sign_visit(VisitLink("示例区", "7Q2K9FXY", "0137", NOON), KEYS)
    view = sign_view(View(NONCE, NOON), KEYS)

    assert is_refused(visit, read)
    assert is_refused(view, read)
    assert is_refused(ticket, read_visit)
    assert is_refused(view, read_visit)
    assert is_refused(ticket, read_view)
    assert is_refused(visit, read_view)


def test_a_refusal_never_tells_why() -> None:
    other_key, nonsense = sign(a_ticket(), {1: b"K" * 32}), "no ticket at all"

    with pytest.raises(TicketForged) as first:
        read(other_key, KEYS)
    with pytest.raises(TicketForged) as second:
        read(nonsense, KEYS)

    assert str(first.value) == str(second.value)
    assert first.value.data == second.value.data == {}


def test_a_visit_link_is_read_again() -> None:
    link = VisitLink("示例区", "7Q2K9FXY", visit_number="A0137", issued_at=NOON)

    assert read_visit(sign_visit(link, KEYS), KEYS) == link


def test_a_view_is_read_again() -> None:
    view = View(NONCE, expires_at=NOON + timedelta(minutes=10))

    assert read_view(sign_view(view, KEYS), KEYS) == view


def test_a_sealed_text_does_not_hide_what_it_says() -> None:
    text = seal(TICKET, b"body", KEYS)

    assert b"body" in raw(text)
