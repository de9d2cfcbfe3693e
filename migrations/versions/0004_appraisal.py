"""appraisal"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


OLD_AGAINST = "against IN ('rating', 'entry', 'month')"
NEW_AGAINST = "against IN ('rating', 'entry', 'month', 'fact')"
OLD_KINDS = "kind IN ('ranking', 'disclosure')"
NEW_KINDS = "kind IN ('ranking', 'disclosure', 'bulletin', 'awards')"


def _allow(table: str, name: str, condition: str) -> None:
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.drop_constraint(op.f(f"ck_{table}_{name}"), type_="check")
        batch_op.create_check_constraint(op.f(f"ck_{table}_{name}"), condition)


def upgrade() -> None:
    op.create_table(
        "appraisal_period",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("period", sa.String(length=7), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("scheme_version", sa.String(length=65), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("objections_until", sa.Date(), nullable=True),
        sa.Column("computed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("computed_by", sa.String(length=60), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_by", sa.String(length=60), nullable=False),
        sa.Column("final_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("final_by", sa.String(length=60), nullable=False),
        sa.CheckConstraint(
            "state IN ('computed', 'signed', 'final')", name=op.f("ck_appraisal_period_state")
        ),
        sa.PrimaryKeyConstraint("hall_id", "period", "revision", name=op.f("pk_appraisal_period")),
        info={"distributed": True},
    )
    op.create_table(
        "appraisal_task",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("dedupe", sa.String(length=64), nullable=False),
        sa.Column("subject", sa.String(length=16), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=False),
        sa.Column("period", sa.String(length=7), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("task", sa.String(length=120), nullable=False),
        sa.Column("notice", sa.String(length=32), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.String(length=60), nullable=False),
        sa.Column("outcome", sa.String(length=500), nullable=False),
        sa.CheckConstraint(
            "state IN ('open', 'done', 'dropped', 'cause_reversed')",
            name=op.f("ck_appraisal_task_state"),
        ),
        sa.CheckConstraint(
            "subject IN ('staff', 'chief', 'window', 'department')",
            name=op.f("ck_appraisal_task_subject"),
        ),
        sa.PrimaryKeyConstraint("hall_id", "id", name=op.f("pk_appraisal_task")),
        sa.UniqueConstraint("hall_id", "dedupe", name=op.f("uq_appraisal_task_hall_id_dedupe")),
        info={"distributed": True},
    )
    with op.batch_alter_table("appraisal_task", schema=None) as batch_op:
        batch_op.create_index("ix_appraisal_task_state", ["hall_id", "state"], unique=False)

    op.create_table(
        "month_figure",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("subject", sa.String(length=16), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=False),
        sa.Column("figure", sa.String(length=64), nullable=False),
        sa.Column("value", sa.String(length=48), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by", sa.String(length=60), nullable=False),
        sa.CheckConstraint(
            "subject IN ('staff', 'chief', 'window', 'department')",
            name=op.f("ck_month_figure_subject"),
        ),
        sa.PrimaryKeyConstraint(
            "hall_id", "month", "subject", "subject_id", "figure", name=op.f("pk_month_figure")
        ),
        info={"distributed": True},
    )
    op.create_table(
        "scheme",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("version", sa.String(length=32), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("document", sa.String(length=64), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("hall_id", "id", name=op.f("pk_scheme")),
        sa.UniqueConstraint(
            "hall_id", "key", "version", name=op.f("uq_scheme_hall_id_key_version")
        ),
        info={"distributed": True},
    )
    with op.batch_alter_table("scheme", schema=None) as batch_op:
        batch_op.create_index("ix_scheme_in_force", ["hall_id", "from_on"], unique=False)

    op.create_table(
        "score_entry",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("cause", sa.String(length=200), nullable=False),
        sa.Column("fact_id", sa.BigInteger(), nullable=True),
        sa.Column("figure", sa.String(length=64), nullable=False),
        sa.Column("sheet", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.String(length=16), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("category", sa.String(length=16), nullable=False),
        sa.Column("item", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("points", sa.String(length=48), nullable=False),
        sa.Column("money", sa.String(length=16), nullable=False),
        sa.Column("scheme_version", sa.String(length=65), nullable=False),
        sa.Column("computation", sa.Text(), nullable=False),
        sa.Column("period", sa.String(length=7), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("reverses_id", sa.BigInteger(), nullable=True),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("posted_by", sa.String(length=60), nullable=False),
        sa.CheckConstraint("kind IN ('own', 'shared', 'figure')", name=op.f("ck_score_entry_kind")),
        sa.CheckConstraint(
            "subject IN ('staff', 'chief', 'window', 'department')",
            name=op.f("ck_score_entry_subject"),
        ),
        sa.PrimaryKeyConstraint("hall_id", "id", name=op.f("pk_score_entry")),
        sa.UniqueConstraint("hall_id", "number", name=op.f("uq_score_entry_hall_id_number")),
        info={"distributed": True},
    )
    with op.batch_alter_table("score_entry", schema=None) as batch_op:
        batch_op.create_index("ix_score_entry_fact", ["hall_id", "fact_id"], unique=False)
        batch_op.create_index("ix_score_entry_period", ["hall_id", "period"], unique=False)
        batch_op.create_index("ix_score_entry_reverses", ["hall_id", "reverses_id"], unique=False)
        batch_op.create_index(
            "ix_score_entry_subject", ["hall_id", "subject", "subject_id", "period"], unique=False
        )

    op.create_table(
        "scheme_adoption",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("scheme_id", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.String(length=120), nullable=False),
        sa.Column("adopted_on", sa.Date(), nullable=False),
        sa.Column("document_number", sa.String(length=64), nullable=False),
        sa.Column("heard", sa.String(length=500), nullable=False),
        sa.Column("guard_reason", sa.String(length=200), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposed_by", sa.String(length=60), nullable=False),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_by", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["hall_id", "scheme_id"],
            ["scheme.hall_id", "scheme.id"],
            name=op.f("fk_scheme_adoption_hall_id_scheme_id_scheme"),
        ),
        sa.PrimaryKeyConstraint("hall_id", "scheme_id", name=op.f("pk_scheme_adoption")),
        info={"distributed": True},
    )
    op.create_table(
        "score_result",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("period", sa.String(length=7), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.String(length=16), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=False),
        sa.Column("group_code", sa.String(length=32), nullable=False),
        sa.Column("department_id", sa.BigInteger(), nullable=True),
        sa.Column("base", sa.String(length=16), nullable=False),
        sa.Column("score", sa.String(length=16), nullable=False),
        sa.Column("not_assessed", sa.String(length=32), nullable=False),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("place_of", sa.Integer(), nullable=True),
        sa.Column("grade", sa.String(length=32), nullable=False),
        sa.Column("money", sa.String(length=16), nullable=False),
        sa.Column("steps", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "subject IN ('staff', 'chief', 'window', 'department')",
            name=op.f("ck_score_result_subject"),
        ),
        sa.ForeignKeyConstraint(
            ["hall_id", "period", "revision"],
            ["appraisal_period.hall_id", "appraisal_period.period", "appraisal_period.revision"],
            name=op.f("fk_score_result_hall_id_period_revision_appraisal_period"),
        ),
        sa.PrimaryKeyConstraint(
            "hall_id",
            "period",
            "revision",
            "sheet",
            "subject",
            "subject_id",
            name=op.f("pk_score_result"),
        ),
        info={"distributed": True},
    )
    with op.batch_alter_table("score_result", schema=None) as batch_op:
        batch_op.create_index(
            "ix_score_result_subject", ["hall_id", "subject", "subject_id", "period"], unique=False
        )

    op.create_table(
        "fact",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("dedupe", sa.String(length=64), nullable=False),
        sa.Column("event", sa.String(length=32), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("established_on", sa.Date(), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=True),
        sa.Column("chief_id", sa.BigInteger(), nullable=True),
        sa.Column("window_id", sa.BigInteger(), nullable=True),
        sa.Column("department_id", sa.BigInteger(), nullable=True),
        sa.Column("examiner_id", sa.BigInteger(), nullable=True),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("item", sa.String(length=16), nullable=False),
        sa.Column("value", sa.String(length=16), nullable=False),
        sa.Column("has_reason", sa.Boolean(), nullable=False),
        sa.Column("has_second", sa.Boolean(), nullable=False),
        sa.Column("has_evidence", sa.Boolean(), nullable=False),
        sa.Column("is_approved", sa.Boolean(), nullable=False),
        sa.Column("excused", sa.String(length=32), nullable=False),
        sa.Column("source", sa.String(length=16), nullable=False),
        sa.Column("source_number", sa.String(length=32), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(["chief_id"], ["staff.id"], name=op.f("fk_fact_chief_id_staff")),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name=op.f("fk_fact_department_id_department")
        ),
        sa.ForeignKeyConstraint(
            ["examiner_id"], ["staff.id"], name=op.f("fk_fact_examiner_id_staff")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_fact_staff_id_staff")),
        sa.ForeignKeyConstraint(
            ["window_id"], ["window.id"], name=op.f("fk_fact_window_id_window")
        ),
        sa.PrimaryKeyConstraint("hall_id", "id", name=op.f("pk_fact")),
        sa.UniqueConstraint("hall_id", "dedupe", name=op.f("uq_fact_hall_id_dedupe")),
        info={"distributed": True},
    )
    with op.batch_alter_table("fact", schema=None) as batch_op:
        batch_op.create_index(
            "ix_fact_established",
            ["hall_id", "established_on", "entered_at", "source"],
            unique=False,
        )
        batch_op.create_index(
            "ix_fact_source", ["hall_id", "source", "source_number"], unique=False
        )
        batch_op.create_index(
            "ix_fact_staff", ["hall_id", "staff_id", "established_on"], unique=False
        )

    op.create_table(
        "fact_reversal",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("fact_id", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.Column("appeal_id", sa.BigInteger(), nullable=True),
        sa.Column("reversed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reversed_by", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["hall_id", "fact_id"],
            ["fact.hall_id", "fact.id"],
            name=op.f("fk_fact_reversal_hall_id_fact_id_fact"),
        ),
        sa.PrimaryKeyConstraint("hall_id", "fact_id", name=op.f("pk_fact_reversal")),
        info={"distributed": True},
    )
    op.create_table(
        "waiting_fact",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("period", sa.String(length=7), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("fact_id", sa.BigInteger(), nullable=False),
        sa.Column("sheet", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["hall_id", "fact_id"],
            ["fact.hall_id", "fact.id"],
            name=op.f("fk_waiting_fact_hall_id_fact_id_fact"),
        ),
        sa.PrimaryKeyConstraint(
            "hall_id", "period", "revision", "fact_id", "sheet", name=op.f("pk_waiting_fact")
        ),
        info={"distributed": True},
    )
    with op.batch_alter_table("appeal", schema=None) as batch_op:
        batch_op.add_column(sa.Column("fact_id", sa.BigInteger(), nullable=True))
    _allow("appeal", "against", NEW_AGAINST)
    _allow("notice", "kind", NEW_KINDS)

    with op.batch_alter_table("matter", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("difficulty", sa.String(length=16), server_default="", nullable=False)
        )

    with op.batch_alter_table("staff", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("staff_class", sa.String(length=32), server_default="", nullable=False)
        )


def downgrade() -> None:
    with op.batch_alter_table("staff", schema=None) as batch_op:
        batch_op.drop_column("staff_class")

    with op.batch_alter_table("matter", schema=None) as batch_op:
        batch_op.drop_column("difficulty")

    _allow("notice", "kind", OLD_KINDS)
    _allow("appeal", "against", OLD_AGAINST)
    with op.batch_alter_table("appeal", schema=None) as batch_op:
        batch_op.drop_column("fact_id")

    op.drop_table("waiting_fact")
    op.drop_table("fact_reversal")
    with op.batch_alter_table("fact", schema=None) as batch_op:
        batch_op.drop_index("ix_fact_staff")
        batch_op.drop_index("ix_fact_source")
        batch_op.drop_index("ix_fact_established")

    op.drop_table("fact")
    with op.batch_alter_table("score_result", schema=None) as batch_op:
        batch_op.drop_index("ix_score_result_subject")

    op.drop_table("score_result")
    op.drop_table("scheme_adoption")
    with op.batch_alter_table("score_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_score_entry_subject")
        batch_op.drop_index("ix_score_entry_reverses")
        batch_op.drop_index("ix_score_entry_period")
        batch_op.drop_index("ix_score_entry_fact")

    op.drop_table("score_entry")
    with op.batch_alter_table("scheme", schema=None) as batch_op:
        batch_op.drop_index("ix_scheme_in_force")

    op.drop_table("scheme")
    op.drop_table("month_figure")
    with op.batch_alter_table("appraisal_task", schema=None) as batch_op:
        batch_op.drop_index("ix_appraisal_task_state")

    op.drop_table("appraisal_task")
    op.drop_table("appraisal_period")
