"""Arrangements of an appraisal: an adopted scheme, facts, figures, with defaults."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from hashlib import sha256
from typing import Any

from sqlalchemy import update

from server.actions.appraisal.give_figures import GivenFigure, give_figures
from server.actions.appraisal.state_fact import Concerned, NewFact, Source, Stating, state_fact
from server.db import transaction
from server.ids import new_id
from server.models import registry as tables
from server.models.appraisal import Scheme, SchemeAdoption
from server.rules.appraisal.facts import Figure, Who
from server.rules.months import Month
from server.rules.schemes.reading import read
from server.rules.schemes.shape import Scheme as ReadScheme
from server.rules.schemes.shape import Subject
from tests.build import DAY, TestHall, at

ENTERED = at("2026-04-01 09:00")


def an_adopted_scheme(place: TestHall, text: str) -> ReadScheme:
    """The scheme of this text is in force in the hall, adopted by two people."""
    scheme = read(text)
    assert isinstance(scheme, ReadScheme), scheme
    key = new_id(DAY)
    with transaction() as session:
        session.add(
            Scheme(
                hall_id=place.hall.id,
                id=key,
                key=scheme.id,
                version=scheme.version,
                title=scheme.title,
                document=scheme.document,
                from_on=scheme.from_on,
                until_on=scheme.until_on,
                text=text,
                digest=sha256(text.encode()).hexdigest(),
                entered_at=ENTERED,
                entered_by="李某",
            )
        )
        session.flush()
        session.add(
            SchemeAdoption(
                hall_id=place.hall.id,
                scheme_id=key,
                body="大厅考核领导小组",
                adopted_on=date(2025, 12, 20),
                document_number="区政服〔2026〕3号",
                heard="窗口人员代表",
                proposed_at=ENTERED,
                proposed_by="李某",
                approved_at=ENTERED,
                approved_by="王某",
            )
        )
    return scheme


def state(place: TestHall, event: str, day: str, staff: str = "0137", **more: Any) -> str:
    """A fact about a person on that day, with the fields given; the key to reverse it by.

    ``chief``: number of the chief representative. Ints and Fractions are numbers, texts codes.
    """
    chief, signed = more.pop("chief", ""), more.pop("signed", None)
    on = date.fromisoformat(day)
    flags = {name: more.pop(name) for name in FLAGS & set(more)}
    fact = NewFact(
        dedupe=f"{event}/{staff}/{day}/{len(more)}",
        event=event,
        happened_on=on,
        established_on=flags.pop("established_on", on),
        source=Source.MANUAL,
        concerned=Concerned(
            staff_id=place.staff[staff],
            chief_id=place.staff.get(chief),
            department_id=place.departments["D1"],
        ),
        fields={
            name: Fraction(value) if isinstance(value, int) else value
            for name, value in more.items()
        },
        signed=signed,
        **{"has_evidence": True, **flags},
    )
    with transaction() as session:
        assert state_fact(session, fact, Stating(place.hall.id, "李某", ENTERED))
    return fact.dedupe


FLAGS = {"item", "has_evidence", "is_approved", "excused", "established_on"}


def figures(
    place: TestHall, month: str, name: str, values: Mapping[str, Fraction | int | str], n: int = 20
) -> None:
    """These people have this figure in that month, everybody else none."""
    given = [
        GivenFigure(Who(Subject.STAFF, place.staff[staff]), name, Figure(Fraction(value), n))
        for staff, value in values.items()
    ]
    stating = Stating(place.hall.id, "李某", ENTERED)
    with transaction() as session:
        give_figures(session, Month.parse(month), frozenset({name}), given, stating)


def a_chief(place: TestHall, staff: str) -> None:
    """That person is the chief representative."""
    with transaction() as session:
        session.execute(
            update(tables.Staff).where(tables.Staff.id == place.staff[staff]).values(is_chief=True)
        )


def a_group(place: TestHall, code: str) -> TestHall:
    """The hall's peer group has that code."""
    with transaction() as session:
        session.execute(update(tables.PeerGroup).values(code=code))
    return replace(place, groups={code: place.groups["G1"]})
