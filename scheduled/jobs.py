"""What does each job of the timetable do? Each may be repeated: what is done stays done."""

from datetime import timedelta

from photos.store import PhotoStore
from scheduled.steps import Step
from scheduled.turns import HallTurn, NotYet, Turn
from server.actions.accounts.erase_old_sign_ins import erase_old_sign_ins
from server.actions.audit.erase_old_lines import erase_old_lines
from server.actions.messages.write_digests import write_digests
from server.actions.operations.erase_expired import erase_expired
from server.actions.operations.erase_stray_scans import erase_stray_scans as forget_scans
from server.actions.publication.end_objections import end_objections
from server.actions.publication.publish_month import Waiting, publish_month
from server.actions.publication.seal_month import seal_month
from server.actions.ratings.flag_night import flag_night
from server.actions.ratings.mix_accounts import mix_accounts
from server.actions.safety.recheck_words import recheck_words
from server.actions.wechat.erase_old_events import erase_old_events
from server.actions.wechat.let_leavers_go import let_leavers_go
from server.queries.audit.chains import audited_halls
from server.queries.operations.expired import KINDS
from server.queries.operations.photos import without_row
from server.rules.monthly_times import closed_month

BY_THE_CLOCK = "timetable"
ONE_DAY = timedelta(days=1)
# A photo is stored before the form that it hangs on is written: leave that form its time.
FORM_TAKES_AT_MOST = timedelta(days=1)


def seal(turn: HallTurn) -> None:
    """Seal the month that is over."""
    seal_month(turn.hall, closed_month(turn.slot), by=BY_THE_CLOCK, now=turn.now)


def publish(turn: HallTurn) -> NotYet | None:
    """Publish the month that was sealed; without its approval it has to wait."""
    outcome = publish_month(turn.hall, closed_month(turn.slot), now=turn.now)
    if isinstance(outcome, Waiting):
        data: dict[str, str | int] = {"month": str(outcome.month), "revision": outcome.revision}
        return NotYet("operations.approval_missing", data)
    return None


def close_objections(turn: HallTurn) -> None:
    """Make the notices final that nobody may object to any more."""
    end_objections(turn.hall, now=turn.now)


def flag_yesterday(turn: HallTurn) -> None:
    """Note what a person should look at of the day before the slot."""
    day = turn.slot.due_at.astimezone(turn.hall.zone).date() - ONE_DAY
    flag_night(turn.hall, day, now=turn.now)


def recheck(turn: HallTurn) -> None:
    """Look again at what others see, by the list of words that is in force."""
    recheck_words(turn.hall, now=turn.now)


def write_morning_digests(turn: HallTurn) -> None:
    """Tell each supervisor how the day of the slot begins."""
    day = turn.slot.due_at.astimezone(turn.hall.zone).date()
    write_digests(turn.hall, day, now=turn.now)


def erase(turn: HallTurn) -> None:
    """Erase, class by class, what was kept long enough; then the files of the photos.

    What is kept of accounts is mixed, so that a day's rows tell nothing of their ratings.
    """
    mix_accounts(turn.hall)
    for data_class in KINDS:
        while (erased := erase_expired(turn.hall, data_class, now=turn.now)).rows:
            turn.on_step(Step.ROWS_ERASED, turn.run)
            _delete(turn.wiring.photo_store, erased.photos)


def clean_photos(turn: Turn) -> None:
    """Delete pictures that no row has known for a day, and what was left half written."""
    store, before = turn.wiring.photo_store, turn.now - FORM_TAKES_AT_MOST
    _delete(store, without_row(store.names(before=before)))
    store.delete_unfinished(before)


def erase_stray_scans(turn: Turn) -> None:
    """Erase what belongs to no hall: counts of stray scans, sign-ins, WeChat's events, the audit.

    Phones of people who have left by now are let go first.
    """
    let_leavers_go(now=turn.now)
    forget_scans(now=turn.now)
    erase_old_events(now=turn.now)
    erase_old_sign_ins(now=turn.now)
    for hall_id in audited_halls():
        while erase_old_lines(hall_id, now=turn.now):
            turn.on_step(Step.ROWS_ERASED, turn.run)


def _delete(store: PhotoStore, names: tuple[str, ...]) -> None:
    for name in names:
        store.delete(name)
