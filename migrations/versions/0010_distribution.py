"""distribution"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "outside_unit",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["hall_id"], ["hall.id"], name=op.f("fk_outside_unit_hall_id_hall")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outside_unit")),
        sa.UniqueConstraint("hall_id", "code", name=op.f("uq_outside_unit_hall_id_code")),
        info={"reference": True},
    )
    with op.batch_alter_table("outside_unit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outside_unit_hall_id"), ["hall_id"], unique=False)

    op.create_table(
        "document",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("about", sa.String(length=48), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("document_number", sa.String(length=64), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("formed_on", sa.Date(), nullable=False),
        sa.Column("formed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("formed_by", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("hall_id", "id", name=op.f("pk_document")),
        sa.UniqueConstraint(
            "hall_id",
            "kind",
            "period",
            "about",
            "revision",
            name=op.f("uq_document_hall_id_kind_period_about_revision"),
        ),
        sa.UniqueConstraint("hall_id", "number", name=op.f("uq_document_hall_id_number")),
        info={"distributed": True},
    )
    op.create_table(
        "document_copy",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("document_id", sa.BigInteger(), nullable=False),
        sa.Column("recipient", sa.String(length=16), nullable=False),
        sa.Column("recipient_id", sa.BigInteger(), nullable=False),
        sa.Column("secret_hash", sa.LargeBinary(length=32), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_by", sa.String(length=60), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_by", sa.String(length=60), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_by", sa.String(length=60), nullable=False),
        sa.CheckConstraint(
            "recipient IN ('department', 'window', 'outside_unit', 'staff')",
            name=op.f("ck_document_copy_recipient"),
        ),
        sa.ForeignKeyConstraint(
            ["hall_id", "document_id"],
            ["document.hall_id", "document.id"],
            name=op.f("fk_document_copy_hall_id_document_id_document"),
        ),
        sa.PrimaryKeyConstraint("hall_id", "id", name=op.f("pk_document_copy")),
        sa.UniqueConstraint(
            "hall_id",
            "document_id",
            "recipient",
            "recipient_id",
            name=op.f("uq_document_copy_hall_id_document_id_recipient_recipient_id"),
        ),
        info={"distributed": True},
    )
    with op.batch_alter_table("document_copy", schema=None) as batch_op:
        batch_op.create_index(
            "ix_document_copy_recipient", ["hall_id", "recipient", "recipient_id"], unique=False
        )
        batch_op.create_index("ix_document_copy_secret", ["hall_id", "secret_hash"], unique=False)


def downgrade() -> None:
    op.drop_table("document_copy")
    op.drop_table("document")
    op.drop_table("outside_unit")
