"""After how many failures must somebody wait, and for how long?

等保: five failures close an account's door for 300 s, ten for 900 s. What is counted is a key: a
name tried from browsers that never signed in to it, a name on a browser that did, an address.
The owner's own browser is a key of its own, so that strangers cannot lock the owner out.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

# After a day without a lock the count begins anew. Until then each further failure past the
# last step waits as long as that step: ten tries at first, then four an hour.
COUNTED_FOR = timedelta(hours=24)


class Counted(StrEnum):
    """What the failures are counted by."""

    NAME = "name"
    DEVICE = "device"  # a name, on a browser that has signed in to it before
    SECOND = "second"  # the second factor of an account whose password was right
    ADDRESS = "address"
    PHONE = "phone"  # binding codes, by the phone that tries them
    PHONES = "phones"  # binding codes, whoever tries them


# Of these a success takes back its own try alone: others fail under the same key.
SHARED = frozenset({Counted.ADDRESS, Counted.PHONES})

Steps = tuple[tuple[int, timedelta], ...]
FIVE_AND_TEN: Steps = ((5, timedelta(seconds=300)), (10, timedelta(seconds=900)))
# A hall sits behind one address: forty people may mistype in one morning.
OF_A_WHOLE_HALL: Steps = ((100, timedelta(seconds=300)), (200, timedelta(seconds=900)))
STEPS = {
    Counted.NAME: FIVE_AND_TEN,
    Counted.DEVICE: FIVE_AND_TEN,
    Counted.SECOND: FIVE_AND_TEN,
    Counted.ADDRESS: OF_A_WHOLE_HALL,
    Counted.PHONE: FIVE_AND_TEN,
    Counted.PHONES: OF_A_WHOLE_HALL,
}


@dataclass(frozen=True)
class Tries:
    """Failures under one key since the first of them, and until when the key is closed."""

    failures: int
    first_failed_at: datetime
    locked_until: datetime | None = None

    def is_locked(self, now: datetime) -> bool:
        """Whether nothing is tried under this key at that moment."""
        return self.locked_until is not None and now < self.locked_until


def one_more(tries: Tries | None, counted: Counted, now: datetime) -> Tries:
    """The tries after one more failure at that moment; the key must not be locked."""
    if tries is None or now - tries.first_failed_at > COUNTED_FOR:
        return Tries(1, now)
    failures = tries.failures + 1
    return Tries(failures, tries.first_failed_at, _locked_until(failures, STEPS[counted], now))


def _locked_until(failures: int, steps: Steps, now: datetime) -> datetime | None:
    last, longest = steps[-1]
    if failures >= last:
        return now + longest
    return next((now + wait for count, wait in steps if count == failures), None)
