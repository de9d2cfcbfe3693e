"""awards"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ballot",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("period", sa.String(length=7), nullable=False),
        sa.Column("scheme_version", sa.String(length=65), nullable=False),
        sa.Column("voters", sa.String(length=32), nullable=False),
        sa.Column("scale", sa.String(length=16), nullable=False),
        sa.Column("min_votes", sa.Integer(), nullable=False),
        sa.Column("most_choices", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by", sa.String(length=60), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.String(length=60), nullable=False),
        sa.CheckConstraint("state IN ('open', 'closed')", name=op.f("ck_ballot_state")),
        sa.PrimaryKeyConstraint("hall_id", "id", name=op.f("pk_ballot")),
        sa.UniqueConstraint("hall_id", "key", "period", name=op.f("uq_ballot_hall_id_key_period")),
        sa.UniqueConstraint("hall_id", "number", name=op.f("uq_ballot_hall_id_number")),
        info={"distributed": True},
    )
    with op.batch_alter_table("ballot", schema=None) as batch_op:
        batch_op.create_index("ix_ballot_state", ["hall_id", "state"], unique=False)

    op.create_table(
        "ballot_candidate",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("ballot_id", sa.BigInteger(), nullable=False),
        sa.Column("subject", sa.String(length=16), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.CheckConstraint(
            "subject IN ('staff', 'chief', 'window', 'department')",
            name=op.f("ck_ballot_candidate_subject"),
        ),
        sa.ForeignKeyConstraint(
            ["hall_id", "ballot_id"],
            ["ballot.hall_id", "ballot.id"],
            name=op.f("fk_ballot_candidate_hall_id_ballot_id_ballot"),
        ),
        sa.PrimaryKeyConstraint(
            "hall_id", "ballot_id", "subject", "subject_id", name=op.f("pk_ballot_candidate")
        ),
        info={"distributed": True},
    )
    op.create_table(
        "ballot_voter",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("ballot_id", sa.BigInteger(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("has_voted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_ballot_voter_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["hall_id", "ballot_id"],
            ["ballot.hall_id", "ballot.id"],
            name=op.f("fk_ballot_voter_hall_id_ballot_id_ballot"),
        ),
        sa.PrimaryKeyConstraint("hall_id", "ballot_id", "account_id", name=op.f("pk_ballot_voter")),
        info={"distributed": True},
    )
    op.create_table(
        "ballot_vote",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("ballot_id", sa.BigInteger(), nullable=False),
        sa.Column("subject", sa.String(length=16), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=False),
        sa.Column("value", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("votes", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "subject IN ('staff', 'chief', 'window', 'department')",
            name=op.f("ck_ballot_vote_subject"),
        ),
        sa.ForeignKeyConstraint(
            ["hall_id", "ballot_id"],
            ["ballot.hall_id", "ballot.id"],
            name=op.f("fk_ballot_vote_hall_id_ballot_id_ballot"),
        ),
        sa.PrimaryKeyConstraint(
            "hall_id", "ballot_id", "subject", "subject_id", "value", name=op.f("pk_ballot_vote")
        ),
        info={"distributed": True},
    )
    op.create_table(
        "award_winner",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("award", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("period", sa.String(length=7), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=16), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=False),
        sa.Column("group_code", sa.String(length=32), nullable=False),
        sa.Column("is_by_numbers", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposed_by", sa.BigInteger(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.BigInteger(), nullable=True),
        sa.Column("answer", sa.String(length=500), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "subject IN ('staff', 'chief', 'window', 'department')",
            name=op.f("ck_award_winner_subject"),
        ),
        sa.CheckConstraint(
            "state IN ('proposed', 'given', 'refused', 'withdrawn')",
            name=op.f("ck_award_winner_state"),
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["account.id"], name=op.f("fk_award_winner_decided_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["account.id"], name=op.f("fk_award_winner_proposed_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_by"], ["account.id"], name=op.f("fk_award_winner_withdrawn_by_account")
        ),
        sa.PrimaryKeyConstraint("hall_id", "id", name=op.f("pk_award_winner")),
        sa.UniqueConstraint(
            "hall_id",
            "award",
            "period",
            "subject",
            "subject_id",
            "revision",
            name=op.f("uq_award_winner_hall_id_award_period_subject_subject_id_revision"),
        ),
        sa.UniqueConstraint("hall_id", "number", name=op.f("uq_award_winner_hall_id_number")),
        info={"distributed": True},
    )
    with op.batch_alter_table("award_winner", schema=None) as batch_op:
        batch_op.create_index(
            "ix_award_winner_period", ["hall_id", "period", "award"], unique=False
        )

    op.create_table(
        "bonus_request",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=False),
        sa.Column("department_id", sa.BigInteger(), nullable=False),
        sa.Column("item", sa.String(length=16), nullable=False),
        sa.Column("item_text", sa.String(length=500), nullable=False),
        sa.Column("level", sa.String(length=16), nullable=False),
        sa.Column("value", sa.String(length=16), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("reference", sa.String(length=200), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=True),
        sa.Column("scheme_version", sa.String(length=65), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by", sa.BigInteger(), nullable=True),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("first_by", sa.BigInteger(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.BigInteger(), nullable=True),
        sa.Column("answer", sa.String(length=500), nullable=False),
        sa.CheckConstraint(
            "state IN ('asked', 'approved_once', 'approved', 'refused', 'withdrawn')",
            name=op.f("ck_bonus_request_state"),
        ),
        sa.ForeignKeyConstraint(
            ["first_by"], ["account.id"], name=op.f("fk_bonus_request_first_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["account.id"], name=op.f("fk_bonus_request_decided_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["department_id"],
            ["department.id"],
            name=op.f("fk_bonus_request_department_id_department"),
        ),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["account.id"], name=op.f("fk_bonus_request_asked_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_bonus_request_staff_id_staff")
        ),
        sa.PrimaryKeyConstraint("hall_id", "id", name=op.f("pk_bonus_request")),
        sa.UniqueConstraint("hall_id", "number", name=op.f("uq_bonus_request_hall_id_number")),
        info={"distributed": True},
    )
    with op.batch_alter_table("bonus_request", schema=None) as batch_op:
        batch_op.create_index("ix_bonus_request_case", ["hall_id", "case_id"], unique=False)
        batch_op.create_index(
            "ix_bonus_request_staff", ["hall_id", "staff_id", "asked_at"], unique=False
        )
        batch_op.create_index(
            "ix_bonus_request_state", ["hall_id", "state", "asked_at"], unique=False
        )

    op.create_table(
        "bonus_evidence",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("request_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hall_id", "request_id"],
            ["bonus_request.hall_id", "bonus_request.id"],
            name=op.f("fk_bonus_evidence_hall_id_request_id_bonus_request"),
        ),
        sa.PrimaryKeyConstraint("hall_id", "id", name=op.f("pk_bonus_evidence")),
        sa.UniqueConstraint("hall_id", "name", name=op.f("uq_bonus_evidence_hall_id_name")),
        info={"distributed": True},
    )
    with op.batch_alter_table("bonus_evidence", schema=None) as batch_op:
        batch_op.create_index("ix_bonus_evidence_request", ["hall_id", "request_id"], unique=False)


def downgrade() -> None:
    op.drop_table("bonus_evidence")
    op.drop_table("bonus_request")
    op.drop_table("award_winner")
    op.drop_table("ballot_vote")
    op.drop_table("ballot_voter")
    op.drop_table("ballot_candidate")
    op.drop_table("ballot")
