"""Whatever people, citizen and clock try, in any order, a case only goes where the table says.

A second, plain model of the handling is kept beside the program: a few sentences of the domain
that must hold after every attempt, allowed or refused.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, ClassVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from server import errors
from server.db import session
from server.models.cases import CaseStep
from server.models.handling import CaseDeadline, CaseFinding, Proposal
from server.queries.cases.known import known, steps_of
from server.queries.cases.office import office_of
from server.rules.accounts.roles import Actor, Role
from server.rules.cases.kinds import ENDED, CaseKind, CaseState
from server.rules.cases.next_steps import next_steps
from server.rules.cases.step_names import StepName as N
from server.rules.cases.takers import Taker
from tests.build import MORNING, TestHall, a_hall
from tests.case_build import (
    CITIZEN,
    CLOCK,
    CONTACT,
    a_case,
    a_head,
    a_supervisor,
    case_row,
    step,
    walked_to,
)
from tests.house.installation import a_settings, installed
from tests.house.signed_in import an_account

S = CaseState
DAY = timedelta(days=1)
NEEDS_ANOTHER_CASE = {N.MERGE, N.LINK, N.ASSIGN, N.DEADLINE_MOVED}
TRIED = sorted(set(N) - NEEDS_ANOTHER_CASE)
PEOPLE = ("first", "second", "head", "publisher", "citizen", "clock")
# From where to where a case may go at all, written down from the domain and not from the table.
WAYS = {
    S.RECEIVED: {S.ACCEPTED, S.NOT_ACCEPTED, S.REPLIED},
    S.ACCEPTED: {S.NOT_ACCEPTED, S.ASSIGNED, S.INVESTIGATING, S.REPLIED},
    S.ASSIGNED: {S.ACCEPTED, S.INVESTIGATING, S.REPLIED},
    S.INVESTIGATING: {S.ASSIGNED, S.DECIDED, S.REPLIED},
    S.DECIDED: {S.RECTIFYING, S.REPLIED},
    S.RECTIFYING: {S.REPLIED},
    S.REPLIED: {S.CALLED_BACK, S.CLOSED, S.REOPENED},
    S.CALLED_BACK: {S.CLOSED, S.REOPENED},
    S.CLOSED: {S.REOPENED, S.ESCALATED, S.ARCHIVED},
    S.NOT_ACCEPTED: {S.ESCALATED, S.ARCHIVED},
    S.REOPENED: {S.ASSIGNED, S.INVESTIGATING, S.REPLIED},
    S.ESCALATED: {S.INVESTIGATING, S.CLOSED},
    S.WITHDRAWN: {S.ARCHIVED},
    S.MERGED: {S.ARCHIVED, S.REOPENED},
    S.ARCHIVED: set(),
}


class AnyHandling(RuleBasedStateMachine):
    """One case, six parties who try anything, and days that pass."""

    template: ClassVar[Path]
    seen: ClassVar[set[str]] = set()

    def __init__(self) -> None:
        super().__init__()
        self.context = self._installation()
        self.context.__enter__()
        self.place: TestHall = a_hall()
        self.now = MORNING
        self.takers: dict[str, Taker] = {
            "first": a_supervisor(self.place),
            "second": a_supervisor(self.place),
            "head": a_head(self.place),
            "publisher": an_account(self.place, Role.PUBLISHER).actor,
            "citizen": CITIZEN,
            "clock": CLOCK,
        }

    @contextmanager
    def _installation(self) -> Iterator[None]:
        fresh = self.template.with_name("any_sequence.db")
        fresh.write_bytes(self.template.read_bytes())
        chosen = a_settings(database_url=f"sqlite:///{fresh}", var_dir=fresh.parent)
        with installed(chosen) as app, app.app_context():
            yield

    @initialize(
        kind=st.sampled_from([CaseKind.BAD_RATING, CaseKind.COMPLAINT, CaseKind.INQUIRY]),
        contact=st.sampled_from(["", CONTACT]),
        state=st.sampled_from([S.RECEIVED, S.DECIDED, S.REPLIED, S.CLOSED, S.REOPENED]),
    )
    def file(self, kind: CaseKind, contact: str, state: CaseState) -> None:
        """It comes in, and some of the way is behind it."""
        self.kind, self.number = kind, a_case(self.place, kind, contact=contact)
        first = self.takers["first"]
        assert isinstance(first, Actor)
        walked_to(self.place, self.number, state, first)

    @rule(name=st.sampled_from(TRIED), who=st.sampled_from(PEOPLE), data=st.data())
    def attempt(self, name: N, who: str, data: st.DataObject) -> None:
        """Anything at all."""
        self._try(name, who, data)

    def _try(self, name: N, who: str, data: st.DataObject) -> None:
        before = case_row(self.place, self.number).version
        try:
            step(
                self.place,
                self.number,
                name,
                self.takers[who],
                facts=self._facts(name, data),
                now=self.now,
            )
        except (errors.StepNotAllowed, errors.UnknownCase, errors.FormProblems):
            assert case_row(self.place, self.number).version == before

    @rule(who=st.sampled_from(PEOPLE), data=st.data())
    def go_on(self, who: str, data: st.DataObject) -> None:
        """Something that is allowed: blind attempts alone would rarely come far."""
        case = case_row(self.place, self.number)
        office = office_of(self.place.hall, self.now)
        facts = known(case, steps_of(case), office, self.takers[who])
        allowed = [step for step, reason in next_steps(facts, self.takers[who]) if not reason]
        forward = [step for step in allowed if step.moves]
        names = {step.name for step in forward or allowed} - NEEDS_ANOTHER_CASE - {N.WITHDRAW}
        if names:
            self._try(data.draw(st.sampled_from(sorted(names))), who, data)

    @rule(days=st.sampled_from([1, 4, 16]))
    def wait(self, days: int) -> None:
        self.now += days * DAY

    def _facts(self, name: N, data: st.DataObject) -> dict[str, str]:
        if name is N.CALL_BACK:
            said = data.draw(st.sampled_from(["yes", "no", "unsaid", ""]))
            return (
                {"reached": "yes", "satisfied": said}
                if said
                else {"reached": "no", "satisfied": ""}
            )
        if name is N.DECIDE:
            return {"outcome": data.draw(st.sampled_from(["on_ledger", "fixed_at_once"]))}
        if name in {N.REMIND, N.WRITTEN_REMINDER} and data.draw(st.booleans()):
            return {"rung": "day_after"}
        return {}

    @property
    def steps(self) -> list[CaseStep]:
        return list(session.scalars(select(CaseStep).order_by(CaseStep.position)))

    @invariant()
    def it_only_went_where_the_domain_says(self) -> None:
        states = [S(step.state) for step in self.steps]
        self.seen.update(states)
        for before, after in pairwise(states):
            is_withdrawn = after is S.WITHDRAWN and before not in ENDED
            assert before is after or is_withdrawn or after in WAYS[before], (before, after)

    @invariant()
    def its_row_repeats_its_last_step(self) -> None:
        case, steps = case_row(self.place, self.number), self.steps
        assert (case.state, case.version) == (steps[-1].state, len(steps))
        assert [step.position for step in steps] == list(range(1, len(steps) + 1))
        assert case.is_open is (S(case.state) not in ENDED)

    @invariant()
    def one_clock_runs_exactly_while_something_is_owed(self) -> None:
        case = case_row(self.place, self.number)
        running = session.scalars(select(CaseDeadline).where(CaseDeadline.ended == "")).all()
        assert len(running) == (1 if case.is_open else 0)
        assert [row.clock for row in running] == ([case.clock] if case.clock else [])

    @invariant()
    def a_real_name_bad_rating_was_closed_rightly(self) -> None:
        steps = self.steps
        closings = [step for step in steps if step.step == N.CLOSE]
        for closing in closings:
            earlier = [step for step in steps if step.position < closing.position]
            calls = [step.facts for step in earlier if step.step == N.CALL_BACK]
            assert any('"satisfied": "yes"' in facts for facts in calls) or len(calls) >= 3
        is_owed = self.kind is CaseKind.BAD_RATING and case_row(self.place, self.number).has_contact
        assert not (is_owed and any(step.step == N.LAPSE for step in steps))

    @invariant()
    def it_was_reopened_and_reviewed_at_most_once(self) -> None:
        names = [step.step for step in self.steps]
        assert names.count(N.REOPEN) <= 1
        assert names.count(N.ESCALATE) <= 1
        assert names.count(N.APPROVE_EXTENSION) <= sum(name == N.ASK_EXTENSION for name in names)

    @invariant()
    def nobody_decided_what_they_asked_for_or_reviewed_what_they_handled(self) -> None:
        for row in session.scalars(select(Proposal)):
            assert row.decided_by != row.asked_by
        steps = self.steps
        escalated = [step.position for step in steps if step.step == N.ESCALATE]
        if escalated:
            before = {step.actor_id for step in steps if step.position < escalated[0]} - {None}
            after = [
                step
                for step in steps
                if step.position > escalated[0]
                and step.step in {N.ANSWER_REVIEW, N.TAKE_UP_REVIEW, N.DECIDE, N.REPLY}
            ]
            assert not before & {step.actor_id for step in after}

    @invariant()
    def every_round_has_at_most_one_finding(self) -> None:
        rounds = [row.round for row in session.scalars(select(CaseFinding))]
        assert len(rounds) == len(set(rounds))

    def teardown(self) -> None:
        self.context.__exit__(None, None, None)


def test_no_sequence_of_attempts_leads_where_the_domain_does_not(
    sqlite_template: Path, tmp_path: Path
) -> None:
    template = tmp_path / "template.db"
    template.write_bytes(sqlite_template.read_bytes())
    machine: Any = type("Machine", (AnyHandling,), {"template": template})

    run_state_machine_as_test(
        machine,
        settings=settings(max_examples=15, stateful_step_count=20, deadline=None, derandomize=True),
    )

    # It came far enough to be worth something.
    assert {S.CLOSED, S.REOPENED, S.RECTIFYING} <= AnyHandling.seen
