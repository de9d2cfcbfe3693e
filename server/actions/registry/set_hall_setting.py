"""The hall's administration changes one setting from a day on; the old value stays on record."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.actions.audit.record import record
from server.actions.registry.changed import registry_changed
from server.db import transaction
from server.errors import FormProblems
from server.ids import new_id
from server.models.registry import HallSetting
from server.rules.accounts.roles import Actor, name_of
from server.rules.hall_settings import SettingRow, check, day_problems


def set_hall_setting(
    hall_id: int,
    row: SettingRow,
    *,
    by: Actor | str,
    now: datetime,
    today: date | None = None,
) -> None:
    """The hall's administration changes one setting from a day on.

    ``today`` (by the hall's clock): the day is checked too; without it, as by a command, the
    operator answers for it. Raises SettingRefused for an unknown key or a value it cannot take,
    FormProblems for a day that may not be. The same value from the same day again adds nothing.
    """
    check(row.key, row.value, row.scope)
    if today and (problems := day_problems(row, today)):
        raise FormProblems(problems)
    with transaction() as session:
        if _is_so_already(session, hall_id, row):
            return
        session.add(
            HallSetting(
                hall_id=hall_id,
                id=new_id(now.date()),
                key=row.key,
                scope=row.scope,
                value=row.value,
                in_force_on=row.in_force_on,
                entered_at=now,
                entered_by=name_of(by),
            )
        )
        registry_changed(session, hall_id)
        facts = {"scope": row.scope, "value": row.value, "from": row.in_force_on.isoformat()}
        record(session, hall_id, by, "setting_changed", row.key, facts=facts, now=now)


def _is_so_already(session: Session, hall_id: int, row: SettingRow) -> bool:
    """Whether what was entered last for that day says the same."""
    last = session.scalars(
        select(HallSetting.value)
        .where(
            HallSetting.hall_id == hall_id,
            HallSetting.key == row.key,
            HallSetting.scope == row.scope,
            HallSetting.in_force_on == row.in_force_on,
        )
        .order_by(HallSetting.entered_at.desc(), HallSetting.id.desc())
        .limit(1)
    ).first()
    return last == row.value
