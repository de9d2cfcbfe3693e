"""inspections"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "inspection_photo",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("finding_id", sa.BigInteger(), nullable=True),
        sa.Column("order_id", sa.BigInteger(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(finding_id IS NULL) <> (order_id IS NULL)", name=op.f("ck_inspection_photo_one_owner")
        ),
        sa.PrimaryKeyConstraint("hall_id", "id", name=op.f("pk_inspection_photo")),
        sa.UniqueConstraint("hall_id", "name", name=op.f("uq_inspection_photo_hall_id_name")),
        info={"distributed": True},
    )
    with op.batch_alter_table("inspection_photo", schema=None) as batch_op:
        batch_op.create_index(
            "ix_inspection_photo_finding", ["hall_id", "finding_id"], unique=False
        )
        batch_op.create_index("ix_inspection_photo_order", ["hall_id", "order_id"], unique=False)

    op.create_table(
        "inspection",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("rhythm", sa.String(length=8), nullable=False),
        sa.Column("theme", sa.String(length=120), nullable=False),
        sa.Column("leader", sa.String(length=60), nullable=False),
        sa.Column("team", sa.String(length=300), nullable=False),
        sa.Column("witness", sa.String(length=60), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("notes", sa.String(length=1000), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_by", sa.BigInteger(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "kind IN ('patrol', 'scheduled', 'random', 'special')", name=op.f("ck_inspection_kind")
        ),
        sa.CheckConstraint("state IN ('open', 'closed')", name=op.f("ck_inspection_state")),
        sa.ForeignKeyConstraint(
            ["started_by"], ["account.id"], name=op.f("fk_inspection_started_by_account")
        ),
        sa.PrimaryKeyConstraint("hall_id", "id", name=op.f("pk_inspection")),
        sa.UniqueConstraint("hall_id", "number", name=op.f("uq_inspection_hall_id_number")),
        info={"distributed": True},
    )
    with op.batch_alter_table("inspection", schema=None) as batch_op:
        batch_op.create_index("ix_inspection_started", ["hall_id", "started_at"], unique=False)

    op.create_table(
        "rectification_order",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("department_id", sa.BigInteger(), nullable=False),
        sa.Column("window_id", sa.BigInteger(), nullable=True),
        sa.Column("inspection_id", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("term", sa.String(length=8), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("is_due_provisional", sa.Boolean(), nullable=False),
        sa.Column("term_from", sa.Date(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_by", sa.BigInteger(), nullable=True),
        sa.Column("nonce", sa.String(length=32), nullable=False),
        sa.CheckConstraint(
            "state IN ('issued', 'answered', 'passed', 'cancelled')",
            name=op.f("ck_rectification_order_state"),
        ),
        sa.ForeignKeyConstraint(
            ["department_id"],
            ["department.id"],
            name=op.f("fk_rectification_order_department_id_department"),
        ),
        sa.ForeignKeyConstraint(
            ["issued_by"], ["account.id"], name=op.f("fk_rectification_order_issued_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["window_id"], ["window.id"], name=op.f("fk_rectification_order_window_id_window")
        ),
        sa.PrimaryKeyConstraint("hall_id", "id", name=op.f("pk_rectification_order")),
        sa.UniqueConstraint(
            "hall_id", "number", name=op.f("uq_rectification_order_hall_id_number")
        ),
        info={"distributed": True},
    )
    with op.batch_alter_table("rectification_order", schema=None) as batch_op:
        batch_op.create_index(
            "ix_rectification_order_department", ["hall_id", "department_id"], unique=False
        )
        batch_op.create_index(
            "ix_rectification_order_state", ["hall_id", "state", "due_on"], unique=False
        )

    op.create_table(
        "inspection_draw",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("inspection_id", sa.BigInteger(), nullable=False),
        sa.Column("method", sa.String(length=32), nullable=False),
        sa.Column("seed", sa.String(length=120), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("candidates", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("drawn", sa.Text(), nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("drawn_by", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["hall_id", "inspection_id"],
            ["inspection.hall_id", "inspection.id"],
            name=op.f("fk_inspection_draw_hall_id_inspection_id_inspection"),
        ),
        sa.PrimaryKeyConstraint("hall_id", "inspection_id", name=op.f("pk_inspection_draw")),
        info={"distributed": True},
    )
    op.create_table(
        "inspection_finding",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("nonce", sa.String(length=32), nullable=False),
        sa.Column("inspection_id", sa.BigInteger(), nullable=False),
        sa.Column("window_id", sa.BigInteger(), nullable=False),
        sa.Column("department_id", sa.BigInteger(), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=True),
        sa.Column("chief_id", sa.BigInteger(), nullable=True),
        sa.Column("event", sa.String(length=16), nullable=False),
        sa.Column("item", sa.String(length=16), nullable=False),
        sa.Column("item_text", sa.Text(), nullable=False),
        sa.Column("scheme_version", sa.String(length=65), nullable=False),
        sa.Column("severity", sa.String(length=16), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("meeting_kind", sa.String(length=16), nullable=False),
        sa.Column("meeting_how", sa.String(length=16), nullable=False),
        sa.Column("witness", sa.String(length=60), nullable=False),
        sa.Column("value", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("fact_dedupe", sa.String(length=64), nullable=False),
        sa.Column("order_id", sa.BigInteger(), nullable=True),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("found_by", sa.BigInteger(), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_by", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "event IN ('finding', 'off_post', 'meeting')", name=op.f("ck_inspection_finding_event")
        ),
        sa.CheckConstraint(
            "state IN ('waiting', 'counted', 'noted', 'withdrawn')",
            name=op.f("ck_inspection_finding_state"),
        ),
        sa.ForeignKeyConstraint(
            ["chief_id"], ["staff.id"], name=op.f("fk_inspection_finding_chief_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["department_id"],
            ["department.id"],
            name=op.f("fk_inspection_finding_department_id_department"),
        ),
        sa.ForeignKeyConstraint(
            ["found_by"], ["account.id"], name=op.f("fk_inspection_finding_found_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["hall_id", "inspection_id"],
            ["inspection.hall_id", "inspection.id"],
            name=op.f("fk_inspection_finding_hall_id_inspection_id_inspection"),
        ),
        sa.ForeignKeyConstraint(
            ["hall_id", "order_id"],
            ["rectification_order.hall_id", "rectification_order.id"],
            name=op.f("fk_inspection_finding_hall_id_order_id_rectification_order"),
        ),
        sa.ForeignKeyConstraint(
            ["signed_by"], ["account.id"], name=op.f("fk_inspection_finding_signed_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_inspection_finding_staff_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["window_id"], ["window.id"], name=op.f("fk_inspection_finding_window_id_window")
        ),
        sa.PrimaryKeyConstraint("hall_id", "id", name=op.f("pk_inspection_finding")),
        sa.UniqueConstraint("hall_id", "nonce", name=op.f("uq_inspection_finding_hall_id_nonce")),
        sa.UniqueConstraint("hall_id", "number", name=op.f("uq_inspection_finding_hall_id_number")),
        info={"distributed": True},
    )
    with op.batch_alter_table("inspection_finding", schema=None) as batch_op:
        batch_op.create_index("ix_inspection_finding_found", ["hall_id", "found_on"], unique=False)
        batch_op.create_index(
            "ix_inspection_finding_inspection", ["hall_id", "inspection_id"], unique=False
        )
        batch_op.create_index("ix_inspection_finding_order", ["hall_id", "order_id"], unique=False)

    op.create_table(
        "inspection_target",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("inspection_id", sa.BigInteger(), nullable=False),
        sa.Column("window_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=True),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'normal', 'found')", name=op.f("ck_inspection_target_state")
        ),
        sa.ForeignKeyConstraint(
            ["hall_id", "inspection_id"],
            ["inspection.hall_id", "inspection.id"],
            name=op.f("fk_inspection_target_hall_id_inspection_id_inspection"),
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_inspection_target_staff_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["window_id"], ["window.id"], name=op.f("fk_inspection_target_window_id_window")
        ),
        sa.PrimaryKeyConstraint(
            "hall_id", "inspection_id", "window_id", name=op.f("pk_inspection_target")
        ),
        info={"distributed": True},
    )
    with op.batch_alter_table("inspection_target", schema=None) as batch_op:
        batch_op.create_index("ix_inspection_target_looked", ["hall_id", "looked_at"], unique=False)

    op.create_table(
        "rectification_step",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=16), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_by", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["hall_id", "order_id"],
            ["rectification_order.hall_id", "rectification_order.id"],
            name=op.f("fk_rectification_step_hall_id_order_id_rectification_order"),
        ),
        sa.ForeignKeyConstraint(
            ["taken_by"], ["account.id"], name=op.f("fk_rectification_step_taken_by_account")
        ),
        sa.PrimaryKeyConstraint(
            "hall_id", "order_id", "position", name=op.f("pk_rectification_step")
        ),
        info={"distributed": True},
    )
    op.create_table(
        "rectification_text",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hall_id", "order_id"],
            ["rectification_order.hall_id", "rectification_order.id"],
            name=op.f("fk_rectification_text_hall_id_order_id_rectification_order"),
        ),
        sa.PrimaryKeyConstraint(
            "hall_id", "order_id", "position", name=op.f("pk_rectification_text")
        ),
        info={"distributed": True},
    )
    op.create_table(
        "finding_text",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("finding_id", sa.BigInteger(), nullable=False),
        sa.Column("part", sa.String(length=16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hall_id", "finding_id"],
            ["inspection_finding.hall_id", "inspection_finding.id"],
            name=op.f("fk_finding_text_hall_id_finding_id_inspection_finding"),
        ),
        sa.PrimaryKeyConstraint("hall_id", "finding_id", "part", name=op.f("pk_finding_text")),
        info={"distributed": True},
    )


def downgrade() -> None:
    op.drop_table("finding_text")
    op.drop_table("rectification_text")
    op.drop_table("rectification_step")
    with op.batch_alter_table("inspection_target", schema=None) as batch_op:
        batch_op.drop_index("ix_inspection_target_looked")

    op.drop_table("inspection_target")
    with op.batch_alter_table("inspection_finding", schema=None) as batch_op:
        batch_op.drop_index("ix_inspection_finding_order")
        batch_op.drop_index("ix_inspection_finding_inspection")
        batch_op.drop_index("ix_inspection_finding_found")

    op.drop_table("inspection_finding")
    op.drop_table("inspection_draw")
    with op.batch_alter_table("rectification_order", schema=None) as batch_op:
        batch_op.drop_index("ix_rectification_order_state")
        batch_op.drop_index("ix_rectification_order_department")

    op.drop_table("rectification_order")
    with op.batch_alter_table("inspection", schema=None) as batch_op:
        batch_op.drop_index("ix_inspection_started")

    op.drop_table("inspection")
    with op.batch_alter_table("inspection_photo", schema=None) as batch_op:
        batch_op.drop_index("ix_inspection_photo_order")
        batch_op.drop_index("ix_inspection_photo_finding")

    op.drop_table("inspection_photo")
