"""cases and accounts"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# The audit is written once. What a retention run has let the chain begin after may go.
NEVER_CHANGED = {
    "sqlite": (
        """CREATE TRIGGER audit_record_is_not_updated BEFORE UPDATE ON audit_record
        BEGIN SELECT RAISE(ABORT, 'audit records are never changed'); END""",
        """CREATE TRIGGER audit_record_is_not_deleted BEFORE DELETE ON audit_record
        WHEN NOT EXISTS (SELECT 1 FROM audit_head h
                         WHERE h.hall_id = OLD.hall_id AND OLD.position < h.first_position)
        BEGIN SELECT RAISE(ABORT, 'audit records are never changed'); END""",
    ),
    "postgresql": (
        """CREATE FUNCTION audit_record_is_never_changed() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF TG_OP = 'DELETE' THEN
            PERFORM FROM audit_head h WHERE h.hall_id = OLD.hall_id AND OLD.position < h.first_position;
            IF FOUND THEN RETURN OLD; END IF;
          END IF;
          RAISE EXCEPTION 'audit records are never changed' USING ERRCODE = 'insufficient_privilege';
        END $$""",
        """CREATE TRIGGER audit_record_is_not_changed BEFORE UPDATE OR DELETE ON audit_record
        FOR EACH ROW EXECUTE FUNCTION audit_record_is_never_changed()""",
        """CREATE TRIGGER audit_record_is_not_truncated BEFORE TRUNCATE ON audit_record
        FOR EACH STATEMENT EXECUTE FUNCTION audit_record_is_never_changed()""",
    ),
}


def upgrade() -> None:
    op.create_table(
        "audit_head",
        sa.Column("hall_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("first_position", sa.BigInteger(), nullable=False),
        sa.Column("first_previous", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("hall_id", name=op.f("pk_audit_head")),
        info={"distributed": True},
    )
    op.create_table(
        "audit_record",
        sa.Column("hall_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=True),
        sa.Column("actor", sa.String(length=60), nullable=False),
        sa.Column("act", sa.String(length=48), nullable=False),
        sa.Column("object", sa.String(length=80), nullable=False),
        sa.Column("result", sa.String(length=8), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("previous", sa.LargeBinary(length=32), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.CheckConstraint(
            "result IN ('done', 'refused', 'failed')", name=op.f("ck_audit_record_result")
        ),
        sa.PrimaryKeyConstraint("hall_id", "position", name=op.f("pk_audit_record")),
        info={"distributed": True},
    )
    with op.batch_alter_table("audit_record", schema=None) as batch_op:
        batch_op.create_index(
            "ix_audit_record_actor", ["hall_id", "actor_id", "position"], unique=False
        )
        batch_op.create_index("ix_audit_record_at", ["hall_id", "at"], unique=False)
        batch_op.create_index(
            "ix_audit_record_object", ["hall_id", "object", "position"], unique=False
        )

    op.create_table(
        "throttle",
        sa.Column("key_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("first_failed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("key_hash", name=op.f("pk_throttle")),
        info={"local": "sign-ins belong to the installation, not to a hall"},
    )
    op.create_table(
        "webhook",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.Column("topics", sa.Text(), nullable=False),
        sa.Column("secret_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name=op.f("fk_webhook_hall_id_hall")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook")),
        info={"reference": True},
    )
    with op.batch_alter_table("webhook", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_webhook_hall_id"), ["hall_id"], unique=False)

    op.create_table(
        "account",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("password_set_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("totp_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("is_totp_on", sa.Boolean(), nullable=False),
        sa.Column("totp_step", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(length=60), nullable=False),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('invited', 'active', 'disabled')", name=op.f("ck_account_state")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_account_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("name", name=op.f("uq_account_name")),
        sa.UniqueConstraint("number", name=op.f("uq_account_number")),
        info={"reference": True},
    )
    op.create_table(
        "rating_batch",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("ratings", sa.Integer(), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_rating_batch_staff_id_staff")
        ),
        sa.PrimaryKeyConstraint("hall_id", "staff_id", "until", name=op.f("pk_rating_batch")),
        info={"distributed": True},
    )
    op.create_table(
        "account_role",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("hall_id", sa.BigInteger(), nullable=True),
        sa.Column("department_id", sa.BigInteger(), nullable=True),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("granted_by", sa.String(length=60), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_account_role_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["department_id"],
            ["department.id"],
            name=op.f("fk_account_role_department_id_department"),
        ),
        sa.ForeignKeyConstraint(
            ["hall_id"], ["hall.id"], name=op.f("fk_account_role_hall_id_hall")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_role")),
        info={"reference": True},
    )
    with op.batch_alter_table("account_role", schema=None) as batch_op:
        batch_op.create_index("ix_account_role_account", ["account_id"], unique=False)

    op.create_table(
        "appeal",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=False),
        sa.Column("against", sa.String(length=16), nullable=False),
        sa.Column("rating_id", sa.BigInteger(), nullable=True),
        sa.Column("entry_id", sa.BigInteger(), nullable=True),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("filed_by", sa.BigInteger(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("is_due_provisional", sa.Boolean(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "against IN ('rating', 'entry', 'month')", name=op.f("ck_appeal_against")
        ),
        sa.CheckConstraint(
            "state IN ('filed', 'upheld', 'refused', 'withdrawn')", name=op.f("ck_appeal_state")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["account.id"], name=op.f("fk_appeal_decided_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["filed_by"], ["account.id"], name=op.f("fk_appeal_filed_by_account")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_appeal_staff_id_staff")),
        sa.PrimaryKeyConstraint("hall_id", "id", name=op.f("pk_appeal")),
        sa.UniqueConstraint("hall_id", "number", name=op.f("uq_appeal_hall_id_number")),
        info={"distributed": True},
    )
    with op.batch_alter_table("appeal", schema=None) as batch_op:
        batch_op.create_index("ix_appeal_staff", ["hall_id", "staff_id", "filed_at"], unique=False)
        batch_op.create_index("ix_appeal_state", ["hall_id", "state", "due_on"], unique=False)

    op.create_table(
        "draft",
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_draft_account_id_account")
        ),
        sa.PrimaryKeyConstraint("account_id", "place", name=op.f("pk_draft")),
        info={"local": "sign-ins belong to the installation, not to a hall"},
    )
    op.create_table(
        "excluded_rating",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("rating_id", sa.BigInteger(), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.Column("excluded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposed_by", sa.BigInteger(), nullable=False),
        sa.Column("approved_by", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["approved_by"], ["account.id"], name=op.f("fk_excluded_rating_approved_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["hall_id", "rating_id"],
            ["rating.hall_id", "rating.id"],
            name=op.f("fk_excluded_rating_hall_id_rating_id_rating"),
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["account.id"], name=op.f("fk_excluded_rating_proposed_by_account")
        ),
        sa.PrimaryKeyConstraint("hall_id", "rating_id", name=op.f("pk_excluded_rating")),
        info={"distributed": True},
    )
    with op.batch_alter_table("excluded_rating", schema=None) as batch_op:
        batch_op.create_index("ix_excluded_rating_month", ["hall_id", "month"], unique=False)

    op.create_table(
        "invitation",
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_by", sa.String(length=60), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_invitation_account_id_account")
        ),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_invitation")),
        info={"reference": True},
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitation_account_id"), ["account_id"], unique=False)

    op.create_table(
        "known_device",
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("device_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("known_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_known_device_account_id_account")
        ),
        sa.PrimaryKeyConstraint("account_id", "device_hash", name=op.f("pk_known_device")),
        info={"local": "sign-ins belong to the installation, not to a hall"},
    )
    op.create_table(
        "ledger_entry",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("dedupe", sa.String(length=64), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=True),
        sa.Column("department_id", sa.BigInteger(), nullable=True),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("category", sa.String(length=32), nullable=False),
        sa.Column("item", sa.String(length=32), nullable=False),
        sa.Column("points", sa.String(length=16), nullable=False),
        sa.Column("scheme_version", sa.String(length=32), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=True),
        sa.Column("finding_id", sa.BigInteger(), nullable=True),
        sa.Column("reverses_id", sa.BigInteger(), nullable=True),
        sa.Column("appeal_id", sa.BigInteger(), nullable=True),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by", sa.BigInteger(), nullable=True),
        sa.Column("approved_by", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "(staff_id IS NULL) <> (department_id IS NULL)",
            name=op.f("ck_ledger_entry_one_charged"),
        ),
        sa.ForeignKeyConstraint(
            ["approved_by"], ["account.id"], name=op.f("fk_ledger_entry_approved_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["department_id"],
            ["department.id"],
            name=op.f("fk_ledger_entry_department_id_department"),
        ),
        sa.ForeignKeyConstraint(
            ["entered_by"], ["account.id"], name=op.f("fk_ledger_entry_entered_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_ledger_entry_staff_id_staff")
        ),
        sa.PrimaryKeyConstraint("hall_id", "id", name=op.f("pk_ledger_entry")),
        sa.UniqueConstraint("hall_id", "dedupe", name=op.f("uq_ledger_entry_hall_id_dedupe")),
        info={"distributed": True},
    )
    with op.batch_alter_table("ledger_entry", schema=None) as batch_op:
        batch_op.create_index("ix_ledger_entry_case", ["hall_id", "case_id"], unique=False)
        batch_op.create_index(
            "ix_ledger_entry_department", ["hall_id", "department_id", "month"], unique=False
        )
        batch_op.create_index(
            "ix_ledger_entry_staff", ["hall_id", "staff_id", "month"], unique=False
        )

    op.create_table(
        "preference",
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_preference_account_id_account")
        ),
        sa.PrimaryKeyConstraint("account_id", "key", name=op.f("pk_preference")),
        info={"local": "sign-ins belong to the installation, not to a hall"},
    )
    op.create_table(
        "proposal",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=True),
        sa.Column("rating_id", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by", sa.BigInteger(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.BigInteger(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "state IN ('waiting', 'approved', 'refused', 'withdrawn')",
            name=op.f("ck_proposal_state"),
        ),
        sa.CheckConstraint(
            "decided_by IS NULL OR decided_by <> asked_by", name=op.f("ck_proposal_two_people")
        ),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["account.id"], name=op.f("fk_proposal_asked_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["account.id"], name=op.f("fk_proposal_decided_by_account")
        ),
        sa.PrimaryKeyConstraint("hall_id", "id", name=op.f("pk_proposal")),
        info={"distributed": True},
    )
    with op.batch_alter_table("proposal", schema=None) as batch_op:
        batch_op.create_index("ix_proposal_case", ["hall_id", "case_id"], unique=False)
        batch_op.create_index("ix_proposal_rating", ["hall_id", "rating_id"], unique=False)
        batch_op.create_index("ix_proposal_state", ["hall_id", "state", "asked_at"], unique=False)

    op.create_table(
        "recovery_code",
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_recovery_code_account_id_account")
        ),
        sa.PrimaryKeyConstraint("account_id", "hash", name=op.f("pk_recovery_code")),
        info={"reference": True},
    )
    op.create_table(
        "sign_in",
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("device_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fresh_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_verified", sa.Boolean(), nullable=False),
        sa.Column("ended", sa.String(length=16), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_sign_in_account_id_account")
        ),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_sign_in")),
        info={"local": "sign-ins belong to the installation, not to a hall"},
    )
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.create_index("ix_sign_in_account", ["account_id", "ended"], unique=False)

    op.create_table(
        "appeal_text",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("appeal_id", sa.BigInteger(), nullable=False),
        sa.Column("part", sa.String(length=16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hall_id", "appeal_id"],
            ["appeal.hall_id", "appeal.id"],
            name=op.f("fk_appeal_text_hall_id_appeal_id_appeal"),
        ),
        sa.PrimaryKeyConstraint("hall_id", "appeal_id", "part", name=op.f("pk_appeal_text")),
        info={"distributed": True},
    )
    op.create_table(
        "case_deadline",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("clock", sa.String(length=32), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("working_days", sa.Integer(), nullable=False),
        sa.Column("extended_days", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("is_provisional", sa.Boolean(), nullable=False),
        sa.Column("ended", sa.String(length=16), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["hall_id", "case_id"],
            ["case.hall_id", "case.id"],
            name=op.f("fk_case_deadline_hall_id_case_id_case"),
        ),
        sa.PrimaryKeyConstraint("hall_id", "id", name=op.f("pk_case_deadline")),
        info={"distributed": True},
    )
    with op.batch_alter_table("case_deadline", schema=None) as batch_op:
        batch_op.create_index("ix_case_deadline_case", ["hall_id", "case_id"], unique=False)
        batch_op.create_index(
            "ix_case_deadline_running", ["hall_id", "ended", "due_on"], unique=False
        )

    op.create_table(
        "case_finding",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("round", sa.SmallInteger(), nullable=False),
        sa.Column("finding", sa.String(length=16), nullable=False),
        sa.Column("cause", sa.String(length=16), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=True),
        sa.Column("department_id", sa.BigInteger(), nullable=True),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["account.id"], name=op.f("fk_case_finding_decided_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["department_id"],
            ["department.id"],
            name=op.f("fk_case_finding_department_id_department"),
        ),
        sa.ForeignKeyConstraint(
            ["hall_id", "case_id"],
            ["case.hall_id", "case.id"],
            name=op.f("fk_case_finding_hall_id_case_id_case"),
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_case_finding_staff_id_staff")
        ),
        sa.PrimaryKeyConstraint("hall_id", "id", name=op.f("pk_case_finding")),
        sa.UniqueConstraint(
            "hall_id", "case_id", "round", name=op.f("uq_case_finding_hall_id_case_id_round")
        ),
        info={"distributed": True},
    )
    with op.batch_alter_table("case_finding", schema=None) as batch_op:
        batch_op.create_index("ix_case_finding_month", ["hall_id", "month"], unique=False)
        batch_op.create_index(
            "ix_case_finding_staff", ["hall_id", "staff_id", "month"], unique=False
        )

    op.create_table(
        "case_link",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("other_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("linked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("linked_by", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("kind IN ('linked', 'merged')", name=op.f("ck_case_link_kind")),
        sa.ForeignKeyConstraint(
            ["hall_id", "case_id"],
            ["case.hall_id", "case.id"],
            name=op.f("fk_case_link_hall_id_case_id_case"),
        ),
        sa.ForeignKeyConstraint(
            ["linked_by"], ["account.id"], name=op.f("fk_case_link_linked_by_account")
        ),
        sa.PrimaryKeyConstraint("hall_id", "case_id", "other_id", name=op.f("pk_case_link")),
        info={"distributed": True},
    )
    with op.batch_alter_table("case_link", schema=None) as batch_op:
        batch_op.create_index("ix_case_link_other", ["hall_id", "other_id"], unique=False)

    op.create_table(
        "message_delivery",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("recipient", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("owner", sa.String(length=64), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.String(length=200), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'claimed', 'sent', 'refused', 'poison')",
            name=op.f("ck_message_delivery_state"),
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_message_delivery_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["hall_id", "message_id"],
            ["message.hall_id", "message.id"],
            name=op.f("fk_message_delivery_hall_id_message_id_message"),
        ),
        sa.PrimaryKeyConstraint("hall_id", "id", name=op.f("pk_message_delivery")),
        sa.UniqueConstraint(
            "hall_id",
            "message_id",
            "channel",
            "recipient",
            name=op.f("uq_message_delivery_hall_id_message_id_channel_recipient"),
        ),
        sa.UniqueConstraint("hall_id", "number", name=op.f("uq_message_delivery_hall_id_number")),
        info={"distributed": True},
    )
    with op.batch_alter_table("message_delivery", schema=None) as batch_op:
        batch_op.create_index(
            "ix_message_delivery_account",
            ["hall_id", "account_id", "channel", "read_at"],
            unique=False,
        )
        batch_op.create_index("ix_message_delivery_state", ["state", "next_try_at"], unique=False)
        batch_op.create_index(
            "ix_message_delivery_hall", ["hall_id", "state", "next_try_at"], unique=False
        )
        batch_op.create_index(
            "ix_message_delivery_inbox",
            ["hall_id", "account_id", "channel", "sent_at"],
            unique=False,
        )

    op.create_table(
        "published_reply",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("round", sa.SmallInteger(), nullable=False),
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("reviewed_by", sa.BigInteger(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["hall_id", "case_id"],
            ["case.hall_id", "case.id"],
            name=op.f("fk_published_reply_hall_id_case_id_case"),
        ),
        sa.ForeignKeyConstraint(
            ["reviewed_by"], ["account.id"], name=op.f("fk_published_reply_reviewed_by_account")
        ),
        sa.PrimaryKeyConstraint("hall_id", "case_id", "round", name=op.f("pk_published_reply")),
        sa.UniqueConstraint("hall_id", "number", name=op.f("uq_published_reply_hall_id_number")),
        info={"distributed": True},
    )
    with op.batch_alter_table("published_reply", schema=None) as batch_op:
        batch_op.create_index("ix_published_reply_day", ["hall_id", "published_on"], unique=False)

    op.create_table(
        "staff_text",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("rating_id", sa.BigInteger(), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'released', 'withheld')", name=op.f("ck_staff_text_state")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["account.id"], name=op.f("fk_staff_text_decided_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["hall_id", "rating_id"],
            ["rating.hall_id", "rating.id"],
            name=op.f("fk_staff_text_hall_id_rating_id_rating"),
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_staff_text_staff_id_staff")
        ),
        sa.PrimaryKeyConstraint("hall_id", "rating_id", name=op.f("pk_staff_text")),
        sa.UniqueConstraint("hall_id", "number", name=op.f("uq_staff_text_hall_id_number")),
        info={"distributed": True},
    )
    with op.batch_alter_table("staff_text", schema=None) as batch_op:
        batch_op.create_index("ix_staff_text_staff", ["hall_id", "staff_id", "state"], unique=False)
        batch_op.create_index("ix_staff_text_state", ["hall_id", "state"], unique=False)

    op.create_table(
        "case_remark",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("step_id", sa.BigInteger(), nullable=False),
        sa.Column("part", sa.String(length=16), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hall_id", "case_id"],
            ["case.hall_id", "case.id"],
            name=op.f("fk_case_remark_hall_id_case_id_case"),
        ),
        sa.ForeignKeyConstraint(
            ["hall_id", "step_id"],
            ["case_step.hall_id", "case_step.id"],
            name=op.f("fk_case_remark_hall_id_step_id_case_step"),
        ),
        sa.PrimaryKeyConstraint("hall_id", "step_id", "part", name=op.f("pk_case_remark")),
        info={"distributed": True},
    )
    with op.batch_alter_table("case_remark", schema=None) as batch_op:
        batch_op.create_index("ix_case_remark_case", ["hall_id", "case_id"], unique=False)

    op.create_table(
        "case_reminder",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("deadline_id", sa.BigInteger(), nullable=False),
        sa.Column("rung", sa.String(length=32), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["hall_id", "case_id"],
            ["case.hall_id", "case.id"],
            name=op.f("fk_case_reminder_hall_id_case_id_case"),
        ),
        sa.ForeignKeyConstraint(
            ["hall_id", "deadline_id"],
            ["case_deadline.hall_id", "case_deadline.id"],
            name=op.f("fk_case_reminder_hall_id_deadline_id_case_deadline"),
        ),
        sa.PrimaryKeyConstraint("hall_id", "deadline_id", "rung", name=op.f("pk_case_reminder")),
        info={"distributed": True},
    )
    with op.batch_alter_table("case_reminder", schema=None) as batch_op:
        batch_op.create_index("ix_case_reminder_case", ["hall_id", "case_id"], unique=False)

    op.create_table(
        "province_import",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("layout", sa.String(length=16), nullable=False),
        sa.Column("records", sa.Integer(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("imported_by", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("hall_id", "digest", name=op.f("pk_province_import")),
        info={"distributed": True},
    )
    op.create_table(
        "province_rating",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("import_digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("window_id", sa.BigInteger(), nullable=False),
        sa.Column("is_default", sa.Boolean(), nullable=False),
        sa.Column("is_second", sa.Boolean(), nullable=False),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("tags", sa.String(length=80), nullable=False),
        sa.Column("tag_set", sa.String(length=16), nullable=False),
        sa.CheckConstraint("level BETWEEN 1 AND 5", name=op.f("ck_province_rating_level")),
        sa.ForeignKeyConstraint(
            ["hall_id", "import_digest"],
            ["province_import.hall_id", "province_import.digest"],
            name=op.f("fk_province_rating_hall_id_import_digest_province_import"),
        ),
        sa.ForeignKeyConstraint(
            ["window_id"], ["window.id"], name=op.f("fk_province_rating_window_id_window")
        ),
        sa.PrimaryKeyConstraint("hall_id", "key", name=op.f("pk_province_rating")),
        info={"distributed": True},
    )
    with op.batch_alter_table("province_rating", schema=None) as batch_op:
        batch_op.create_index(
            "ix_province_rating_month", ["hall_id", "month", "window_id"], unique=False
        )

    # Defaults in the database: the program before this one goes on writing while both run.
    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("is_open", sa.Boolean(), nullable=False, server_default=sa.true())
        )
        batch_op.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        batch_op.add_column(
            sa.Column("round", sa.SmallInteger(), nullable=False, server_default="1")
        )
        batch_op.add_column(
            sa.Column("outside_number", sa.String(length=40), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("entered_by", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("department_id", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("handler_id", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("merged_into_id", sa.BigInteger(), nullable=True))
        batch_op.add_column(
            sa.Column("clock", sa.String(length=32), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("handling_level", sa.SmallInteger(), nullable=True))
        batch_op.add_column(
            sa.Column("waits_for", sa.String(length=16), nullable=False, server_default="")
        )
        batch_op.create_index(
            "ix_case_department", ["hall_id", "department_id", "is_open", "due_on"], unique=False
        )
        batch_op.create_index(
            "ix_case_handler", ["hall_id", "handler_id", "is_open", "due_on"], unique=False
        )
        batch_op.create_index(
            "ix_case_open", ["hall_id", "is_open", "due_on", "number"], unique=False
        )
        batch_op.create_index(
            "ix_case_outside",
            ["hall_id", "outside_number"],
            unique=False,
            sqlite_where=sa.text("outside_number <> ''"),
            postgresql_where=sa.text("outside_number <> ''"),
        )
        batch_op.create_index(
            "ix_case_window", ["hall_id", "window_id", "received_at"], unique=False
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_case_handler_id_account"), "account", ["handler_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_case_department_id_department"), "department", ["department_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_case_entered_by_account"), "account", ["entered_by"], ["id"]
        )

    with op.batch_alter_table("calendar_year", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("loaded_by", sa.String(length=60), nullable=False, server_default="")
        )

    with op.batch_alter_table("case_step", schema=None) as batch_op:
        batch_op.add_column(sa.Column("position", sa.Integer(), nullable=False, server_default="1"))
        batch_op.add_column(
            sa.Column("state", sa.String(length=16), nullable=False, server_default="received")
        )
        batch_op.add_column(sa.Column("facts", sa.Text(), nullable=False, server_default="{}"))
        batch_op.add_column(sa.Column("actor_id", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("submission", sa.LargeBinary(length=32), nullable=True))
        batch_op.alter_column(
            "step",
            existing_type=sa.VARCHAR(length=16),
            type_=sa.String(length=32),
            existing_nullable=False,
        )
        batch_op.create_unique_constraint(
            batch_op.f("uq_case_step_hall_id_case_id_position"), ["hall_id", "case_id", "position"]
        )
        batch_op.create_unique_constraint(
            batch_op.f("uq_case_step_hall_id_submission"), ["hall_id", "submission"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_case_step_actor_id_account"), "account", ["actor_id"], ["id"]
        )

    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.add_column(sa.Column("recipient_id", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("case_id", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("position", sa.Integer(), nullable=False, server_default="0"))
        batch_op.create_index("ix_message_case", ["hall_id", "case_id", "position"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_message_recipient_id_account"), "account", ["recipient_id"], ["id"]
        )

    with op.batch_alter_table("photo", schema=None) as batch_op:
        batch_op.add_column(sa.Column("step_id", sa.BigInteger(), nullable=True))

    op.create_index("ix_rating_staff", "rating", ["hall_id", "staff_id", "day"], unique=False)

    for guard in NEVER_CHANGED[op.get_bind().dialect.name]:
        op.execute(guard)


def downgrade() -> None:
    with op.batch_alter_table("province_rating", schema=None) as batch_op:
        batch_op.drop_index("ix_province_rating_month")

    op.drop_table("province_rating")
    op.drop_table("province_import")
    op.drop_index("ix_rating_staff", table_name="rating")
    with op.batch_alter_table("photo", schema=None) as batch_op:
        batch_op.drop_column("step_id")

    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_message_recipient_id_account"), type_="foreignkey")
        batch_op.drop_index("ix_message_case")
        batch_op.drop_column("position")
        batch_op.drop_column("case_id")
        batch_op.drop_column("recipient_id")

    with op.batch_alter_table("calendar_year", schema=None) as batch_op:
        batch_op.drop_column("loaded_by")

    with op.batch_alter_table("case_step", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_case_step_actor_id_account"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("uq_case_step_hall_id_submission"), type_="unique")
        batch_op.drop_constraint(
            batch_op.f("uq_case_step_hall_id_case_id_position"), type_="unique"
        )
        batch_op.alter_column(
            "step",
            existing_type=sa.String(length=32),
            type_=sa.VARCHAR(length=16),
            existing_nullable=False,
        )
        batch_op.drop_column("submission")
        batch_op.drop_column("actor_id")
        batch_op.drop_column("facts")
        batch_op.drop_column("state")
        batch_op.drop_column("position")

    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_case_entered_by_account"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_case_department_id_department"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_case_handler_id_account"), type_="foreignkey")
        batch_op.drop_index("ix_case_window")
        batch_op.drop_index("ix_case_outside")
        batch_op.drop_index("ix_case_open")
        batch_op.drop_index("ix_case_handler")
        batch_op.drop_index("ix_case_department")
        batch_op.drop_column("waits_for")
        batch_op.drop_column("handling_level")
        batch_op.drop_column("clock")
        batch_op.drop_column("merged_into_id")
        batch_op.drop_column("handler_id")
        batch_op.drop_column("department_id")
        batch_op.drop_column("entered_by")
        batch_op.drop_column("outside_number")
        batch_op.drop_column("round")
        batch_op.drop_column("version")
        batch_op.drop_column("is_open")

    with op.batch_alter_table("case_reminder", schema=None) as batch_op:
        batch_op.drop_index("ix_case_reminder_case")

    op.drop_table("case_reminder")
    with op.batch_alter_table("case_remark", schema=None) as batch_op:
        batch_op.drop_index("ix_case_remark_case")

    op.drop_table("case_remark")
    with op.batch_alter_table("staff_text", schema=None) as batch_op:
        batch_op.drop_index("ix_staff_text_state")
        batch_op.drop_index("ix_staff_text_staff")

    op.drop_table("staff_text")
    with op.batch_alter_table("published_reply", schema=None) as batch_op:
        batch_op.drop_index("ix_published_reply_day")

    op.drop_table("published_reply")
    with op.batch_alter_table("message_delivery", schema=None) as batch_op:
        batch_op.drop_index("ix_message_delivery_inbox")
        batch_op.drop_index("ix_message_delivery_hall")
        batch_op.drop_index("ix_message_delivery_state")
        batch_op.drop_index("ix_message_delivery_account")

    op.drop_table("message_delivery")
    with op.batch_alter_table("case_link", schema=None) as batch_op:
        batch_op.drop_index("ix_case_link_other")

    op.drop_table("case_link")
    with op.batch_alter_table("case_finding", schema=None) as batch_op:
        batch_op.drop_index("ix_case_finding_staff")
        batch_op.drop_index("ix_case_finding_month")

    op.drop_table("case_finding")
    with op.batch_alter_table("case_deadline", schema=None) as batch_op:
        batch_op.drop_index("ix_case_deadline_running")
        batch_op.drop_index("ix_case_deadline_case")

    op.drop_table("case_deadline")
    op.drop_table("appeal_text")
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.drop_index("ix_sign_in_account")

    op.drop_table("sign_in")
    op.drop_table("recovery_code")
    with op.batch_alter_table("proposal", schema=None) as batch_op:
        batch_op.drop_index("ix_proposal_state")
        batch_op.drop_index("ix_proposal_rating")
        batch_op.drop_index("ix_proposal_case")

    op.drop_table("proposal")
    op.drop_table("preference")
    with op.batch_alter_table("ledger_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_ledger_entry_staff")
        batch_op.drop_index("ix_ledger_entry_department")
        batch_op.drop_index("ix_ledger_entry_case")

    op.drop_table("ledger_entry")
    op.drop_table("known_device")
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitation_account_id"))

    op.drop_table("invitation")
    with op.batch_alter_table("excluded_rating", schema=None) as batch_op:
        batch_op.drop_index("ix_excluded_rating_month")

    op.drop_table("excluded_rating")
    op.drop_table("draft")
    with op.batch_alter_table("appeal", schema=None) as batch_op:
        batch_op.drop_index("ix_appeal_state")
        batch_op.drop_index("ix_appeal_staff")

    op.drop_table("appeal")
    with op.batch_alter_table("account_role", schema=None) as batch_op:
        batch_op.drop_index("ix_account_role_account")

    op.drop_table("account_role")
    op.drop_table("rating_batch")
    op.drop_table("account")
    with op.batch_alter_table("webhook", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_webhook_hall_id"))

    op.drop_table("webhook")
    op.drop_table("throttle")
    with op.batch_alter_table("audit_record", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_record_object")
        batch_op.drop_index("ix_audit_record_at")
        batch_op.drop_index("ix_audit_record_actor")

    op.drop_table("audit_record")
    op.drop_table("audit_head")
    if op.get_bind().dialect.name == "postgresql":  # SQLite drops its triggers with the table
        op.execute("DROP FUNCTION audit_record_is_never_changed()")
