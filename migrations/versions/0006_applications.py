"""applications, matters and tasks"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "application",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("window_id", sa.BigInteger(), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=False),
        sa.Column("department_id", sa.BigInteger(), nullable=False),
        sa.Column("matter_id", sa.BigInteger(), nullable=True),
        sa.Column("difficulty", sa.String(length=16), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("promised_on", sa.Date(), nullable=True),
        sa.Column("finished_on", sa.Date(), nullable=True),
        sa.Column("days_over", sa.Integer(), nullable=True),
        sa.Column("supplements", sa.Integer(), nullable=True),
        sa.Column("is_told_once", sa.Boolean(), nullable=True),
        sa.Column("faults", sa.String(length=160), nullable=False),
        sa.Column("harm", sa.String(length=8), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by", sa.String(length=60), nullable=False),
        sa.CheckConstraint(
            "harm IN ('', 'none', 'some', 'grave')", name=op.f("ck_application_harm")
        ),
        sa.CheckConstraint(
            "finished_on >= received_on", name=op.f("ck_application_finished_after_receipt")
        ),
        sa.ForeignKeyConstraint(
            ["department_id"],
            ["department.id"],
            name=op.f("fk_application_department_id_department"),
        ),
        sa.ForeignKeyConstraint(
            ["matter_id"], ["matter.id"], name=op.f("fk_application_matter_id_matter")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_application_staff_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["window_id"], ["window.id"], name=op.f("fk_application_window_id_window")
        ),
        sa.PrimaryKeyConstraint("hall_id", "id", name=op.f("pk_application")),
        sa.UniqueConstraint("hall_id", "code", name=op.f("uq_application_hall_id_code")),
        sa.UniqueConstraint("hall_id", "number", name=op.f("uq_application_hall_id_number")),
        info={"distributed": True},
    )
    with op.batch_alter_table("application", schema=None) as batch_op:
        batch_op.create_index(
            "ix_application_day", ["hall_id", "finished_on", "window_id"], unique=False
        )
        batch_op.create_index("ix_application_received", ["hall_id", "received_on"], unique=False)

    op.create_table(
        "application_month",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("window_id", sa.BigInteger(), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=False),
        sa.Column("difficulty", sa.String(length=16), nullable=False),
        sa.Column("department_id", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(length=8), nullable=False),
        sa.Column("handled", sa.Integer(), nullable=False),
        sa.Column("finished", sa.Integer(), nullable=False),
        sa.Column("promised", sa.Integer(), nullable=False),
        sa.Column("on_time", sa.Integer(), nullable=False),
        sa.Column("told_known", sa.Integer(), nullable=False),
        sa.Column("told_once", sa.Integer(), nullable=False),
        sa.Column("errors", sa.Integer(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by", sa.String(length=60), nullable=False),
        sa.CheckConstraint(
            "source IN ('single', 'counts')", name=op.f("ck_application_month_source")
        ),
        sa.CheckConstraint(
            "on_time <= promised AND promised <= finished",
            name=op.f("ck_application_month_on_time"),
        ),
        sa.CheckConstraint("told_once <= told_known", name=op.f("ck_application_month_told_once")),
        sa.ForeignKeyConstraint(
            ["department_id"],
            ["department.id"],
            name=op.f("fk_application_month_department_id_department"),
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_application_month_staff_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["window_id"], ["window.id"], name=op.f("fk_application_month_window_id_window")
        ),
        sa.PrimaryKeyConstraint(
            "hall_id",
            "month",
            "window_id",
            "staff_id",
            "difficulty",
            name=op.f("pk_application_month"),
        ),
        info={"distributed": True},
    )
    with op.batch_alter_table("application_month", schema=None) as batch_op:
        batch_op.create_index(
            "ix_application_month_staff", ["hall_id", "staff_id", "month"], unique=False
        )

    op.create_table(
        "matter_standing",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("matter_id", sa.BigInteger(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("department_id", sa.BigInteger(), nullable=False),
        sa.Column("is_due", sa.Boolean(), nullable=False),
        sa.Column("is_stationed", sa.Boolean(), nullable=False),
        sa.Column("is_outside", sa.Boolean(), nullable=False),
        sa.Column("guide", sa.String(length=16), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by", sa.String(length=60), nullable=False),
        sa.CheckConstraint(
            "guide IN ('', 'right', 'mismatch', 'wrong', 'missing', 'not_public')",
            name=op.f("ck_matter_standing_guide"),
        ),
        sa.ForeignKeyConstraint(
            ["department_id"],
            ["department.id"],
            name=op.f("fk_matter_standing_department_id_department"),
        ),
        sa.ForeignKeyConstraint(
            ["matter_id"], ["matter.id"], name=op.f("fk_matter_standing_matter_id_matter")
        ),
        sa.PrimaryKeyConstraint("hall_id", "matter_id", "from_on", name=op.f("pk_matter_standing")),
        info={"distributed": True},
    )
    with op.batch_alter_table("matter_standing", schema=None) as batch_op:
        batch_op.create_index(
            "ix_matter_standing_department", ["hall_id", "department_id", "from_on"], unique=False
        )

    op.create_table(
        "matter_check",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("matter_id", sa.BigInteger(), nullable=False),
        sa.Column("department_id", sa.BigInteger(), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=True),
        sa.Column("what", sa.String(length=24), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.String(length=60), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["department_id"],
            ["department.id"],
            name=op.f("fk_matter_check_department_id_department"),
        ),
        sa.ForeignKeyConstraint(
            ["matter_id"], ["matter.id"], name=op.f("fk_matter_check_matter_id_matter")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_matter_check_staff_id_staff")
        ),
        sa.PrimaryKeyConstraint("hall_id", "id", name=op.f("pk_matter_check")),
        sa.UniqueConstraint(
            "hall_id",
            "matter_id",
            "what",
            "found_on",
            name=op.f("uq_matter_check_hall_id_matter_id_what_found_on"),
        ),
        sa.UniqueConstraint("hall_id", "number", name=op.f("uq_matter_check_hall_id_number")),
        info={"distributed": True},
    )
    op.create_table(
        "work_task",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=32), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("department_id", sa.BigInteger(), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=True),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name=op.f("fk_work_task_department_id_department")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_work_task_staff_id_staff")
        ),
        sa.PrimaryKeyConstraint("hall_id", "id", name=op.f("pk_work_task")),
        sa.UniqueConstraint("hall_id", "code", name=op.f("uq_work_task_hall_id_code")),
        sa.UniqueConstraint(
            "hall_id", "year", "number", name=op.f("uq_work_task_hall_id_year_number")
        ),
        info={"distributed": True},
    )
    with op.batch_alter_table("work_task", schema=None) as batch_op:
        batch_op.create_index(
            "ix_work_task_department", ["hall_id", "department_id", "year"], unique=False
        )

    op.create_table(
        "task_milestone",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("task_id", sa.BigInteger(), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("goal", sa.String(length=500), nullable=False),
        sa.Column("points", sa.String(length=16), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("evidence", sa.String(length=500), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reported_by", sa.String(length=60), nullable=False),
        sa.Column("decision", sa.String(length=500), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(length=60), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by", sa.String(length=60), nullable=False),
        sa.CheckConstraint(
            "state IN ('due', 'done', 'late', 'not_done')", name=op.f("ck_task_milestone_state")
        ),
        sa.ForeignKeyConstraint(
            ["hall_id", "task_id"],
            ["work_task.hall_id", "work_task.id"],
            name=op.f("fk_task_milestone_hall_id_task_id_work_task"),
        ),
        sa.PrimaryKeyConstraint("hall_id", "task_id", "month", name=op.f("pk_task_milestone")),
        info={"distributed": True},
    )
    with op.batch_alter_table("task_milestone", schema=None) as batch_op:
        batch_op.create_index(
            "ix_task_milestone_month", ["hall_id", "month", "state"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("task_milestone", schema=None) as batch_op:
        batch_op.drop_index("ix_task_milestone_month")

    op.drop_table("task_milestone")
    with op.batch_alter_table("work_task", schema=None) as batch_op:
        batch_op.drop_index("ix_work_task_department")

    op.drop_table("work_task")
    op.drop_table("matter_check")
    with op.batch_alter_table("matter_standing", schema=None) as batch_op:
        batch_op.drop_index("ix_matter_standing_department")

    op.drop_table("matter_standing")
    with op.batch_alter_table("application_month", schema=None) as batch_op:
        batch_op.drop_index("ix_application_month_staff")

    op.drop_table("application_month")
    with op.batch_alter_table("application", schema=None) as batch_op:
        batch_op.drop_index("ix_application_day")
        batch_op.drop_index("ix_application_received")

    op.drop_table("application")
