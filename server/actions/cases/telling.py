"""Who hears of a step, and what?"""

from collections.abc import Callable, Iterator, Mapping

from server.actions.cases.taking import Taking
from server.actions.messages.tell import News, tell
from server.queries.messages.followers import is_followed
from server.rules.cases.codes import ProposalKind, Rung
from server.rules.cases.kinds import CaseKind, audience_of
from server.rules.cases.step_names import StepName as Step
from server.rules.cases.takers import By
from server.rules.messages.audience import Audience, Circle, to_account, to_citizen, to_head
from server.rules.messages.topics import FACTS, Topic

Whom = Callable[[Taking], Audience | None]


def tell_of(taking: Taking) -> None:
    """Write the messages of the step, in its transaction; after a step that was not new, none."""
    for topic, audience in _news(taking):
        news = News(topic, audience, _facts(taking, topic), case_id=taking.case.id)
        dedupe = f"step/{taking.case.number}/{taking.row.position}/{audience}"
        tell(taking.session, taking.hall_id, news, dedupe=dedupe, now=taking.office.now)


def _news(taking: Taking) -> Iterator[tuple[Topic, Audience]]:
    rung = taking.form.facts.get("rung")
    of_step = NEWS.get((taking.step.name, taking.step.by), ())
    for topic, whom in REMINDERS[Rung(rung)] if rung else of_step:
        audience = whom(taking)
        if audience is not None:
            yield topic, audience


def _office(taking: Taking) -> Audience:
    return Audience(Circle(audience_of(CaseKind(taking.case.kind))))


def _handler(taking: Taking) -> Audience:
    """Whoever handles it, the whole office where nobody does."""
    handler = taking.case.handler_id
    return _office(taking) if handler is None else to_account(handler)


def _unit(taking: Taking) -> Audience | None:
    department = taking.case.department_id
    return None if department is None else to_head(department)


def _citizen(taking: Taking) -> Audience | None:
    case = taking.case
    is_reached = case.has_contact or is_followed(case.hall_id, case.id)
    return to_citizen(case.id) if is_reached else None


def _asker(kind: ProposalKind) -> Whom:
    return lambda taking: to_account(taking.facts.waiting[kind].asked_by)


CITIZEN, PERSON = By.CITIZEN, By.PERSON
_EXTENSION, _EXCLUSION = _asker(ProposalKind.EXTENSION), _asker(ProposalKind.EXCLUSION)

NEWS: Mapping[tuple[Step, By], tuple[tuple[Topic, Whom], ...]] = {
    (Step.ACCEPT, PERSON): ((Topic.CASE_ACCEPTED, _citizen),),
    (Step.REFUSE, PERSON): ((Topic.CASE_ANSWERED, _citizen),),
    (Step.ASSIGN, PERSON): ((Topic.CASE_ASSIGNED, _handler),),
    (Step.TRANSFER, PERSON): ((Topic.CASE_ASSIGNED, _unit),),
    (Step.ASK_UNIT, PERSON): ((Topic.CASE_ASSIGNED, _unit),),
    (Step.SEND_BACK, PERSON): ((Topic.CASE_SENT_BACK, _office),),
    (Step.MESSAGE, PERSON): ((Topic.OFFICE_MESSAGE, _citizen),),
    (Step.CITIZEN_MESSAGE, CITIZEN): ((Topic.CITIZEN_MESSAGE, _handler),),
    (Step.ADD_EVIDENCE, CITIZEN): ((Topic.CITIZEN_MESSAGE, _handler),),
    (Step.RECTIFY, PERSON): ((Topic.CASE_ASSIGNED, _unit),),
    (Step.REPLY, PERSON): ((Topic.CASE_ANSWERED, _citizen),),
    (Step.REPLY, By.CLOCK): ((Topic.CASE_ANSWERED, _citizen),),
    (Step.ANSWER, PERSON): ((Topic.CASE_ANSWERED, _citizen),),
    (Step.ANSWER_REVIEW, PERSON): ((Topic.CASE_ANSWERED, _citizen),),
    (Step.REOPEN, CITIZEN): ((Topic.CASE_REOPENED, _office),),
    (Step.REOPEN, PERSON): ((Topic.CASE_REOPENED, _office),),
    (Step.ESCALATE, CITIZEN): ((Topic.CASE_REOPENED, _office),),
    (Step.ASK_EXTENSION, PERSON): ((Topic.EXTENSION_ASKED, _office),),
    (Step.APPROVE_EXTENSION, PERSON): (
        (Topic.EXTENSION_DECIDED, _EXTENSION),
        (Topic.EXTENSION_DECIDED, _citizen),
    ),
    (Step.REFUSE_EXTENSION, PERSON): ((Topic.EXTENSION_DECIDED, _EXTENSION),),
    (Step.ASK_NEW_KIND, PERSON): ((Topic.OFFICE_MESSAGE, _citizen),),
    (Step.APPROVE_NEW_KIND, PERSON): (
        (Topic.OFFICE_MESSAGE, _citizen),
        (Topic.CASE_RECEIVED, _office),
    ),
    (Step.ASK_EXCLUSION, PERSON): ((Topic.EXCLUSION_ASKED, _office),),
    (Step.APPROVE_EXCLUSION, PERSON): ((Topic.EXCLUSION_DECIDED, _EXCLUSION),),
    (Step.REFUSE_EXCLUSION, PERSON): ((Topic.EXCLUSION_DECIDED, _EXCLUSION),),
    (Step.WRITTEN_REMINDER, PERSON): (
        (Topic.CASE_WRITTEN_REMINDER, _handler),
        (Topic.CASE_WRITTEN_REMINDER, _unit),
    ),
    (Step.DEADLINE_MOVED, By.CLOCK): ((Topic.OFFICE_MESSAGE, _citizen),),
}

_EVERYBODY = (_office, _handler, _unit)
REMINDERS: Mapping[Rung, tuple[tuple[Topic, Whom], ...]] = {
    Rung.DAY_BEFORE: ((Topic.CASE_DUE_SOON, _handler), (Topic.CASE_DUE_SOON, _unit)),
    Rung.DAY_AFTER: tuple((Topic.CASE_OVERDUE, whom) for whom in _EVERYBODY),
    Rung.WRITTEN: tuple((Topic.CASE_WRITTEN_REMINDER, whom) for whom in _EVERYBODY),
}
"""Who hears of each rung: at first who handles it, once overdue everybody above them too."""


def _facts(taking: Taking, topic: Topic) -> dict[str, str | int]:
    case = taking.case
    is_granted = taking.step.name in {Step.APPROVE_EXTENSION, Step.APPROVE_EXCLUSION}
    all_facts: dict[str, str | int] = {
        "number": case.number,
        "kind": case.kind,
        "due_on": str(case.due_on),
        "outcome": "granted" if is_granted else "refused",
    }
    return {name: all_facts[name] for name in FACTS[topic]}
