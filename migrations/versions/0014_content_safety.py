"""content safety"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

PLACE = "place IN ('rating', 'reply', 'answer', 'problem', 'photo')"


def upgrade() -> None:
    op.create_table(
        "own_words",
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_own_words")),
        info={"local": "one list of words serves the whole installation"},
    )
    op.create_table(
        "held_words",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("place", sa.String(length=16), nullable=False),
        sa.Column("ref", sa.String(length=64), nullable=False),
        sa.Column("why", sa.String(length=16), nullable=False),
        sa.Column("categories", sa.String(length=80), nullable=False),
        sa.Column("list_version", sa.String(length=32), nullable=False),
        sa.Column("fate", sa.String(length=16), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.CheckConstraint(PLACE, name=op.f("ck_held_words_place")),
        sa.CheckConstraint("why IN ('words', 'wechat', 'no_list')", name=op.f("ck_held_words_why")),
        sa.CheckConstraint(
            "fate IN ('held', 'shown', 'masked', 'hidden')", name=op.f("ck_held_words_fate")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["account.id"], name=op.f("fk_held_words_decided_by_account")
        ),
        sa.PrimaryKeyConstraint("hall_id", "id", name=op.f("pk_held_words")),
        sa.UniqueConstraint(
            "hall_id", "place", "ref", name=op.f("uq_held_words_hall_id_place_ref")
        ),
        info={"distributed": True},
    )
    with op.batch_alter_table("held_words", schema=None) as batch_op:
        batch_op.create_index("ix_held_words_fate", ["hall_id", "fate", "held_on"], unique=False)

    op.create_table(
        "safety_check",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("place", sa.String(length=16), nullable=False),
        sa.Column("ref", sa.String(length=64), nullable=False),
        sa.Column("openid_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("trace_id", sa.String(length=80), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.CheckConstraint(PLACE, name=op.f("ck_safety_check_place")),
        sa.PrimaryKeyConstraint("hall_id", "id", name=op.f("pk_safety_check")),
        sa.UniqueConstraint(
            "hall_id", "place", "ref", name=op.f("uq_safety_check_hall_id_place_ref")
        ),
        info={"distributed": True},
    )
    with op.batch_alter_table("safety_check", schema=None) as batch_op:
        batch_op.create_index("ix_safety_check_next", ["next_at"], unique=False)
        batch_op.create_index("ix_safety_check_trace", ["trace_id"], unique=False)


def downgrade() -> None:
    op.drop_table("safety_check")
    op.drop_table("held_words")
    op.drop_table("own_words")
