"""What does a message say, in which language, and where does it lead?"""

from collections.abc import Mapping
from dataclasses import dataclass

from server.rules.messages.audience import Circle
from server.rules.messages.topics import Facts, Topic
from server.texts import is_known, say

LINKS = {
    Topic.DIGEST: "/console/",
    Topic.ACCOUNT_INVITED: "/console/login",
    Topic.NOTICE_READY: "/console/notices",
    # Their number is not that of a case.
    Topic.APPEAL_FILED: "/console/appeals",
    Topic.APPEAL_DECIDED: "/staff/",
    Topic.APPEAL_DUE_SOON: "/console/appeals",
    Topic.APPEAL_OVERDUE: "/console/appeals",
    Topic.LEDGER_ENTRY: "/staff/",
    Topic.NOTICE_PUBLISHED: "/public/notices/",
    Topic.RATING_BATCH_READY: "/staff/",
    Topic.EXCLUSION_ASKED: "/console/exclusions",
    Topic.EXCLUSION_DECIDED: "/console/exclusions",
    Topic.FINDING_STATED: "/staff/findings",
    Topic.BONUS_ASKED: "/console/appraisal/bonus",
    Topic.BONUS_DECIDED: "/staff/bonus",
    Topic.LEAVE_ASKED: "/console/attendance/leave",
    Topic.LEAVE_DECIDED: "/staff/leave",
    Topic.BALLOT_OPENED: "/staff/ballots",
    Topic.AWARD_PROPOSED: "/console/appraisal/awards",
    Topic.TASK_OPENED: "/console/appraisal/tasks/{number}",
    Topic.DOCUMENT_SENT: "/console/documents/received/{number}",
    Topic.PERIOD_COMPUTED: "/console/appraisal/{period}",
    Topic.PERIOD_SIGNED: "/console/appraisal/{period}",
    Topic.PERIOD_REVISED: "/console/appraisal/{period}",
}
# The pages of whoever hears of themselves, not of their department.
OWN_LINKS = {
    Topic.DOCUMENT_SENT: "/staff/documents/{number}",
    Topic.PERIOD_COMPUTED: "/staff/score/{period}",
    Topic.PERIOD_SIGNED: "/staff/score/{period}",
    Topic.PERIOD_REVISED: "/staff/score/{period}",
}
OF_ORDERS = frozenset(topic for topic in Topic if topic.startswith("order_"))
OF_AN_ORDER, OF_A_CASE = "/console/inspections/orders/{number}", "/console/cases/{number}"


@dataclass(frozen=True)
class Words:
    """A message as a person reads it; ``link`` is a path of this installation."""

    subject: str
    text: str
    link: str


def words_of(topic: Topic, facts: Facts, *, circle: Circle, lang: str) -> Words:
    """The message for somebody of the hall, of that circle."""
    said = _said(facts, lang)
    subject = say(f"messages.{topic}", lang, **said)
    text = say(f"messages.{topic}_body", lang, **said)
    return Words(subject, text, link_of(topic, facts, circle=circle))


def citizen_words_of(facts: Facts, lang: str) -> Words:
    """The same for whoever filed the case: that there is news, and not what it is.

    It travels unsealed and may be read over a shoulder; the page asks for the secret code.
    """
    number = str(facts.get("number", ""))
    subject = say("messages.citizen", lang, number=number)
    return Words(subject, say("messages.citizen_body", lang, number=number), f"/c/{number}")


def link_of(topic: Topic, facts: Facts, *, circle: Circle) -> str:
    """The page where it goes on, for somebody of that circle."""
    own = OWN_LINKS if circle is Circle.STAFF else {}
    links = {**dict.fromkeys(OF_ORDERS, OF_AN_ORDER), **LINKS, **own}
    return links.get(topic, OF_A_CASE).format(**facts)


def _said(facts: Facts, lang: str) -> Mapping[str, object]:
    """The facts as they are said: words of closed sets in the reader's language."""
    return {name: _word(name, value, lang) for name, value in facts.items()}


def _word(name: str, value: str | int, lang: str) -> str | int:
    match name:
        case "kind":
            code = f"kind.{value}"
        case "outcome":
            code = f"messages.outcome_{value}"
        case "role":
            code = f"role.{value}"
        case _:
            return value
    return say(code, lang) if is_known(code) else value
