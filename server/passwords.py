"""How is a password kept, and is this the one? Argon2id, a few at a time."""

from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

# OWASP's least for Argon2id: 19 MiB, two passes, one lane (about 0.1 s here).
MEMORY_KIB, PASSES, LANES = 19 * 1024, 2, 1
# Memory is hashes at once times 19 MiB: more of them wait.
AT_ONCE = BoundedSemaphore(2)

HASHER = PasswordHasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=LANES)
# Of no password: checked for names that do not exist, so that they take as long as others.
DUMMY = "$argon2id$v=19$m=19456,t=2,p=1$Y2h1YW5ncGluZw$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"


def hash_password(password: str) -> str:
    """The password under Argon2id with a salt of its own, as text (about 100 letters)."""
    with AT_ONCE:
        return HASHER.hash(password)


def is_password(password: str, kept: str) -> bool:
    """Whether that is the password; takes as long where ``kept`` is empty as anywhere."""
    with AT_ONCE:
        try:
            return HASHER.verify(kept or DUMMY, password)
        except (VerifyMismatchError, InvalidHashError):
            return False


def needs_rehash(kept: str) -> bool:
    """Whether the kept text was made with other costs than today's."""
    return HASHER.check_needs_rehash(kept)
