"""Arrangements for cases: people of the office, a case of any kind, a case walked to a state."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import select

from server.actions.cases.submit_complaint import submit_complaint
from server.actions.cases.take_step import Taken, take_step
from server.db import session, transaction
from server.models.accounts import Account
from server.models.cases import Case
from server.rules.accounts.roles import Actor, Role
from server.rules.cases.form import ComplaintForm
from server.rules.cases.kinds import CaseKind, CaseSource, CaseState
from server.rules.cases.step_form import StepForm
from server.rules.cases.step_names import StepName
from server.rules.cases.takers import Citizen, Clock, Taker
from tests.build import CONTACT_KEY, MORNING, TestHall, a_form, rate
from tests.house.signed_in import an_account

CODE = sha256(b"the secret code of a test").digest()
CITIZEN = Citizen(CODE)
CLOCK = Clock()
CONTACT = "13800000000"


def a_supervisor(place: TestHall, **more: Any) -> Actor:
    """A supervisor of the hall."""
    return an_account(place, Role.SUPERVISOR, **more).actor


def a_head(place: TestHall, department: str = "D1") -> Actor:
    """The head of that department."""
    return an_account(place, Role.DEPARTMENT_HEAD, department=department).actor


def a_discipline_contact(place: TestHall) -> Actor:
    """The hall's discipline contact."""
    return an_account(place, Role.DISCIPLINE).actor


def account_number(actor: Actor) -> str:
    """The number by which a form names that account."""
    wanted = select(Account.number).where(Account.id == actor.account_id)
    number: str = session.scalars(wanted).one()
    return number


def a_case(  # noqa: PLR0913 - so much has a case; a test names only what matters
    place: TestHall,
    kind: CaseKind = CaseKind.COMPLAINT,
    *,
    window: str = "A01",
    contact: str = "",
    moment: datetime = MORNING,
    contact_key: bytes = CONTACT_KEY,
) -> str:
    """A citizen files it at that moment; its number. CITIZEN knows its code."""
    if kind is CaseKind.BAD_RATING:
        return _a_bad_rating(place, window, contact, moment)
    form = ComplaintForm(
        kind=kind,
        category="attitude" if kind is CaseKind.COMPLAINT else "",
        text="等了四十分钟，没有人。",
        nonce=secrets.token_bytes(16),
        source=CaseSource.WEB,
        window_number=window,
        contact=contact,
        has_consented=bool(contact),
    )
    filed = submit_complaint(
        place.hall.id, form, code_hash=CODE, contact_key=contact_key, now=moment
    )
    return filed.number


def _a_bad_rating(place: TestHall, window: str, contact: str, moment: datetime) -> str:
    """CITIZEN knows the code of such a case too, as if it had been given one."""
    form = a_form(1, contact=contact, has_consented=bool(contact))
    rated = rate(place, window=window, moment=moment - timedelta(minutes=1), form=form)
    with transaction() as writing:
        case = writing.scalars(select(Case).where(Case.rating_id == rated.rating_id)).one()
        case.code_hash = CODE
        return case.number


def case_row(place: TestHall, number: str) -> Case:
    """The case's row, freshly read."""
    session.rollback()
    wanted = select(Case).where(Case.hall_id == place.hall.id, Case.number == number)
    row: Case = session.scalars(wanted).one()
    return row


def step(  # noqa: PLR0913 - so many parts has a step; a test names only what matters
    place: TestHall,
    number: str,
    name: StepName,
    taker: Taker,
    *,
    facts: Mapping[str, str] | None = None,
    words: Mapping[str, str] | None = None,
    now: datetime = MORNING,
    **more: Any,
) -> Taken:
    """The taker takes that step; facts and words that it needs have defaults."""
    chosen = {**FACTS.get(name, {}), **(facts or {})}
    written = {**WORDS.get(name, {}), **(words or {})}
    form = StepForm(number, name, facts=chosen, words=written, **more)
    return take_step(place.hall, form, taker, now=now)


