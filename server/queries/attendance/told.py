"""What happened on an assessed day, in words?"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from server.texts import say

WHOLE_DAY = "day"


@dataclass(frozen=True)
class Told:
    """One line of a day: what happened, or what explains that nothing did."""

    event: str
    data: dict[str, Any]

    def sentence(self, lang: str) -> str:
        """The line in words."""
        return say(f"attendance.told_{self._key()}", lang, **self._filled(lang))

    def _key(self) -> str:
        if self.event == "missing_sign":
            return f"missing_sign_{self.data['purpose']}"
        if self.event == "business":
            return "business_approved" if self.data["is_approved"] else "business_asked"
        return self.event

    def _filled(self, lang: str) -> dict[str, Any]:
        match self.event:
            case "absent":
                return {"days": days_of(self.data["quantity"])}
            case "missing_sign":
                return {"edge": say(f"attendance.edge_{self.data['edge']}", lang)}
            case "leave":
                kind = say(f"attendance.kind_{self.data['kind']}", lang)
                half = say(f"attendance.half_{self.data['half']}", lang)
                return {"kind": kind, "half": half}
            case "business":
                return {}
            case _:
                at = self.data["at"]
                return {"minutes": self.data["quantity"], "at": f"{at[:2]}:{at[2:]}"}


def told_of(text: str) -> tuple[Told, ...]:
    """The lines of a stored day."""
    return tuple(_read(json.loads(text)))


def days_of(halves: int) -> str:
    """Halves as days, as people write them: 1, 0.5, 12.5."""
    whole, rest = divmod(halves, 2)
    return f"{whole}.5" if rest else str(whole)


def _read(lines: list[dict[str, Any]]) -> Iterator[Told]:
    for line in lines:
        yield Told(line.pop("event"), line)
