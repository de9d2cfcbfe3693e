"""subscriptions."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "consent",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("recipient", sa.String(length=64), nullable=False),
        sa.Column("template", sa.String(length=32), nullable=False),
        sa.Column("binding_id", sa.BigInteger(), nullable=True),
        sa.Column("by_phone", sa.Integer(), nullable=False),
        sa.Column("by_callback", sa.Integer(), nullable=False),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("heard_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "by_phone >= 0 AND by_callback >= 0 AND used >= 0",
            name=op.f("ck_consent_counted"),
        ),
        sa.PrimaryKeyConstraint("hall_id", "recipient", "template", name=op.f("pk_consent")),
        info={"distributed": True},
    )
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.create_index("ix_consent_recipient", ["recipient"], unique=False)

    op.create_table(
        "case_openid",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["hall_id", "case_id"],
            ["case.hall_id", "case.id"],
            name=op.f("fk_case_openid_hall_id_case_id_case"),
        ),
        sa.PrimaryKeyConstraint("hall_id", "case_id", name=op.f("pk_case_openid")),
        info={"distributed": True},
    )
    with op.batch_alter_table("message_delivery", schema=None) as batch_op:
        # The program before writes rows without it while both versions run.
        batch_op.add_column(
            sa.Column("outside_id", sa.String(length=64), nullable=False, server_default="")
        )
        batch_op.create_index(
            "ix_message_delivery_outside",
            ["outside_id"],
            unique=False,
            sqlite_where=sa.text("outside_id <> ''"),
            postgresql_where=sa.text("outside_id <> ''"),
        )


def downgrade() -> None:
    with op.batch_alter_table("message_delivery", schema=None) as batch_op:
        batch_op.drop_index("ix_message_delivery_outside")
        batch_op.drop_column("outside_id")
    op.drop_table("case_openid")
    op.drop_table("consent")
