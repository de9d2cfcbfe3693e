"""Which levels, lanes and channels does a rating have, and how do other systems write them?"""

from enum import IntEnum, StrEnum


class Level(IntEnum):
    """The five levels of 好差评, 5 the best (国办发〔2019〕51号)."""

    VERY_SATISFIED = 5
    SATISFIED = 4
    BASICALLY_SATISFIED = 3
    DISSATISFIED = 2
    VERY_DISSATISFIED = 1

    @property
    def is_bad(self) -> bool:
        """Whether this is a 差评: one of the two lowest levels."""
        return self <= Level.DISSATISFIED


class Lane(StrEnum):
    """How well a rating proves that its writer was there."""

    VERIFIED = "verified"  # a one-visit ticket of the queue or business system
    PRESENT = "present"  # the rotating code on the window's screen
    PRINTED = "printed"  # the poster


class Channel(StrEnum):
    """Where a rating was given (评价渠道)."""

    COMPUTER = "computer"
    MOBILE = "mobile"
    QR = "qr"
    TABLET = "tablet"
    TERMINAL = "terminal"
    PHONE = "phone"
    SMS = "sms"
    PAPER = "paper"


# GB/T 39046-2020 table A.8 counts the other way: 1 is the best.
GBT_39046_CODES = {level: 6 - level for level in Level}
CHANNEL_CODES = {
    Channel.COMPUTER: 1,
    Channel.MOBILE: 2,
    Channel.QR: 3,
    Channel.TABLET: 4,
    Channel.TERMINAL: 5,
}


def to_gbt_39046(level: Level) -> int:
    """The level's code in GB/T 39046-2020 table A.8."""
    return GBT_39046_CODES[level]


def from_gbt_39046(code: int) -> Level:
    """The level of a code of GB/T 39046-2020 table A.8. Raises ValueError for another code."""
    return Level(6 - code)
