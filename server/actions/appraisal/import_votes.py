"""An officer brings in the counted votes of citizens, all of a file or nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from server import errors
from server.actions.appraisal.give_figures import GivenFigure, give_figures
from server.actions.appraisal.state_fact import Stating
from server.actions.audit.record import record
from server.db import transaction
from server.queries.appraisal.names import subject_named
from server.queries.appraisal.schemes import schemes_in_force
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor
from server.rules.appraisal.ballots import CITIZENS, LEAST_VOTES
from server.rules.appraisal.combining import version_for
from server.rules.appraisal.counted_votes import CountedVotes, read_votes, voted_on
from server.rules.appraisal.facts import Figure
from server.rules.appraisal.periods import Period
from server.rules.schemes.shape import Ballot, Scheme, Subject


@dataclass(frozen=True)
class ImportedVotes:
    """Which ballot of the file it is, for how many there is a figure now, for how many not."""

    name: str
    given: int
    too_few: int


def import_votes(
    hall: Hall,
    ballot: tuple[str, str],
    lines: Iterable[tuple[int, Sequence[object]]],
    *,
    by: Actor | str,
    now: datetime,
) -> ImportedVotes:
    """The officer brings in a ballot (its key and period, ``2026-10``) that citizens voted in.

    Below the ballot's ``min_votes`` there is no figure, which is not nought. The same file again
    changes nothing. Raises FormProblems with every bad row, NotAPeriod, SchemeMissing.
    """
    key, text = ballot
    period = Period.parse(text)
    with transaction() as session:
        scheme = version_for(schemes_in_force(hall.id), period)
        if scheme is None:
            raise errors.SchemeMissing(period=text)
        said, subject = _of_citizens(scheme, key)
        rows, problems = read_votes(lines)
        given = []
        for row in rows:
            who = subject_named(hall.id, subject, row.number)
            if who is None:
                data: dict[str, str | int] = {"line": row.line, "number": row.number}
                problems = (*problems, errors.Problem("file", "ballot.row_unknown", data))
            elif row.votes >= _least(said):
                given.append(GivenFigure(who, f"vote.{key}", Figure(row.mean, row.votes)))
        if problems:
            raise errors.FormProblems(problems)
        names = frozenset({f"vote.{key}"})
        give_figures(session, period.months()[-1], names, given, Stating(hall.id, by, now))
        record(session, hall.id, by, "votes_imported", text, facts=_facts(key, rows), now=now)
    return ImportedVotes(said.name, len(given), len(rows) - len(given))


def _of_citizens(scheme: Scheme, key: str) -> tuple[Ballot, Subject]:
    said = {one.key: one for one in scheme.ballots}.get(key)
    subject = voted_on(scheme, key)
    if said is None or subject is None:
        raise errors.FormProblems((errors.Problem("ballot", "ballot.unknown"),))
    if said.voters != CITIZENS:
        raise errors.FormProblems((errors.Problem("ballot", "ballot.not_of_citizens"),))
    return said, subject


def _least(said: Ballot) -> int:
    return max(said.min_votes, LEAST_VOTES)


def _facts(key: str, rows: Sequence[CountedVotes]) -> dict[str, str | int | None]:
    return {"ballot": key, "rows": len(rows), "votes": sum(row.votes for row in rows)}
