"""The hall's administration changes one setting from a day on; the old value stays on record."""

from datetime import date, datetime

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
    FormProblems for a day that may not be.
    """
    check(row.key, row.value, row.scope)
    if today and (problems := day_problems(row, today)):
        raise FormProblems(problems)
    with transaction() as session:
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
