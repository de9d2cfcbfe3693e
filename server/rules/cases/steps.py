"""Which steps are there, from where to where, and who may take each? This table, nothing else.

``flask --app wsgi cases steps`` prints it; docs/cases.md is that print.
"""

from server.rules.accounts.roles import Permission
from server.rules.cases.clocks import (
    ACCEPTED,
    HANDLING,
    RECTIFICATION,
    CaseClock,
    clock_after_reply,
)
from server.rules.cases.codes import (
    ESTABLISHED,
    PERSONS,
    Cause,
    ExclusionReason,
    Finding,
    LookReason,
    Outcome,
    ProposalKind,
    Review,
    Rung,
    Satisfied,
    WaitsFor,
)
from server.rules.cases.facts import CaseFacts
from server.rules.cases.guards import Guard
from server.rules.cases.kinds import CaseKind, CaseState, is_open
from server.rules.cases.step import Fact, Named, Step, one_of, some, yes_or_no
from server.rules.cases.step_names import StepName
from server.rules.cases.takers import By

G, K, N, P, S = Guard, CaseKind, StepName, Permission, CaseState

ALL = frozenset(K)
BY_THE_OFFICE = ALL - {K.TIP_OFF}  # a tip-off never reaches a department
RATED = frozenset({K.BAD_RATING})
WITH_SHORT_WAY = frozenset({K.SUGGESTION, K.PRAISE, K.INQUIRY})
EVERY_STATE = frozenset(S) - {S.ARCHIVED}
OPEN = frozenset(state for state in S if is_open(state))
UNDECIDED = some(S.ACCEPTED, S.ASSIGNED, S.INVESTIGATING, S.REOPENED)
BEFORE_REPLY = UNDECIDED | {S.RECEIVED, S.DECIDED, S.RECTIFYING}
ANSWERED = some(S.REPLIED, S.CALLED_BACK)
CONTESTED = ANSWERED | {S.CLOSED}

PERSON, CITIZEN, CLOCK = By.PERSON, By.CITIZEN, By.CLOCK
UNIT, OFFICE, THE_CITIZEN = WaitsFor.UNIT, WaitsFor.OFFICE, WaitsFor.CITIZEN
# The accused and their line take no part in the handling (research: reprisal, leaks).
APART = (G.CONFLICT,)
# After an escalation nobody goes on who had a part before it.
NEW_HANDS = (G.CONFLICT, G.TOOK_PART)
EXTENSION, NEW_KIND, EXCLUSION = ProposalKind
NEW_KINDS = tuple(kind for kind in K if kind is not K.BAD_RATING)
DEPARTMENT = Fact("department", names=Named.DEPARTMENT)
OTHER_CASE = Fact("case", names=Named.CASE)


def _accepted(facts: CaseFacts) -> CaseClock | None:
    return ACCEPTED.get(facts.kind)


def _replied(facts: CaseFacts) -> CaseClock:
    return clock_after_reply(facts.kind, has_contact=facts.has_contact)


