"""What are citizens promised about their data before they give any? (个人信息保护法 art. 17)"""

from collections.abc import Callable
from dataclasses import dataclass, field

from server.actions.ratings.attachments import CONSENT_VERSION
from server.gate import wiring
from server.rules.hall_settings import KINDS
from server.texts import say

DAYS_A_YEAR = 365
KEPT = ("moment", "contact", "photo", "text", "case")
WAYS = {"sms": "SMS_URL", "email": "SMTP_URL"}


def told_by() -> tuple[str, ...]:
    """By which ways somebody who agreed to it is told of news here."""
    return tuple(way for way, setting in WAYS.items() if wiring().settings.outward.get(setting))


def has_wechat() -> bool:
    """Whether a case can be followed in a mini-program of this installation."""
    return bool(wiring().settings.wechat)


@dataclass(frozen=True)
class Promises:
    """Who handles the data, how to reach them, and for how many days each kind is kept."""

    hall_name: str
    supervision: str
    phone: str
    days: dict[str, int]
    version: str = CONSENT_VERSION
    told_by: tuple[str, ...] = field(default_factory=told_by)
    has_wechat: bool = field(default_factory=has_wechat)

    def office(self, lang: str) -> str:
        """Who handles the data."""
        supervision = self.supervision or say("citizen.supervision", lang)
        return f"{self.hall_name} {supervision}".strip()

    def contact_kept(self, lang: str) -> str:
        """How long a contact is kept after the case is closed."""
        return span(self.days["contact"], lang)

    def lines(self, lang: str) -> list[str]:
        """One sentence for each kind of data."""
        kept = [
            say(f"citizen.kept_{kind}", lang, span=span(self.days[kind], lang)) for kind in KEPT
        ]
        if self.has_wechat:
            kept.append(say("citizen.kept_openid", lang, span=self.contact_kept(lang)))
        return [*kept, say("citizen.kept_for_ever", lang)]


def promises_of(hall_name: str, phone: str, setting: Callable[[str], str]) -> Promises:
    """The promises of a hall, from its settings in force."""
    days = {kind: int(setting(f"{kind}_kept_days")) for kind in KEPT}
    return Promises(hall_name, setting("supervision_office"), phone, days)


def usual_promises() -> Promises:
    """The promises of a hall that has changed nothing; for when the database cannot be asked."""
    return promises_of("", "", lambda key: KINDS[key].default)


def span(days: int, lang: str) -> str:
    """A number of days as people say it: 2 years, 30 days."""
    years, rest = divmod(days, DAYS_A_YEAR)
    unit, count = ("days", days) if rest or not years else ("years", years)
    return say(f"citizen.{unit}", lang, count=count)
