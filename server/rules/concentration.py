"""Which windows' ratings of a month come from fewer accounts than chance would give?

People come back, and whoever acts for others comes often. So a window is compared with how often
accounts came back to the others: in its group and in the hall, whichever is more. It is a flag
for a person to look at, and it names no account.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt

from server.rules.flags import FALSE_SHARE, Flag, FlagKind
from server.rules.tails import binomial_tail, chance_text, discoveries

# With fewer accounts elsewhere it is not known how often people come back, and nobody is judged.
LEAST_ACCOUNTS = 100
# On how many days of the month an account must have been here to be looked at: a few looks,
# because each of them makes a false alarm more likely.
LOOKS = (3, 5, 8, 12, 16, 20)
# Where few accounts came so often, the next day is taken to be as likely as not: as if thirty more
# accounts had been seen, half of which came again.
ASSUMED_CAME, ASSUMED_AGAIN = 30, 15
# Chances are rounded up to so fine a grain; exact ones have thousands of digits.
GRAIN = 1 << 40


@dataclass(frozen=True)
class WindowAccounts:
    """A window's month: how many accounts were counted on so many days (days → accounts)."""

    window_id: int
    group_id: int
    accounts: Mapping[int, int]

    @property
    def number(self) -> int:
        """How many accounts there are."""
        return sum(self.accounts.values())

    def at_least(self, days: int) -> int:
        """How many accounts were counted on so many days or more."""
        return sum(number for seen, number in self.accounts.items() if seen >= days)

    def ratings_from(self, days: int) -> int:
        """How many ratings those gave: one a day."""
        return sum(seen * number for seen, number in self.accounts.items() if seen >= days)


@dataclass(frozen=True)
class Finding:
    """What is least likely about a window; ``chance`` is a bound above the true one."""

    window_id: int
    seen: int
    chance: Fraction


def account_flags(windows: Sequence[WindowAccounts]) -> tuple[Flag, ...]:
    """The flags of one month over all windows of a hall, in the order given.

    Cut so that at most one flag in twenty is expected to be false.
    """
    findings = list(_findings(windows))
    believed = discoveries([each.chance for each in findings], false_share=FALSE_SHARE)
    return tuple(
        Flag(each.window_id, FlagKind.ACCOUNTS, each.seen, chance_text(each.chance))
        for position, each in enumerate(findings)
        if position in believed
    )


def coming_back(accounts: Mapping[int, int]) -> tuple[Fraction, ...]:
    """At each place x from 0 to the last look: the share of accounts counted on x days or more.

    Step by step, of those who came so often the share that came once more; on the safe side by
    one standard error, and never falling: who came more often does not come back less.
    """
    shares, again = [Fraction(1), Fraction(1)], Fraction(0)
    for days in range(2, LOOKS[-1] + 1):
        came = sum(number for seen, number in accounts.items() if seen >= days - 1)
        once_more = sum(number for seen, number in accounts.items() if seen >= days)
        seen_again = once_more + isqrt(once_more) + ASSUMED_AGAIN
        again = min(Fraction(1), max(again, Fraction(seen_again, came + ASSUMED_CAME)))
        shares.append(shares[-1] * again)
    return tuple(shares)


def _findings(windows: Sequence[WindowAccounts]) -> Iterator[Finding]:
    hall, groups = Counter[int](), dict[int, Counter[int]]()
    for window in windows:
        hall.update(window.accounts)
        groups.setdefault(window.group_id, Counter()).update(window.accounts)
    for window in windows:
        rest = [hall - Counter(window.accounts), groups[window.group_id] - Counter(window.accounts)]
        known = [coming_back(each) for each in rest if each.total() >= LEAST_ACCOUNTS]
        if known:
            yield _least_likely(window, [max(shares) for shares in zip(*known, strict=True)])


def _least_likely(window: WindowAccounts, usual: Sequence[Fraction]) -> Finding:
    """The look at which so many accounts are least likely; its chance is that of any look."""
    chance, days = min(
        (
            binomial_tail(
                window.at_least(days), trials=window.number, chance=_rounded_up(usual[days])
            ),
            days,
        )
        for days in LOOKS
    )
    return Finding(
        window.window_id, window.ratings_from(days), min(Fraction(1), chance * len(LOOKS))
    )


def _rounded_up(share: Fraction) -> Fraction:
    return Fraction(-(-share.numerator * GRAIN // share.denominator), GRAIN)
