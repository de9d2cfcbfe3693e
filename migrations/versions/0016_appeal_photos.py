"""appeal photos, results that were seen, arrivals of opinions, what a batch showed"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "appeal_photo",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("appeal_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hall_id", "appeal_id"],
            ["appeal.hall_id", "appeal.id"],
            name=op.f("fk_appeal_photo_hall_id_appeal_id_appeal"),
        ),
        sa.PrimaryKeyConstraint("hall_id", "id", name=op.f("pk_appeal_photo")),
        sa.UniqueConstraint("hall_id", "name", name=op.f("uq_appeal_photo_hall_id_name")),
        info={"distributed": True},
    )
    with op.batch_alter_table("appeal_photo", schema=None) as batch_op:
        batch_op.create_index("ix_appeal_photo_appeal", ["hall_id", "appeal_id"], unique=False)

    op.create_table(
        "result_seen",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=False),
        sa.Column("period", sa.String(length=7), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["hall_id", "period", "revision"],
            [
                "appraisal_period.hall_id",
                "appraisal_period.period",
                "appraisal_period.revision",
            ],
            name=op.f("fk_result_seen_hall_id_period_revision_appraisal_period"),
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_result_seen_staff_id_staff")
        ),
        sa.PrimaryKeyConstraint(
            "hall_id", "staff_id", "period", "revision", name=op.f("pk_result_seen")
        ),
        info={"distributed": True},
    )
    op.create_table(
        "arrival",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.String(length=16), nullable=False),
        sa.Column("span", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("hall_id", "place", "span", name=op.f("pk_arrival")),
        info={"distributed": True},
    )
    # A default in the database: the program before this one goes on releasing batches.
    with op.batch_alter_table("rating_batch", schema=None) as batch_op:
        batch_op.add_column(sa.Column("shown", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("rating_batch", schema=None) as batch_op:
        batch_op.drop_column("shown")

    op.drop_table("arrival")
    op.drop_table("result_seen")
    op.drop_table("appeal_photo")
