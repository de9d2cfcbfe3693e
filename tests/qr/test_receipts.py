from hashlib import sha256

from qr.codes import in_groups, is_wellformed
from qr.receipts import is_receipt, receipt, receipt_hash

KEY = b"k" * 32
NONCE = bytes(range(16))


def test_the_same_nonce_has_the_same_receipt() -> None:
    assert receipt(NONCE, KEY) == receipt(NONCE, KEY)
    assert is_wellformed(receipt(NONCE, KEY), letters=16)


def test_another_nonce_or_key_has_another_receipt() -> None:
    found = {receipt(NONCE, KEY), receipt(bytes(16), KEY), receipt(NONCE, b"K" * 32)}

    assert len(found) == 3


def test_a_receipt_is_found_however_it_is_typed() -> None:
    shown = in_groups(receipt(NONCE, KEY))

    typed = shown.lower().replace("0", "o").replace("1", "l")
    assert receipt_hash(typed) == receipt_hash(shown) == receipt_hash(receipt(NONCE, KEY))


def test_the_hash_is_the_sha256_of_the_sixteen_letters() -> None:
    assert receipt_hash("0123 4567 89AB CDEF") == sha256(b"0123456789ABCDEF").digest()


def test_fifteen_or_seventeen_letters_are_no_receipt() -> None:
    letters = receipt(NONCE, KEY)

    assert is_receipt(in_groups(letters))
    assert not is_receipt(letters[:15])
    assert not is_receipt(letters + "0")
