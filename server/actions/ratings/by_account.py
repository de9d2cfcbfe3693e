"""Is there a reason not to count the rating of this account? In the caller's transaction."""

import secrets
from collections.abc import Mapping

from server.actions.ratings import rating_rows
from server.db import connection
from server.envelope import seal
from server.queries.codes.scanned import ScannedWindow
from server.queries.ratings.raters import is_of_the_hall, key_context, month_keys
from server.rules.guards import SetAside
from server.rules.months import Month, day_of, month_of
from server.rules.ratings.form import Scan
from server.rules.ratings.raters import KEY_BYTES, KeyPurpose, Rater


def account_reason(place: ScannedWindow, scan: Scan) -> SetAside | None:
    """Why the rating of the scan's account is not counted; None: it counts, its day is taken.

    Asked only of ratings that would count. Of two at the same moment the second waits for the
    first one's commit. Where no account is known, or the month's keys were sealed with a secret
    that this program was not given, nothing is held against the rating.
    """
    rater = scan.rater
    if rater is None:
        return None
    if is_of_the_hall(place.hall.id, rater.bound_as()):
        return SetAside.OWN_ACCOUNT
    keys = _keys_of(place, month_of(scan.scanned_at, place.hall.zone), rater)
    repeat, concentration = keys[KeyPurpose.REPEAT], keys[KeyPurpose.CONCENTRATION]
    if repeat is None or concentration is None:
        return None
    if not _takes_the_day(place, scan, rater.pseudonym(repeat)):
        return SetAside.SAME_ACCOUNT
    _add_the_day(place, scan, rater.pseudonym(concentration))
    return None


def _keys_of(place: ScannedWindow, month: Month, rater: Rater) -> Mapping[KeyPurpose, bytes | None]:
    """The month's keys, made when its first account rates."""
    hall_id, purposes = place.hall.id, tuple(KeyPurpose)
    keys = month_keys(hall_id, month, rater.sealing)
    if keys.keys() >= set(purposes):
        return keys
    writer = connection()
    rows = [
        {
            "hall_id": hall_id,
            "month": str(month),
            "purpose": purpose,
            "sealed": seal(
                secrets.token_bytes(KEY_BYTES).hex(),
                rater.sealing[0],
                context=key_context(hall_id, str(month), purpose),
            ),
        }
        for purpose in purposes
    ]
    # Of two that make them at once one is first; the other reads what that one wrote.
    writer.execute(rating_rows.insert_month_key(writer.dialect.name), rows)
    return month_keys(hall_id, month, rater.sealing)


def _takes_the_day(place: ScannedWindow, scan: Scan, pseudonym: bytes) -> bool:
    row = {**_row(place, scan, pseudonym), "day": day_of(scan.scanned_at, place.hall.zone)}
    writer = connection()
    return bool(writer.execute(rating_rows.insert_account_visit(writer.dialect.name), row).rowcount)


def _add_the_day(place: ScannedWindow, scan: Scan, pseudonym: bytes) -> None:
    writer = connection()
    row = {**_row(place, scan, pseudonym), "days": 1}
    writer.execute(rating_rows.add_to_account(writer.dialect.name), row)


def _row(place: ScannedWindow, scan: Scan, pseudonym: bytes) -> dict[str, object]:
    return {
        "hall_id": place.hall.id,
        "month": str(month_of(scan.scanned_at, place.hall.zone)),
        "pseudonym": pseudonym,
        "window_id": place.window_id,
    }
