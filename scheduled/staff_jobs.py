"""What does the clock do for the staff of a hall? Each may be repeated: what is done stays done."""

from scheduled.turns import HallTurn
from server.actions.ledger.remind_of_appeals import remind_of_appeals
from server.actions.ratings.release_batch import release_batch
from server.queries.registry.people import staff_ids


def release_batches(turn: HallTurn) -> None:
    """Let each person see a further batch of their ratings, where one is due."""
    for staff_id in staff_ids(turn.hall.id):
        release_batch(turn.hall, staff_id, now=turn.now)


def remind_to_decide(turn: HallTurn) -> None:
    """Remind of appeals that have to be decided."""
    remind_of_appeals(turn.hall, now=turn.now)
