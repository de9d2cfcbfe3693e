"""Why is there no backup, or why is one not restored?"""

from server.errors import ChuangpingError


class BackupRefused(ChuangpingError):
    """Something stands against it; nothing was changed."""

    code = "backup.failed"


class BackupFailed(BackupRefused):
    """A disk, a folder or a program of the system said no; ``reason`` is its word."""

    code = "backup.failed"


class FileThere(BackupRefused):
    """A file of that name exists; a backup never replaces one."""

    code = "backup.file_there"


class NoDatabase(BackupRefused):
    """There is no database to back up."""

    code = "backup.no_database"


class NoBackup(BackupRefused):
    """The file is not there, is none of ours, or was cut off before its end."""

    code = "backup.no_backup"


class BackupDamaged(BackupRefused):
    """A part of the file is not what was written; ``part`` names it."""

    code = "backup.damaged"


class OtherKey(BackupRefused):
    """The backup was made under another SECRET_KEY: sealed contacts could not be opened."""

    code = "backup.other_key"


class OtherKind(BackupRefused):
    """A backup of one kind of database does not go into another kind."""

    code = "backup.other_kind"


class ProgramTooOld(BackupRefused):
    """The backup comes from a newer program, or from a shape that this one does not know."""

    code = "backup.program_too_old"


class NotEmpty(BackupRefused):
    """There is a database with tables where the backup should go."""

    code = "backup.not_empty"


class InUse(BackupRefused):
    """Some process has the database open that would be replaced."""

    code = "backup.in_use"


class ToolMissing(BackupRefused):
    """pg_dump or pg_restore of a fitting version is not installed."""

    code = "backup.tool_missing"


class Differs(BackupRefused):
    """What was restored is not what was backed up; it was taken away again."""

    code = "backup.differs"
