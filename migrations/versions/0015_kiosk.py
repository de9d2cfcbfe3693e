"""kiosk"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "not_rated",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("nonce_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("window_id", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["window_id"], ["window.id"], name=op.f("fk_not_rated_window_id_window")
        ),
        sa.PrimaryKeyConstraint("hall_id", "nonce_hash", name=op.f("pk_not_rated")),
        info={"distributed": True},
    )
    with op.batch_alter_table("not_rated", schema=None) as batch_op:
        batch_op.create_index("ix_not_rated_day", ["hall_id", "day", "window_id"], unique=False)


def downgrade() -> None:
    op.drop_table("not_rated")
