"""opinions"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "box_slip",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("secret_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("nonce_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("put_on", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.String(length=60), nullable=False),
        sa.CheckConstraint(
            "state IN ('waiting', 'answered', 'problem')", name=op.f("ck_box_slip_state")
        ),
        sa.PrimaryKeyConstraint("hall_id", "id", name=op.f("pk_box_slip")),
        sa.UniqueConstraint("hall_id", "nonce_hash", name=op.f("uq_box_slip_hall_id_nonce_hash")),
        sa.UniqueConstraint("hall_id", "number", name=op.f("uq_box_slip_hall_id_number")),
        info={"distributed": True},
    )
    with op.batch_alter_table("box_slip", schema=None) as batch_op:
        batch_op.create_index("ix_box_slip_state", ["hall_id", "state"], unique=False)

    op.create_table(
        "checklist",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("points", sa.Text(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("hall_id", "id", name=op.f("pk_checklist")),
        sa.UniqueConstraint("hall_id", "number", name=op.f("uq_checklist_hall_id_number")),
        info={"distributed": True},
    )
    op.create_table(
        "questionnaire",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("intro", sa.String(length=500), nullable=False),
        sa.Column("audience", sa.String(length=16), nullable=False),
        sa.Column("access", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by", sa.String(length=60), nullable=False),
        sa.CheckConstraint(
            "access IN ('open', 'invitation')", name=op.f("ck_questionnaire_access")
        ),
        sa.CheckConstraint(
            "audience IN ('citizens', 'managers', 'departments', 'staff')",
            name=op.f("ck_questionnaire_audience"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'open', 'closed')", name=op.f("ck_questionnaire_state")
        ),
        sa.PrimaryKeyConstraint("hall_id", "id", name=op.f("pk_questionnaire")),
        sa.UniqueConstraint("hall_id", "number", name=op.f("uq_questionnaire_hall_id_number")),
        info={"distributed": True},
    )
    op.create_table(
        "symposium",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("theme", sa.String(length=120), nullable=False),
        sa.Column("host", sa.String(length=60), nullable=False),
        sa.Column("attended", sa.String(length=500), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("hall_id", "id", name=op.f("pk_symposium")),
        sa.UniqueConstraint("hall_id", "number", name=op.f("uq_symposium_hall_id_number")),
        info={"distributed": True},
    )
    with op.batch_alter_table("symposium", schema=None) as batch_op:
        batch_op.create_index("ix_symposium_held", ["hall_id", "held_on"], unique=False)

    op.create_table(
        "question",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("questionnaire_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.Column("choices", sa.Text(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=True),
        sa.Column("is_required", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('single', 'multiple', 'scale', 'text')", name=op.f("ck_question_kind")
        ),
        sa.ForeignKeyConstraint(
            ["hall_id", "questionnaire_id"],
            ["questionnaire.hall_id", "questionnaire.id"],
            name=op.f("fk_question_hall_id_questionnaire_id_questionnaire"),
        ),
        sa.PrimaryKeyConstraint(
            "hall_id", "questionnaire_id", "position", name=op.f("pk_question")
        ),
        info={"distributed": True},
    )
    op.create_table(
        "questionnaire_invitation",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("questionnaire_id", sa.BigInteger(), nullable=False),
        sa.Column("secret_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("invited", sa.String(length=60), nullable=False),
        sa.Column("is_used", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hall_id", "questionnaire_id"],
            ["questionnaire.hall_id", "questionnaire.id"],
            name=op.f("fk_questionnaire_invitation_hall_id_questionnaire_id_questionnaire"),
        ),
        sa.PrimaryKeyConstraint(
            "hall_id", "questionnaire_id", "secret_hash", name=op.f("pk_questionnaire_invitation")
        ),
        info={"distributed": True},
    )
    op.create_table(
        "checklist_return",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("checklist_id", sa.BigInteger(), nullable=False),
        sa.Column("department_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=16), nullable=False),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("returned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("returned_by", sa.String(length=60), nullable=False),
        sa.CheckConstraint(
            "verdict IN ('in_order', 'problem')", name=op.f("ck_checklist_return_verdict")
        ),
        sa.ForeignKeyConstraint(
            ["department_id"],
            ["department.id"],
            name=op.f("fk_checklist_return_department_id_department"),
        ),
        sa.ForeignKeyConstraint(
            ["hall_id", "checklist_id"],
            ["checklist.hall_id", "checklist.id"],
            name=op.f("fk_checklist_return_hall_id_checklist_id_checklist"),
        ),
        sa.PrimaryKeyConstraint(
            "hall_id", "checklist_id", "department_id", "position", name=op.f("pk_checklist_return")
        ),
        info={"distributed": True},
    )
    op.create_table(
        "opinion_problem",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("source", sa.String(length=16), nullable=False),
        sa.Column("source_number", sa.String(length=16), nullable=False),
        sa.Column("nature", sa.String(length=16), nullable=False),
        sa.Column("words", sa.String(length=1000), nullable=False),
        sa.Column("cause", sa.String(length=500), nullable=False),
        sa.Column("measure", sa.String(length=500), nullable=False),
        sa.Column("department_id", sa.BigInteger(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by", sa.String(length=60), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.String(length=60), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.String(length=60), nullable=False),
        sa.CheckConstraint(
            "nature IN ('rule', 'attitude', 'business')", name=op.f("ck_opinion_problem_nature")
        ),
        sa.CheckConstraint(
            "source IN ('questionnaire', 'box', 'symposium', 'checklist')",
            name=op.f("ck_opinion_problem_source"),
        ),
        sa.CheckConstraint(
            "state IN ('open', 'answered', 'closed')", name=op.f("ck_opinion_problem_state")
        ),
        sa.ForeignKeyConstraint(
            ["department_id"],
            ["department.id"],
            name=op.f("fk_opinion_problem_department_id_department"),
        ),
        sa.PrimaryKeyConstraint("hall_id", "id", name=op.f("pk_opinion_problem")),
        sa.UniqueConstraint("hall_id", "number", name=op.f("uq_opinion_problem_hall_id_number")),
        info={"distributed": True},
    )
    with op.batch_alter_table("opinion_problem", schema=None) as batch_op:
        batch_op.create_index(
            "ix_opinion_problem_state", ["hall_id", "state", "due_on"], unique=False
        )

    op.create_table(
        "answer_sheet",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("questionnaire_id", sa.BigInteger(), nullable=False),
        sa.Column("nonce_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=False),
        sa.Column("window_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["hall_id", "questionnaire_id"],
            ["questionnaire.hall_id", "questionnaire.id"],
            name=op.f("fk_answer_sheet_hall_id_questionnaire_id_questionnaire"),
        ),
        sa.ForeignKeyConstraint(
            ["window_id"], ["window.id"], name=op.f("fk_answer_sheet_window_id_window")
        ),
        sa.PrimaryKeyConstraint("hall_id", "id", name=op.f("pk_answer_sheet")),
        sa.UniqueConstraint(
            "hall_id",
            "questionnaire_id",
            "nonce_hash",
            name=op.f("uq_answer_sheet_hall_id_questionnaire_id_nonce_hash"),
        ),
        info={"distributed": True},
    )
    with op.batch_alter_table("answer_sheet", schema=None) as batch_op:
        batch_op.create_index(
            "ix_answer_sheet_questionnaire", ["hall_id", "questionnaire_id"], unique=False
        )

    op.create_table(
        "answer",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("sheet_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("choice", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hall_id", "sheet_id"],
            ["answer_sheet.hall_id", "answer_sheet.id"],
            name=op.f("fk_answer_hall_id_sheet_id_answer_sheet"),
        ),
        sa.PrimaryKeyConstraint(
            "hall_id", "sheet_id", "position", "choice", name=op.f("pk_answer")
        ),
        info={"distributed": True},
    )
    op.create_table(
        "answer_text",
        sa.Column("hall_id", sa.BigInteger(), nullable=False),
        sa.Column("sheet_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hall_id", "sheet_id"],
            ["answer_sheet.hall_id", "answer_sheet.id"],
            name=op.f("fk_answer_text_hall_id_sheet_id_answer_sheet"),
        ),
        sa.PrimaryKeyConstraint("hall_id", "sheet_id", "position", name=op.f("pk_answer_text")),
        info={"distributed": True},
    )


def downgrade() -> None:
    op.drop_table("answer_text")
    op.drop_table("answer")
    with op.batch_alter_table("answer_sheet", schema=None) as batch_op:
        batch_op.drop_index("ix_answer_sheet_questionnaire")

    op.drop_table("answer_sheet")
    with op.batch_alter_table("opinion_problem", schema=None) as batch_op:
        batch_op.drop_index("ix_opinion_problem_state")

    op.drop_table("opinion_problem")
    op.drop_table("checklist_return")
    op.drop_table("questionnaire_invitation")
    op.drop_table("question")
    with op.batch_alter_table("symposium", schema=None) as batch_op:
        batch_op.drop_index("ix_symposium_held")

    op.drop_table("symposium")
    op.drop_table("questionnaire")
    op.drop_table("checklist")
    with op.batch_alter_table("box_slip", schema=None) as batch_op:
        batch_op.drop_index("ix_box_slip_state")

    op.drop_table("box_slip")
