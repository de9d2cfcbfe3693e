"""How is a finding told over JSON?"""

from typing import Any

from server.gate import console_actor, console_hall, language
from server.queries.inspections.findings import FoundFinding, finding_row
from server.queries.inspections.rounds import round_numbered
from server.rules.accounts.roles import Permission
from server.rules.inspections.kinds import FindingState, FoundEvent, RoundState
from server.texts import say
from server.texts.days import day_and_time


def brief(found: FoundFinding) -> dict[str, Any]:
    """The finding in a list."""
    return {**vars(found), "photos": len(found.photos)}


def whole(found: FoundFinding) -> dict[str, Any]:
    """The finding with its evidence, and what this reader may do with it."""
    hall = console_hall()
    inspects = console_actor().may(Permission.INSPECT, hall.id)
    is_own = finding_row(hall.id, found.number).found_by == console_actor().account_id
    is_waiting = inspects and found.state is FindingState.WAITING
    is_open = round_numbered(hall.id, found.round).state is RoundState.OPEN
    stands = found.state is not FindingState.WITHDRAWN and not found.order
    return {
        **brief(found),
        "what": what(found),
        "state_title": state_title(found),
        "found": day_and_time(found.found_at.astimezone(hall.zone), language()),
        "photo_names": found.photos,
        "may_sign": is_waiting and not is_own,
        "waits_for_other": is_waiting and is_own,
        "may_withdraw": inspects and is_open and stands,
    }


def what(found: FoundFinding) -> str:
    """What was found, in words."""
    match found.event:
        case FoundEvent.FINDING:
            item = f"{found.item} {found.item_text}".strip()
            return item or _say("event_finding")
        case FoundEvent.OFF_POST:
            return _say("off_post_words", minutes=found.minutes or 0)
        case FoundEvent.MEETING:
            kind = _say(f"meeting_{found.meeting_kind}")
            return _say("meeting_words", kind=kind, how=_say(f"how_{found.meeting_how}"))


def state_title(found: FoundFinding) -> str:
    """Where the finding stands, in words."""
    is_reversed = found.is_taken_back and found.state is not FindingState.WITHDRAWN
    return _say("taken_back") if is_reversed else _say(f"finding_{found.state}")


def _say(code: str, **data: str | int) -> str:
    return say(f"inspections.{code}", language(), **data)
