"""问卷、意见箱、座谈、自查: the pages of opinions and of the problems they find."""

from web.console.opinions import box, checklists, problems, questionnaires, symposia

__all__ = ["box", "checklists", "problems", "questionnaires", "symposia"]
