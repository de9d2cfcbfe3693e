"""What must a backup ask the database beside keeping all of it?

SQL as text, because a backup asks a stand of the database that no session sees.
"""

from backup.house import Question

PHOTOS = (
    Question("photo", "SELECT name, sha256 FROM photo"),
    Question("inspection_photo", "SELECT name, sha256 FROM inspection_photo"),
    Question("bonus_evidence", "SELECT name, sha256 FROM bonus_evidence"),
)
"""The name and the SHA-256 (hex) of every photo that a row of any kind knows."""

FACTS = {
    "migration": Question("alembic_version", "SELECT version_num FROM alembic_version"),
    "audit_head": Question(
        "audit_head", "SELECT hall_id, position, hash FROM audit_head ORDER BY hall_id"
    ),
}
"""What a backup keeps beside the tables: the shape, and where each audit chain ends."""

BACKUP = "backup"
"""The part of the system that says when the last backup was made (Heartbeat)."""
