"""attendance"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "attendance_day",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=False),
        sa.Column("due_halves", sa.Integer(), nullable=False),
        sa.Column("attended_halves", sa.Integer(), nullable=False),
        sa.Column("leave_halves", sa.Integer(), nullable=False),
        sa.Column("absent_halves", sa.Integer(), nullable=False),
        sa.Column("late_minutes", sa.Integer(), nullable=False),
        sa.Column("early_minutes", sa.Integer(), nullable=False),
        sa.Column("off_post_minutes", sa.Integer(), nullable=False),
        sa.Column("missing", sa.String(length=4), nullable=False),
        sa.Column("breaks_full", sa.Boolean(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("is_waiting", sa.Boolean(), nullable=False),
        sa.Column("is_provisional", sa.Boolean(), nullable=False),
        sa.Column("assessed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_attendance_day_staff_id_staff")
        ),
        sa.PrimaryKeyConstraint("hall_id", "day", "staff_id", name=op.f("pk_attendance_day")),
        info={"distributed": True},
    )
    with op.batch_alter_table("attendance_day", schema=None) as batch_op:
        batch_op.create_index(
            "ix_attendance_day_staff", ["hall_id", "staff_id", "day"], unique=False
        )

    op.create_table(
        "attendance_sign",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=False),
        sa.Column("window_id", sa.BigInteger(), nullable=True),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=False),
        sa.Column("direction", sa.String(length=4), nullable=False),
        sa.Column("source", sa.String(length=8), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by", sa.String(length=60), nullable=False),
        sa.CheckConstraint(
            "direction IN ('in', 'out', 'any')", name=op.f("ck_attendance_sign_direction")
        ),
        sa.CheckConstraint(
            "source IN ('page', 'machine', 'entered')", name=op.f("ck_attendance_sign_source")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_attendance_sign_staff_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["window_id"], ["window.id"], name=op.f("fk_attendance_sign_window_id_window")
        ),
        sa.PrimaryKeyConstraint("hall_id", "id", name=op.f("pk_attendance_sign")),
        sa.UniqueConstraint(
            "hall_id",
            "staff_id",
            "moment",
            "direction",
            "source",
            name=op.f("uq_attendance_sign_hall_id_staff_id_moment_direction_source"),
        ),
        info={"distributed": True},
    )
    with op.batch_alter_table("attendance_sign", schema=None) as batch_op:
        batch_op.create_index("ix_attendance_sign_moment", ["hall_id", "moment"], unique=False)

    op.create_table(
        "leave",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("from_half", sa.String(length=2), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("to_half", sa.String(length=2), nullable=False),
        sa.Column("half_days", sa.Integer(), nullable=False),
        sa.Column("procedure", sa.String(length=8), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by", sa.String(length=60), nullable=False),
        sa.Column("asked_by_id", sa.BigInteger(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(length=60), nullable=False),
        sa.Column("answer", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "from_half IN ('am', 'pm') AND to_half IN ('am', 'pm')", name=op.f("ck_leave_halves")
        ),
        sa.CheckConstraint(
            "procedure IN ('done', 'none', 'false')", name=op.f("ck_leave_procedure")
        ),
        sa.CheckConstraint(
            "state IN ('asked', 'approved', 'refused', 'withdrawn')", name=op.f("ck_leave_state")
        ),
        sa.CheckConstraint("to_on >= from_on", name=op.f("ck_leave_ends_after_start")),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["account.id"], name=op.f("fk_leave_asked_by_id_account")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_leave_staff_id_staff")),
        sa.PrimaryKeyConstraint("hall_id", "id", name=op.f("pk_leave")),
        sa.UniqueConstraint("hall_id", "number", name=op.f("uq_leave_hall_id_number")),
        info={"distributed": True},
    )
    with op.batch_alter_table("leave", schema=None) as batch_op:
        batch_op.create_index("ix_leave_staff", ["hall_id", "staff_id", "from_on"], unique=False)
        batch_op.create_index("ix_leave_state", ["hall_id", "state", "from_on"], unique=False)

    op.create_table(
        "official_absence",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=False),
        sa.Column("from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by", sa.String(length=60), nullable=False),
        sa.Column("asked_by_id", sa.BigInteger(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(length=60), nullable=False),
        sa.Column("answer", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "state IN ('asked', 'approved', 'refused', 'withdrawn')",
            name=op.f("ck_official_absence_state"),
        ),
        sa.CheckConstraint("until_at > from_at", name=op.f("ck_official_absence_ends_after_start")),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["account.id"], name=op.f("fk_official_absence_asked_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_official_absence_staff_id_staff")
        ),
        sa.PrimaryKeyConstraint("hall_id", "id", name=op.f("pk_official_absence")),
        sa.UniqueConstraint("hall_id", "number", name=op.f("uq_official_absence_hall_id_number")),
        info={"distributed": True},
    )
    with op.batch_alter_table("official_absence", schema=None) as batch_op:
        batch_op.create_index(
            "ix_official_absence_staff", ["hall_id", "staff_id", "from_at"], unique=False
        )
        batch_op.create_index(
            "ix_official_absence_state", ["hall_id", "state", "from_at"], unique=False
        )

    op.create_table(
        "sign_cancelled",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("sign_id", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cancelled_by", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["hall_id", "sign_id"],
            ["attendance_sign.hall_id", "attendance_sign.id"],
            name=op.f("fk_sign_cancelled_hall_id_sign_id_attendance_sign"),
        ),
        sa.PrimaryKeyConstraint("hall_id", "sign_id", name=op.f("pk_sign_cancelled")),
        info={"distributed": True},
    )


def downgrade() -> None:
    op.drop_table("sign_cancelled")
    with op.batch_alter_table("official_absence", schema=None) as batch_op:
        batch_op.drop_index("ix_official_absence_state")
        batch_op.drop_index("ix_official_absence_staff")

    op.drop_table("official_absence")
    with op.batch_alter_table("leave", schema=None) as batch_op:
        batch_op.drop_index("ix_leave_state")
        batch_op.drop_index("ix_leave_staff")

    op.drop_table("leave")
    with op.batch_alter_table("attendance_sign", schema=None) as batch_op:
        batch_op.drop_index("ix_attendance_sign_moment")

    op.drop_table("attendance_sign")
    with op.batch_alter_table("attendance_day", schema=None) as batch_op:
        batch_op.drop_index("ix_attendance_day_staff")

    op.drop_table("attendance_day")
