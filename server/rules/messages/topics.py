"""What can a message be about, and which facts may it hold?

A message holds no more than the facts of its topic. None of them is a citizen's words, name or
phone: numbers of cases, days, counts and words of closed sets. Whoever may know more opens the
case and is asked who they are. The sentences stand in ``server/texts/messages.toml``.
"""

from collections.abc import Mapping
from enum import StrEnum

from server.errors import ChuangpingError

# Longer than any number, day, code or name of an office; a citizen's words are longer still.
LONGEST_FACT = 60

Facts = Mapping[str, str | int]


class FactsUnfit(ChuangpingError):
    """A message holds other facts than its topic has, or one that is too long to be a fact."""

    code = "messages.facts_unfit"


class Topic(StrEnum):
    """What happened."""

    CASE_RECEIVED = "case_received"
    CASE_ACCEPTED = "case_accepted"
    CASE_ASSIGNED = "case_assigned"
    CASE_SENT_BACK = "case_sent_back"
    CASE_DUE_SOON = "case_due_soon"
    CASE_OVERDUE = "case_overdue"
    CASE_WRITTEN_REMINDER = "case_written_reminder"
    CASE_ANSWERED = "case_answered"
    CASE_REOPENED = "case_reopened"
    CITIZEN_MESSAGE = "citizen_message"
    OFFICE_MESSAGE = "office_message"
    EXTENSION_ASKED = "extension_asked"
    EXTENSION_DECIDED = "extension_decided"
    APPEAL_FILED = "appeal_filed"
    APPEAL_DECIDED = "appeal_decided"
    APPEAL_DUE_SOON = "appeal_due_soon"
    APPEAL_OVERDUE = "appeal_overdue"
    LEDGER_ENTRY = "ledger_entry"
    EXCLUSION_ASKED = "exclusion_asked"
    EXCLUSION_DECIDED = "exclusion_decided"
    DIGEST = "digest"
    ACCOUNT_INVITED = "account_invited"
    NOTICE_READY = "notice_ready"
    NOTICE_PUBLISHED = "notice_published"
    RATING_BATCH_READY = "rating_batch_ready"
    DOCUMENT_SENT = "document_sent"
    PERIOD_COMPUTED = "period_computed"
    PERIOD_SIGNED = "period_signed"
    PERIOD_REVISED = "period_revised"
    TASK_OPENED = "task_opened"
    BONUS_ASKED = "bonus_asked"
    BONUS_DECIDED = "bonus_decided"
    LEAVE_ASKED = "leave_asked"
    LEAVE_DECIDED = "leave_decided"
    BALLOT_OPENED = "ballot_opened"
    AWARD_PROPOSED = "award_proposed"
    FINDING_STATED = "finding_stated"
    ORDER_ISSUED = "order_issued"
    ORDER_DUE_SOON = "order_due_soon"
    ORDER_OVERDUE = "order_overdue"
    ORDER_REPLIED = "order_replied"
    ORDER_PASSED = "order_passed"
    ORDER_CANCELLED = "order_cancelled"


# ``number`` is that of the case; days are written 2026-11-26; ``outcome`` is granted or refused.
FACTS: dict[Topic, frozenset[str]] = {
    Topic.CASE_RECEIVED: frozenset({"number", "kind"}),
    Topic.CASE_ACCEPTED: frozenset({"number", "due_on"}),
    Topic.CASE_ASSIGNED: frozenset({"number", "kind", "due_on"}),
    Topic.CASE_SENT_BACK: frozenset({"number"}),
    Topic.CASE_DUE_SOON: frozenset({"number", "due_on"}),
    Topic.CASE_OVERDUE: frozenset({"number", "due_on"}),
    Topic.CASE_WRITTEN_REMINDER: frozenset({"number", "due_on"}),
    Topic.CASE_ANSWERED: frozenset({"number"}),
    Topic.CASE_REOPENED: frozenset({"number", "due_on"}),
    Topic.CITIZEN_MESSAGE: frozenset({"number"}),
    Topic.OFFICE_MESSAGE: frozenset({"number", "due_on"}),
    Topic.EXTENSION_ASKED: frozenset({"number", "due_on"}),
    Topic.EXTENSION_DECIDED: frozenset({"number", "outcome", "due_on"}),
    Topic.APPEAL_FILED: frozenset({"number"}),
    Topic.APPEAL_DECIDED: frozenset({"number", "outcome"}),
    Topic.APPEAL_DUE_SOON: frozenset({"number", "due_on"}),
    Topic.APPEAL_OVERDUE: frozenset({"number", "due_on"}),
    Topic.LEDGER_ENTRY: frozenset({"number"}),
    Topic.EXCLUSION_ASKED: frozenset({"number"}),
    Topic.EXCLUSION_DECIDED: frozenset({"number", "outcome"}),
    Topic.DIGEST: frozenset({"day", "overdue", "due_today", "due_soon", "new", "proposals"}),
    # The invitation itself is a secret and is handed over, never sent.
    Topic.ACCOUNT_INVITED: frozenset({"role"}),
    Topic.NOTICE_READY: frozenset({"month", "revision"}),
    Topic.NOTICE_PUBLISHED: frozenset({"number", "month"}),
    Topic.RATING_BATCH_READY: frozenset({"until"}),
    Topic.DOCUMENT_SENT: frozenset({"number"}),
    Topic.PERIOD_COMPUTED: frozenset({"period", "until"}),
    Topic.PERIOD_SIGNED: frozenset({"period", "revision"}),
    Topic.PERIOD_REVISED: frozenset({"period", "revision"}),
    Topic.TASK_OPENED: frozenset({"number", "period"}),
    Topic.BONUS_ASKED: frozenset({"number"}),
    Topic.BONUS_DECIDED: frozenset({"number", "outcome"}),
    Topic.LEAVE_ASKED: frozenset({"number"}),
    Topic.LEAVE_DECIDED: frozenset({"number", "outcome"}),
    Topic.BALLOT_OPENED: frozenset({"number", "period", "until"}),
    Topic.AWARD_PROPOSED: frozenset({"period", "seats"}),
    Topic.FINDING_STATED: frozenset({"number"}),
    Topic.ORDER_ISSUED: frozenset({"number", "due_on"}),
    Topic.ORDER_DUE_SOON: frozenset({"number", "due_on"}),
    Topic.ORDER_OVERDUE: frozenset({"number", "due_on"}),
    Topic.ORDER_REPLIED: frozenset({"number", "due_on"}),
    Topic.ORDER_PASSED: frozenset({"number", "due_on"}),
    Topic.ORDER_CANCELLED: frozenset({"number", "due_on"}),
}


def check_facts(topic: Topic, facts: Facts) -> None:
    """Raises FactsUnfit unless these are the facts of that topic and each is short."""
    if facts.keys() != FACTS[topic]:
        raise FactsUnfit(topic=topic, facts=", ".join(sorted(facts.keys() ^ FACTS[topic])))
    for name, value in facts.items():
        if len(str(value)) > LONGEST_FACT or "\n" in str(value):
            raise FactsUnfit(topic=topic, facts=name)