N = StepName
FACTS: Mapping[StepName, Mapping[str, str]] = {
    N.REFUSE: {"reason": "other_unit"},
    N.TRANSFER: {"department": "D1"},
    N.ASK_UNIT: {"department": "D1"},
    N.DECIDE: {"finding": "substantiated", "outcome": "fixed_at_once", "cause": "rule"},
    N.CALL_BACK: {"reached": "yes", "satisfied": "yes"},
    N.RATE_HANDLING: {"level": "5"},
    N.ANSWER_REVIEW: {"review": "upheld"},
    N.ASK_NEW_KIND: {"kind": "inquiry"},
    N.ASK_EXCLUSION: {"reason": "mistaken"},
    N.LOOK: {"reason": "call_back"},
}
"""What a step holds unless a test says otherwise."""

WORDS: Mapping[StepName, Mapping[str, str]] = {
    N.REFUSE: {"remedy": "请向主管部门反映。"},
    N.TRANSFER: {"reason": "属于该部门职责。"},
    N.SEND_BACK: {"reason": "不是本部门的事项。"},
    N.ASK_UNIT: {"question": "请说明当时情况。"},
    N.EXPLAIN: {"explanation": "清单没有更新。"},
    N.NOTE: {"note": "已调取叫号记录。"},
    N.MESSAGE: {"message": "请问还有回执吗？"},
    N.CITIZEN_MESSAGE: {"message": "有，可以上传。"},
    N.ADD_EVIDENCE: {"evidence": "叫号记录一份。"},
    N.DECIDE: {"reason": "记录与所述一致。"},
    N.RECTIFY: {"measure": "更新清单。"},
    N.REPORT_RECTIFIED: {"report": "清单已更新。"},
    N.REPLY: {"reply": "经核实属实，清单已更新。"},
    N.ANSWER: {"reply": "谢谢，已转给窗口。"},
    N.REOPEN: {"reason": "问题还在。"},
    N.ESCALATE: {"reason": "仍未解决。"},
    N.ANSWER_REVIEW: {"reply": "复核后维持。"},
    N.ASK_EXTENSION: {"reason": "需要外地协查。"},
    N.REFUSE_EXTENSION: {"reason": "不需要。"},
    N.ASK_NEW_KIND: {"reason": "内容是咨询。"},
    N.REFUSE_NEW_KIND: {"reason": "确属投诉。"},
    N.ASK_EXCLUSION: {"reason": "选错了窗口。"},
    N.REFUSE_EXCLUSION: {"reason": "没有依据。"},
    N.LOOK: {"reason": "需要回访。"},
    N.PUBLISH_REPLY: {"asked": "材料清单不一致。", "reply": "清单已更新。"},
    N.WITHDRAW_REPLY: {"reason": "措辞有误。"},
    N.WRITTEN_REMINDER: {"reminder": "请尽快办理。"},
}

S = CaseState
PATHS: Mapping[CaseState, Sequence[StepName]] = {
    S.RECEIVED: (),
    S.ACCEPTED: (N.ACCEPT,),
    S.NOT_ACCEPTED: (N.REFUSE,),
    S.ASSIGNED: (N.ACCEPT, N.TRANSFER),
    S.INVESTIGATING: (N.ACCEPT, N.START),
    S.DECIDED: (N.ACCEPT, N.START, N.DECIDE),
    S.RECTIFYING: (N.ACCEPT, N.START, N.DECIDE, N.RECTIFY),
    S.REPLIED: (N.ACCEPT, N.START, N.DECIDE, N.REPLY),
    S.CALLED_BACK: (N.ACCEPT, N.START, N.DECIDE, N.REPLY, N.CALL_BACK),
    S.CLOSED: (N.ACCEPT, N.START, N.DECIDE, N.REPLY, N.CONFIRM),
    S.REOPENED: (N.ACCEPT, N.START, N.DECIDE, N.REPLY, N.CONFIRM, N.REOPEN),
    S.ESCALATED: (N.REFUSE, N.ESCALATE),
    S.WITHDRAWN: (N.WITHDRAW,),
    S.ARCHIVED: (N.WITHDRAW, N.ARCHIVE),
}
"""The shortest way to each state. Called back needs a contact; merged needs another case."""

BY_THE_CITIZEN = frozenset({N.CONFIRM, N.REOPEN, N.ESCALATE, N.WITHDRAW})


def walked_to(
    place: TestHall, number: str, state: CaseState, by: Actor, *, now: datetime = MORNING
) -> str:
    """The case at that state, handled by that actor; its number again."""
    for name in PATHS[state]:
        taker: Taker = CITIZEN if name in BY_THE_CITIZEN else by
        step(place, number, name, CLOCK if name is N.ARCHIVE else taker, now=now)
    return number
