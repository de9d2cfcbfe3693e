"""Where is somebody's text stored? In these columns; each is filled with the whole corpus."""

from sqlalchemy import String, Table, Text, select, update

from server.columns import Base
from server.db import transaction
from tests.browser.hostile.corpus import MARKED

# Texts that people type or that come from other systems, by the names of their columns.
WORDS = {
    *("name", "name_en", "title", "text", "words", "answer", "asked", "reply", "email", "error"),
    *("owner", "actor", "phone", "outside_number", "document_number", "recipient", "url"),
}
# Who did it: a person's title, as it stood.
SIGNED = ("_by",)
# The same name is a word of a closed set, or leads somewhere, in these.
OTHERWISE = {"account.name", "photo.name", "message_delivery.recipient", "access_token.name"}
OTHERWISE |= {"document_copy.recipient", "inspection_photo.name", "bonus_evidence.name"}
OTHERWISE |= {"appeal_photo.name"}
# What is sealed by a digest, or read as a language of its own: hostile names stand in it already.
OTHERWISE |= {"scheme.text", "document.title", "document.document_number"}
# What a closed set is elsewhere and free here.
FREE = {"reattribution.reason", "ranking.reason", "notice_event.reason", "calendar_year.source"}
FREE |= {"award_winner.reason", "ballot_candidate.reason", "bonus_request.reason", "leave.reason"}
FREE |= {"bonus_request.reference", "official_absence.reason", "sign_cancelled.reason"}
FREE |= {"symposium.place", "symposium.theme", "symposium.host", "symposium.attended"}
FREE |= {"symposium.record", "questionnaire.intro", "matter_standing.note"}
FREE |= {"appraisal_task.task", "scheme_adoption.body", "scheme_adoption.heard"}
FREE |= {"opinion_problem.cause", "opinion_problem.measure", "task_milestone.goal"}
FREE_VALUES = {"supervision_office", "one_person_windows_basis", "province_area_name"}
NEVER_CHANGED = {"audit_record"}  # a trigger refuses it; a hostile name is recorded anew
# Names that stand in what is sealed and published: hostile before anything happens. Not those of
# people: a notice with a text that is also somebody's name is stopped.
REGISTRY = {"hall", "department", "peer_group", "window", "matter"}


def taint(tables: set[str] | None = None) -> set[str]:
    """Fills every such column of these tables (all by default); names those that had rows."""
    filled = set()
    with transaction() as session:
        for table in Base.metadata.sorted_tables:
            is_meant = table.name not in NEVER_CHANGED and (not tables or table.name in tables)
            names = columns(table) if is_meant else []
            if names:
                session.execute(update(table).values(dict.fromkeys(names, MARKED)))
                has_rows = session.scalar(select(table.c[names[0]]).limit(1)) is not None
                filled |= {f"{table.name}.{name}" for name in names if has_rows}
        settings = Base.metadata.tables["hall_setting"]
        free = settings.c.key.in_(FREE_VALUES)
        session.execute(update(settings).where(free).values(value=MARKED))
    return filled


def columns(table: Table) -> list[str]:
    """The columns of a table that hold somebody's text."""
    return [
        column.name
        for column in table.columns
        if isinstance(column.type, String | Text) and _is_free(f"{table.name}.{column.name}")
    ]


def _is_free(place: str) -> bool:
    name = place.partition(".")[2]
    return place in FREE or (place not in OTHERWISE and (name in WORDS or name.endswith(SIGNED)))
