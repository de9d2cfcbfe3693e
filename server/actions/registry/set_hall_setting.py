"""The hall's administration changes one setting from a day on; the old value stays on record."""

from datetime import datetime

from server.actions.audit.record import record
from server.actions.registry.changed import registry_changed
from server.db import transaction
from server.ids import new_id
from server.models.registry import HallSetting
from server.rules.accounts.roles import Actor, name_of
from server.rules.hall_settings import SettingRow, check


def set_hall_setting(hall_id: int, row: SettingRow, *, by: Actor | str, now: datetime) -> None:
    """The hall's administration changes one setting from a day on.

    Raises SettingRefused for an unknown key, a value it cannot take.
    """
    check(row.key, row.value, row.scope)
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
