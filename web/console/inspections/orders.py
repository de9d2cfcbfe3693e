"""Rectification orders: which wait, what each demands and answers, and how is one issued?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from flask import Response, abort, request
from werkzeug.datastructures import MultiDict

from documents import official
from documents.official.content import OfficialDocument
from server import clock
from server.actions.inspections.issue_order import issue_order
from server.actions.inspections.take_order_step import take_order_step
from server.errors import ChuangpingError, FormProblems, Problem
from server.gate import Door, console_actor, console_hall, open_to, status_of
from server.papers.inspections import order_paper
from server.queries.inspections.findings import findings_of_order, findings_without_order
from server.queries.inspections.orders import (
    FoundOrder,
    order_numbered,
    order_row,
    orders_page,
    photo_of_order,
)
from server.queries.inspections.papers import order_facts
from server.queries.registry.hours import hall_facts
from server.queries.registry.units import open_departments
from server.rules.accounts.roles import Permission
from server.rules.inspections.kinds import OPEN_ORDERS, TERM_SETTINGS, OrderState, Term
from server.rules.inspections.orders import (
    OrderForm,
    OrderStep,
    OrderStepName,
    overdue_days,
    possible_steps,
    step_named,
)
from server.rules.months import day_of
from web.citizen.photos import Photos
from web.console.answers import attached, page, see_other
from web.console.asked import asked, asked_page, asked_scope
from web.console.case_page import nonce_of
from web.console.inspections.photos import kept_again, picture, sent_photos
from web.console.inspections.rounds import INSPECTIONS
from web.console.routes import at, office
from web.errors import remember

ORDERS = f"{INSPECTIONS}orders"
ORDER = f"{ORDERS}/<number>"
FILES: Mapping[str, tuple[Callable[[OfficialDocument], bytes], str]] = {
    "docx": (
        official.word,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "pdf": (official.pdf, "application/pdf"),
}


@dataclass(frozen=True)
class NewOrderPage:
    """The form of an order, with what was typed."""

    typed: "MultiDict[str, str]"
    problems: tuple[Problem, ...] = ()
    trouble: str = ""

    @property
    def words(self) -> str:
        """The free text that was typed."""
        return self.typed.get("words", "")

    def again(self, error: ChuangpingError, sentence: str) -> Response | None:
        """The form as it was typed, telling what is wrong with it."""
        problems = error.problems if isinstance(error, FormProblems) else ()
        shown = replace(self, problems=problems, trouble="" if problems else sentence)
        return shown.show(status=status_of(error))

    def show(self, *, status: int = 200) -> Response:
        """The page."""
        hall, department = console_hall(), self.typed.get("department", "")
        known = dict(open_departments(hall.id))
        return page(
            "console/inspections/order_new.html",
            status=status,
            typed=self.typed,
            problems=self.problems,
            trouble=self.trouble,
            units=tuple(known.items()),
            department=department if department in known else "",
            findings=findings_without_order(hall.id, department),
            chosen=set(self.typed.getlist("findings")),
            terms=[(term, term_days(term)) for term in Term],
        )

    @property
    def form(self) -> OrderForm:
        """The form as the action takes it."""
        sent = self.typed
        return OrderForm(
            words=sent.get("words", ""),
            term=term_named(sent.get("term", "")),
            department=sent.get("department", ""),
            findings=tuple(sent.getlist("findings")),
            nonce=nonce_of(sent.get("nonce", "")).hex(),
        )


@dataclass(frozen=True)
class OrderPage:
    """One order with its steps, and the form of the one that was sent to it, if one was."""

    found: FoundOrder
    now: datetime
    step: str = ""
    typed: "MultiDict[str, str]" = field(default_factory=MultiDict)
    photos: Photos = field(default_factory=Photos)
    problems: tuple[Problem, ...] = ()
    trouble: str = ""

    @property
    def words(self) -> str:
        """The free text that was typed."""
        return self.typed.get("words", "")

    def again(self, error: ChuangpingError, sentence: str) -> Response | None:
        """The page with the form as it was typed, telling what is wrong with it."""
        problems = error.problems if isinstance(error, FormProblems) else ()
        shown = replace(self, problems=problems, trouble="" if problems else sentence)
        return shown.show(status=status_of(error))

    def show(self, *, status: int = 200) -> Response:
        """The page."""
        hall, today = console_hall(), day_of(self.now, console_hall().zone)
        row = order_row(hall.id, self.found.number)
        nonce = nonce_of(self.typed.get("nonce", ""))
        return page(
            "console/inspections/order.html",
            status=status,
            found=self.found,
            findings=findings_of_order(hall.id, row.id),
            steps=self._steps(),
            step=self.step,
            typed=self.typed,
            problems=self.problems,
            trouble=self.trouble,
            kept=kept_again(self.photos.kept, nonce, self.now),
            terms=[(term, term_days(term)) for term in Term],
            late=self._late(today),
            today=today,
            is_open=self.found.state in OPEN_ORDERS,
        )

    def _steps(self) -> tuple[OrderStep, ...]:
        actor, hall_id = console_actor(), console_hall().id
        held = [
            permission
            for permission in (Permission.INSPECT, Permission.ANSWER_RECTIFICATION)
            if _reaches(actor.departments(permission, hall_id), self.found.department_id)
        ]
        return possible_steps(self.found.state, held)

    def _late(self, today: date) -> int:
        if self.found.state is not OrderState.ISSUED:
            return 0
        hall = console_hall()
        calendar = hall_facts(hall.id, hall.registry_version).calendar
        return overdue_days(self.found.due_on, today, calendar)


@office.get(ORDERS)
@open_to(Door.CONSOLE, Permission.SEE_INSPECTIONS)
def rectification_orders() -> Response:
    """The orders, those still open first."""
    hall, number = console_hall(), asked_page()
    departments = asked_scope(Permission.SEE_INSPECTIONS).departments
    found, has_more = orders_page(hall.id, departments, page=number)
    return page(
        "console/inspections/orders.html",
        found=found,
        number=number,
        has_more=has_more,
        inspects=console_actor().may(Permission.INSPECT, hall.id),
        today=day_of(clock.now(), hall.zone),
        issued=OrderState.ISSUED,
    )


@office.get(f"{ORDERS}/new")
@open_to(Door.CONSOLE, Permission.INSPECT)
def new_rectification_order() -> Response:
    """The form; ``?department=`` has chosen one, and all its findings without an order."""
    department = asked("department")
    values = [("department", department), ("term", Term.SHORT.value)]
    found = findings_without_order(console_hall().id, department)
    values += [("findings", one.number) for one in found]
    return NewOrderPage(MultiDict(values)).show()


@office.post(f"{ORDERS}/new")
@open_to(Door.CONSOLE, Permission.INSPECT)
def issue_an_order() -> Response:
    """The order goes out."""
    shown = remember(NewOrderPage(MultiDict(request.form)))
    number = issue_order(console_hall(), shown.form, by=console_actor(), now=clock.now())
    return see_other(at(f"{ORDERS}/{number}", done="order_issued"))


@office.get(ORDER)
@open_to(Door.CONSOLE, Permission.SEE_INSPECTIONS)
def one_order(number: str) -> Response:
    """One order; printed, it is the sheet that goes to the department."""
    return OrderPage(_found(number), clock.now()).show()


@office.get(f"{ORDER}/sheet.<kind>")
@open_to(Door.CONSOLE, Permission.SEE_INSPECTIONS)
def order_on_paper(number: str, kind: str) -> Response:
    """The order as a Word file or a PDF after GB/T 9704."""
    maker, mimetype = FILES.get(kind) or abort(404)
    made = maker(order_paper(order_facts(console_hall(), _found(number).number)))
    return attached(Response(made, mimetype=mimetype), f"{number}.{kind}")


@office.post(f"{ORDER}/<step>")
@open_to(Door.CONSOLE, Permission.INSPECT, Permission.ANSWER_RECTIFICATION)
def take_rectification_step(number: str, step: str) -> Response:
    """The department answers, or an inspector decides."""
    now, nonce = clock.now(), nonce_of(request.form.get("nonce", ""))
    row = step_named(step)
    shown = OrderPage(_found(number), now, step, MultiDict(request.form))
    photos = sent_photos(nonce, now) if row.may_hold_photos else Photos()
    shown = remember(replace(shown, photos=photos))
    photos.check(photos.problems)
    form = OrderForm(
        words=shown.words,
        step=OrderStepName(step),
        term=term_named(shown.typed.get("term", "")),
        photos=photos.kept,
    )
    take_order_step(console_hall(), number, form, by=console_actor(), now=now)
    return see_other(at(f"{ORDERS}/{number}", done=f"order_{step}"))


@office.get(f"{ORDER}/photos/<name>")
@open_to(Door.CONSOLE, Permission.SEE_INSPECTIONS)
def order_photo(number: str, name: str) -> Response:
    """One photo of an answer or a re-check."""
    departments = asked_scope(Permission.SEE_INSPECTIONS).departments
    return picture(photo_of_order(console_hall().id, number, name, departments))


def term_named(word: str) -> Term | None:
    """The term of that name, None for none."""
    return Term(word) if word in set(Term) else None


def term_days(term: Term) -> int:
    """How many working days the term has in the hall today."""
    hall = console_hall()
    facts = hall_facts(hall.id, hall.registry_version)
    return int(facts.setting(TERM_SETTINGS[term], day_of(clock.now(), hall.zone)))


def _found(number: str) -> FoundOrder:
    departments = asked_scope(Permission.SEE_INSPECTIONS).departments
    return order_numbered(console_hall().id, number, departments)


def _reaches(departments: frozenset[int] | None, department_id: int) -> bool:
    return departments is None or department_id in departments
