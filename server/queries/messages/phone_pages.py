"""Where does a message lead in the mini-program?"""

from server.rules.messages.audience import Circle
from server.rules.messages.topics import Facts, Topic

INBOX = "staff/messages/messages"
OF_ORDERS = frozenset(topic for topic in Topic if topic.startswith("order_"))
OF_CASES = frozenset(topic for topic in Topic if topic.startswith(("case_", "extension_")))
PAGES = {
    **dict.fromkeys(OF_CASES, "office/case/case?number={number}"),
    **dict.fromkeys(OF_ORDERS, "staff/rectifications/rectifications"),
    Topic.CITIZEN_MESSAGE: "office/case/case?number={number}",
    Topic.NOTICE_PUBLISHED: "pages/notices/notices",
    Topic.RATING_BATCH_READY: "staff/ratings/ratings",
    Topic.LEDGER_ENTRY: "staff/score/score",
    Topic.FINDING_STATED: "staff/score/score",
    Topic.APPEAL_DECIDED: "staff/appeal/appeal",
}
# The pages of whoever hears of themselves, not of their department.
OWN_PAGES = {
    Topic.DOCUMENT_SENT: "staff/document/document?number={number}",
    Topic.PERIOD_COMPUTED: "staff/score/score?period={period}",
    Topic.PERIOD_SIGNED: "staff/score/score?period={period}",
    Topic.PERIOD_REVISED: "staff/score/score?period={period}",
}
OF_A_CITIZEN = "pages/case/case?number={number}"


def page_of(topic: Topic, facts: Facts, *, circle: Circle) -> str:
    """The page where it goes on; empty: none on a phone. No secret stands in it."""
    if circle is Circle.CITIZEN:
        return OF_A_CITIZEN.format(**facts)
    own = OWN_PAGES if circle is Circle.STAFF else {}
    return {**PAGES, **own}.get(topic, "").format(**facts)
