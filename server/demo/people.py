"""Who works at the demo hall's console? One account for each role, without a password."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from server.db import transaction
from server.ids import new_id, new_number
from server.models.accounts import Account, AccountRole
from server.models.registry import Department, Staff
from server.queries.accounts.demo_people import DEMO
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Role

HEAD_OF = "D02"


@dataclass(frozen=True)
class DemoPerson:
    """One account: what it is called, as what it works, for which department."""

    name: str
    title: str
    role: Role
    department: str = ""
    is_at_window: bool = False


PEOPLE = (
    DemoPerson("jiandu-1", "监督科王某", Role.SUPERVISOR),
    DemoPerson("jiandu-2", "监督科李某", Role.SUPERVISOR),
    DemoPerson("bumen", "人社局赵某", Role.DEPARTMENT_HEAD, HEAD_OF),
    DemoPerson("chuangkou", "窗口张某", Role.STAFF, is_at_window=True),
    DemoPerson("kaohe", "考核办孙某", Role.APPRAISAL_OFFICER),
    DemoPerson("fabu", "办公室周某", Role.PUBLISHER),
    DemoPerson("xuncha", "巡查组吴某", Role.INSPECTOR),
    DemoPerson("jijian", "纪检联系人郑某", Role.DISCIPLINE),
    DemoPerson("xitong", "系统管理员陈某", Role.SYSTEM_ADMIN),
    DemoPerson("anquan", "安全管理员冯某", Role.SECURITY_ADMIN),
    DemoPerson("shenji", "审计管理员朱某", Role.AUDIT_ADMIN),
)


def add_people(hall: Hall, now: datetime) -> None:
    """The accounts of the demo. Nobody can sign in with them but through the demo's own door."""
    with transaction() as session:
        worker = session.scalar(
            select(Staff.id).where(Staff.hall_id == hall.id).order_by(Staff.number).limit(1)
        )
        departments = dict(
            session.execute(
                select(Department.code, Department.id).where(Department.hall_id == hall.id)
            ).all()
        )
        for person in PEOPLE:
            account = Account(
                id=new_id(now.date()),
                number=new_number(),
                name=person.name,
                title=person.title,
                state="active",
                staff_id=worker if person.is_at_window else None,
                created_at=now,
                created_by=DEMO,
            )
            session.add(account)
            session.flush()
            session.add(
                AccountRole(
                    id=new_id(now.date()),
                    account_id=account.id,
                    role=person.role,
                    hall_id=hall.id,
                    department_id=departments.get(person.department),
                    granted_at=now,
                    granted_by=DEMO,
                )
            )
