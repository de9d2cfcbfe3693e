"""wechat identity."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "wechat_token",
        sa.Column("appid", sa.String(length=32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("appid", name=op.f("pk_wechat_token")),
        info={"local": "it is lent to the installation, not to a hall"},
    )
    op.create_table(
        "wechat_binding",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("openid_hash", sa.LargeBinary(length=32), nullable=True),
        sa.Column("openid_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("bound_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("why", sa.String(length=16), nullable=False),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (openid_hash IS NOT NULL)",
            name=op.f("ck_wechat_binding_erased_at_end"),
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_wechat_binding_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wechat_binding")),
        info={"reference": True},
    )
    with op.batch_alter_table("wechat_binding", schema=None) as batch_op:
        for name, column in (("openid", "openid_hash"), ("account", "account_id")):
            batch_op.create_index(
                f"ix_wechat_binding_{name}",
                [column],
                unique=True,
                sqlite_where=sa.text("ended_at IS NULL"),
                postgresql_where=sa.text("ended_at IS NULL"),
            )

    op.create_table(
        "binding_code",
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_by", sa.String(length=60), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_binding_code_account_id_account")
        ),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_binding_code")),
        info={"reference": True},
    )
    with op.batch_alter_table("binding_code", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_binding_code_account_id"), ["account_id"])


def downgrade() -> None:
    op.drop_table("binding_code")
    op.drop_table("wechat_binding")
    op.drop_table("wechat_token")
