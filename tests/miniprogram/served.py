"""Which hall do the phones visit? A served one, with people, cases, and a way to add more."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from server.settings import Settings
from tests.build import TestHall
from tests.house.installation import installed
from wechat.standin import StandIn

MONTH = "2026年10月"  # the one that is published


@dataclass(frozen=True)
class ServedHall:
    """A hall that a real server serves, and the WeChat beside it."""

    url: str
    place: TestHall
    settings: Settings
    wechat: StandIn
    cases: dict[str, str]
    questionnaire: str
    closed_questionnaire: str

    def link(self, window: str = "A01", query: str = "") -> str:
        """What the window's symbol says."""
        return f"https://pingjia.example.gov.cn/w/{self.place.codes[window]}{query}"

    @contextmanager
    def inside(self) -> Iterator[None]:
        """Inside the program, at the database that the server uses: actions can be called."""
        with installed(self.settings, has_entrances=False) as app, app.app_context():
            yield
