"""Checks that one rating is in a published month, with nothing but Python 3.11.

python verify.py proof.json                 the root that the proof leads to, and whether it says so
python verify.py proof.json RECEIPT         also that the proof is of that receipt
python verify.py proof.json RECEIPT ROOT    and that the root is the one printed in the notice

The tree is that of RFC 9162 (section 2.1): a leaf is SHA-256 of a zero byte and the leaf's text, a
node is SHA-256 of a one byte, the left half and the right half.
"""

import json
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any


def leaf_of(leaf: dict[str, Any]) -> bytes:
    """The hash of the leaf: JSON with sorted keys and no spaces, in UTF-8."""
    text = json.dumps(leaf, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(b"\x00" + text.encode()).digest()


def root_of(proof: dict[str, Any]) -> str:
    """Where the way from the leaf ends."""
    node = leaf_of(proof["leaf"])
    for step in proof["path"]:
        other = bytes.fromhex(step["hash"])
        halves = other + node if step["side"] == "left" else node + other
        node = sha256(b"\x01" + halves).digest()
    return node.hex()


def receipt_hash(typed: str) -> str:
    """The hash of a receipt, however it was typed: no spaces, no dashes, capitals, 0 and 1."""
    tidy = "".join(letter for letter in typed.upper() if letter.isalnum())
    return sha256(tidy.translate(str.maketrans("OIL", "011")).encode()).hexdigest()


def faults(proof: dict[str, Any], receipt: str = "", root: str = "") -> list[str]:
    """Everything that is wrong with the proof."""
    reached = root_of(proof)
    wrong = {
        "the way does not lead to the root that the proof names": reached != proof["root"],
        "the proof is of another receipt": bool(receipt)
        and receipt_hash(receipt) != proof["leaf"]["receipt"],
        "the root is not the one that was given": bool(root) and reached != root.lower(),
    }
    return [words for words, holds in wrong.items() if holds]


def main(arguments: list[str]) -> int:
    """Say what the proof shows; 0 when nothing is wrong with it."""
    proof = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    found = faults(proof, *arguments[1:3])
    leaf = json.dumps(proof["leaf"], ensure_ascii=False)
    said = "\n".join(found) or "ok       the rating is in the published month"
    sys.stdout.write(f"leaf     {leaf}\nroot     {root_of(proof)}\n{said}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
