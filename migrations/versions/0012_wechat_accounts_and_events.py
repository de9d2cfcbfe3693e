"""wechat accounts and events."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "month_key",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint(
            "purpose IN ('repeat', 'concentration')", name=op.f("ck_month_key_purpose")
        ),
        sa.PrimaryKeyConstraint("hall_id", "month", "purpose", name=op.f("pk_month_key")),
        info={"distributed": True},
        sqlite_with_rowid=False,
    )
    for name, last in (
        ("account_visit", sa.Column("day", sa.Date(), nullable=False)),
        ("account_count", sa.Column("days", sa.Integer(), nullable=False)),
    ):
        keys = ("hall_id", "month", "pseudonym", "window_id")
        op.create_table(
            name,
            sa.Column("hall_id", sa.BigInteger(), nullable=False),
            sa.Column("month", sa.String(length=7), nullable=False),
            sa.Column("pseudonym", sa.LargeBinary(length=32), nullable=False),
            sa.Column("window_id", sa.BigInteger(), nullable=False),
            last,
            sa.ForeignKeyConstraint(
                ["window_id"], ["window.id"], name=op.f(f"fk_{name}_window_id_window")
            ),
            sa.PrimaryKeyConstraint(
                *keys, *(["day"] if last.name == "day" else []), name=op.f(f"pk_{name}")
            ),
            info={"distributed": True},
            sqlite_with_rowid=False,
        )
    op.create_table(
        "wechat_event",
        sa.Column("key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(length=64), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("error", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "state IN ('waiting', 'claimed', 'done', 'ignored', 'poison')",
            name=op.f("ck_wechat_event_state"),
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_wechat_event")),
        info={"local": "WeChat tells the installation, not a hall"},
    )
    with op.batch_alter_table("wechat_event", schema=None) as batch_op:
        batch_op.create_index("ix_wechat_event_state", ["state", "next_try_at"], unique=False)


def downgrade() -> None:
    op.drop_table("wechat_event")
    op.drop_table("account_count")
    op.drop_table("account_visit")
    op.drop_table("month_key")