STEPS: tuple[Step, ...] = (
    # It comes in.
    Step(N.RECEIVE, CITIZEN, some(), S.RECEIVED, is_shown=True),
    Step(N.RECEIVE, PERSON, some(), S.RECEIVED, P.ENTER_CASES, is_shown=True),
    Step(N.ACCEPT, PERSON, some(S.RECEIVED), S.ACCEPTED, P.HANDLE_CASES, guards=APART,
         facts=(one_of("clock", HANDLING, is_compulsory=False),), may_say=("message",),
         clock=_accepted, is_shown=True, shown_words=("message",)),
    Step(N.REFUSE, PERSON, some(S.RECEIVED, S.ACCEPTED), S.NOT_ACCEPTED, P.HANDLE_CASES,
         kinds=ALL - {K.BAD_RATING}, guards=APART, facts=(Fact("reason", pack="refusals"),),
         words=("remedy",), may_say=("reason",),
         waits_for=OFFICE, is_shown=True, shown_words=("reason", "remedy")),
    # It finds who handles it.
    Step(N.ASSIGN, PERSON, UNDECIDED, S.ASSIGNED, P.HANDLE_CASES, guards=APART,
         facts=(Fact("handler", names=Named.ACCOUNT),),
         may_say=("note",), waits_for=OFFICE, is_shown=True),
    Step(N.TRANSFER, PERSON, UNDECIDED, S.ASSIGNED, P.HANDLE_CASES, kinds=BY_THE_OFFICE,
         guards=APART, facts=(DEPARTMENT,), words=("reason",), waits_for=UNIT, is_shown=True),
    Step(N.SEND_BACK, PERSON, some(S.ASSIGNED), S.ACCEPTED, P.ANSWER_CASES, kinds=BY_THE_OFFICE,
         guards=(G.OTHER_DEPARTMENT, G.SEND_BACK_OVER), words=("reason",), waits_for=OFFICE),
    # It is looked into.
    Step(N.START, PERSON, some(S.ACCEPTED, S.ASSIGNED, S.REOPENED), S.INVESTIGATING,
         P.HANDLE_CASES, guards=NEW_HANDS, is_shown=True),
    Step(N.ASK_UNIT, PERSON, BEFORE_REPLY - {S.RECEIVED}, None, P.HANDLE_CASES,
         kinds=BY_THE_OFFICE, guards=APART, facts=(DEPARTMENT,), words=("question",),
         waits_for=UNIT),
    Step(N.EXPLAIN, PERSON, BEFORE_REPLY - {S.RECEIVED}, None, P.ANSWER_CASES,
         kinds=BY_THE_OFFICE, guards=(G.OTHER_DEPARTMENT, G.NOTHING_ASKED),
         words=("explanation",), may_hold_photos=True, waits_for=OFFICE),
    Step(N.NOTE, PERSON, EVERY_STATE, None, P.HANDLE_CASES, guards=APART, words=("note",),
         is_quiet=True),
    Step(N.MESSAGE, PERSON, EVERY_STATE - {S.MERGED}, None, P.HANDLE_CASES, guards=APART,
         words=("message",), waits_for=THE_CITIZEN, is_shown=True, shown_words=("message",)),
    Step(N.CITIZEN_MESSAGE, CITIZEN, EVERY_STATE - {S.MERGED}, None, words=("message",),
         waits_for=OFFICE, is_shown=True, shown_words=("message",)),
    Step(N.ADD_EVIDENCE, CITIZEN, OPEN, None, may_say=("message",), may_hold_photos=True,
         waits_for=OFFICE, is_shown=True, shown_words=("message",)),
    Step(N.ADD_EVIDENCE, PERSON, OPEN, None, P.HANDLE_CASES, guards=APART,
         words=("evidence",), may_hold_photos=True),
    # It is decided, put right, answered.
    Step(N.DECIDE, PERSON, some(S.INVESTIGATING), S.DECIDED, P.HANDLE_CASES, guards=NEW_HANDS,
         facts=(
             one_of("finding", Finding), one_of("outcome", Outcome),
             Fact("cause", choices=tuple(Cause), when=("finding", ESTABLISHED)),
             Fact("staff", names=Named.STAFF, when=("cause", PERSONS)),
         ),
         words=("reason",), waits_for=OFFICE, is_shown=True),
    Step(N.RECTIFY, PERSON, some(S.DECIDED), S.RECTIFYING, P.HANDLE_CASES,
         guards=(*APART, G.NOT_ESTABLISHED),
         facts=(
             one_of("clock", RECTIFICATION, is_compulsory=False),
             Fact("department", names=Named.DEPARTMENT, is_compulsory=False),
         ),
         words=("measure",), clock=CaseClock.RECTIFY_SHORT, waits_for=UNIT, is_shown=True),
    Step(N.REPORT_RECTIFIED, PERSON, some(S.RECTIFYING), None, P.ANSWER_CASES,
         guards=(G.OTHER_DEPARTMENT, G.RECTIFIED_ALREADY), words=("report",), may_hold_photos=True,
         clock=CaseClock.REPLY, waits_for=OFFICE, is_shown=True),
    Step(N.REPLY, PERSON, some(S.DECIDED, S.RECTIFYING), S.REPLIED, P.HANDLE_CASES,
         guards=(*NEW_HANDS, G.RECTIFY_FIRST, G.NOT_RECTIFIED), words=("reply",),
         clock=_replied, waits_for=THE_CITIZEN, is_shown=True,
         shown_words=("reply",)),
    # What answers a case answers those that were merged into it.
    Step(N.REPLY, CLOCK, some(S.MERGED), None, words=("reply",), is_shown=True,
         shown_words=("reply",), is_quiet=True),
    Step(N.ANSWER, PERSON, UNDECIDED | {S.RECEIVED}, S.REPLIED, P.HANDLE_CASES,
         kinds=WITH_SHORT_WAY, guards=NEW_HANDS, words=("reply",),
         clock=_replied, waits_for=THE_CITIZEN, is_shown=True,
         shown_words=("reply",)),
    Step(N.CALL_BACK, PERSON, ANSWERED, S.CALLED_BACK, P.HANDLE_CASES,
         guards=(*APART, G.NO_CONTACT), facts=(
             yes_or_no("reached"),
             Fact("satisfied", choices=tuple(Satisfied), when=("reached", frozenset({"yes"}))),
         ),
         may_say=("call",), waits_for=OFFICE, is_shown=True),
    # It ends.
    Step(N.CONFIRM, CITIZEN, ANSWERED, S.CLOSED, waits_for=OFFICE, is_shown=True),
    Step(N.CLOSE, PERSON, some(S.CALLED_BACK), S.CLOSED, P.HANDLE_CASES,
         guards=(*APART, G.UNHAPPY_FIRST, G.NOT_CALLED_BACK),
         waits_for=OFFICE, is_shown=True),
    Step(N.LAPSE, CLOCK, ANSWERED, S.CLOSED, guards=(G.CONFIRMING,),
         waits_for=OFFICE, is_shown=True),
    Step(N.WITHDRAW, CITIZEN, OPEN, S.WITHDRAWN, may_say=("reason",),
         waits_for=OFFICE, is_shown=True),
    Step(N.ARCHIVE, CLOCK, frozenset(S) - OPEN - {S.ARCHIVED}, S.ARCHIVED,
         guards=(G.STILL_CONTESTABLE,), is_shown=True),
    Step(N.RATE_HANDLING, CITIZEN, CONTESTED | {S.NOT_ACCEPTED}, None, guards=(G.RATED_ALREADY,),
         facts=(one_of("level", "12345"),), may_say=("message",), is_shown=True, is_quiet=True),
    # It is contested.
    # From *merged* it goes on by itself again.
    Step(N.REOPEN, CITIZEN, CONTESTED | {S.MERGED}, S.REOPENED,
         guards=(G.REOPENED_BEFORE, G.REOPEN_OVER), words=("reason",),
         clock=CaseClock.ORDINARY, waits_for=OFFICE, is_shown=True, shown_words=("reason",)),
    Step(N.REOPEN, PERSON, ANSWERED, S.REOPENED, P.HANDLE_CASES,
         guards=(*APART, G.REOPENED_BEFORE, G.NOT_UNHAPPY), words=("reason",),
         clock=CaseClock.ORDINARY, waits_for=OFFICE, is_shown=True),
    Step(N.ESCALATE, CITIZEN, some(S.CLOSED, S.NOT_ACCEPTED), S.ESCALATED,
         guards=(G.REOPEN_FIRST, G.ESCALATED_BEFORE, G.ESCALATE_OVER), words=("reason",),
         clock=CaseClock.REVIEW, waits_for=OFFICE, is_shown=True, shown_words=("reason",)),
    Step(N.TAKE_UP_REVIEW, PERSON, some(S.ESCALATED), S.INVESTIGATING, P.HANDLE_CASES,
         guards=NEW_HANDS, is_shown=True),
    Step(N.ANSWER_REVIEW, PERSON, some(S.ESCALATED), S.CLOSED, P.HANDLE_CASES, guards=NEW_HANDS,
         facts=(one_of("review", Review),), words=("reply",),
         waits_for=OFFICE, is_shown=True, shown_words=("reply",)),
    # It belongs with others.
    Step(N.MERGE, PERSON, UNDECIDED | {S.RECEIVED}, S.MERGED, P.HANDLE_CASES, guards=APART,
         facts=(OTHER_CASE,), waits_for=OFFICE, is_shown=True),
    Step(N.LINK, PERSON, EVERY_STATE, None, P.HANDLE_CASES, guards=APART, facts=(OTHER_CASE,),
         is_quiet=True),
    # What takes two people.
    Step(N.ASK_EXTENSION, PERSON, OPEN, None, P.HANDLE_CASES,
         guards=(*APART, G.NO_CLOCK, G.EXTENDED_BEFORE, G.EXPIRED), asks=EXTENSION,
         words=("reason",)),
    Step(N.APPROVE_EXTENSION, PERSON, OPEN, None, P.DECIDE_PROPOSALS,
         guards=(*APART, G.NO_CLOCK, G.EXTENDED_BEFORE), decides=EXTENSION,
         may_say=("message",), is_shown=True, shown_words=("message",)),
    Step(N.REFUSE_EXTENSION, PERSON, OPEN, None, P.DECIDE_PROPOSALS, guards=APART,
         decides=EXTENSION, words=("reason",)),
    Step(N.ASK_NEW_KIND, PERSON, BEFORE_REPLY, None, P.HANDLE_CASES, kinds=ALL - {K.BAD_RATING},
         guards=APART, asks=NEW_KIND, facts=(one_of("kind", NEW_KINDS),), words=("reason",),
         is_shown=True, shown_words=("reason",)),
    Step(N.AGREE_NEW_KIND, CITIZEN, BEFORE_REPLY, None, decides=NEW_KIND, waits_for=OFFICE,
         is_shown=True),
    Step(N.DECLINE_NEW_KIND, CITIZEN, BEFORE_REPLY, None, decides=NEW_KIND, may_say=("message",),
         waits_for=OFFICE, is_shown=True, shown_words=("message",)),
    Step(N.APPROVE_NEW_KIND, PERSON, BEFORE_REPLY, None, P.DECIDE_PROPOSALS, guards=APART,
         decides=NEW_KIND, may_say=("reason",), is_shown=True),
    Step(N.REFUSE_NEW_KIND, PERSON, BEFORE_REPLY, None, P.DECIDE_PROPOSALS, guards=APART,
         decides=NEW_KIND, words=("reason",), is_shown=True),
    Step(N.ASK_EXCLUSION, PERSON, EVERY_STATE, None, P.HANDLE_CASES, kinds=RATED,
         guards=(*APART, G.NO_RATING, G.EXCLUDED_ALREADY), asks=EXCLUSION,
         facts=(one_of("reason", ExclusionReason),), words=("reason",)),
    Step(N.APPROVE_EXCLUSION, PERSON, EVERY_STATE, None, P.DECIDE_PROPOSALS, kinds=RATED,
         guards=(*APART, G.EXCLUDED_ALREADY), decides=EXCLUSION, may_say=("reason",),
         is_shown=True),
    Step(N.REFUSE_EXCLUSION, PERSON, EVERY_STATE, None, P.DECIDE_PROPOSALS, kinds=RATED,
         guards=APART, decides=EXCLUSION, words=("reason",)),
    # Who wrote it, and what the public reads of it.
    Step(N.LOOK, PERSON, EVERY_STATE, None, P.SEE_IDENTITY, guards=(*APART, G.NO_CONTACT),
         facts=(one_of("reason", LookReason),), words=("reason",), is_quiet=True),
    Step(N.ERASE_CONTACT, CITIZEN, frozenset(S), None, guards=(G.NO_CONTACT,), is_shown=True,
         is_quiet=True),
    Step(N.ERASE_WORDS, CITIZEN, frozenset(S), None, is_shown=True, is_quiet=True),
    Step(N.PUBLISH_REPLY, PERSON, some(S.CLOSED, S.ARCHIVED), None, P.PUBLISH_REPLIES,
         kinds=BY_THE_OFFICE, guards=(G.PUBLISHED_ALREADY,), words=("asked", "reply"),
         is_shown=True, is_quiet=True),
    Step(N.WITHDRAW_REPLY, PERSON, some(S.CLOSED, S.ARCHIVED), None, P.PUBLISH_REPLIES,
         kinds=BY_THE_OFFICE, guards=(G.NOT_PUBLISHED,), words=("reason",), is_shown=True,
         is_quiet=True),
    # The clock speaks.
    Step(N.REMIND, CLOCK, OPEN, None, facts=(one_of("rung", Rung),), is_quiet=True),
    Step(N.WRITTEN_REMINDER, CLOCK, OPEN, None, facts=(one_of("rung", Rung),),
         guards=(G.NOT_EXPIRED,), is_quiet=True),
    Step(N.WRITTEN_REMINDER, PERSON, OPEN, None, P.HANDLE_CASES, guards=(*APART, G.NOT_EXPIRED),
         words=("reminder",)),
    Step(N.DEADLINE_MOVED, CLOCK, OPEN, None, facts=(Fact("due_on"), Fact("before")),
         is_shown=True, is_quiet=True),
)  # fmt: skip
