"""Pages of the appraisal: the board of a period, one subject's story, schemes, awards."""

from web.console.appraisal import (
    award_notice,
    awards,
    ballots,
    board,
    bonus,
    scheme_entry,
    scheme_trial,
    schemes,
    story,
    tasks,
)

__all__ = [
    "award_notice",
    "awards",
    "ballots",
    "board",
    "bonus",
    "scheme_entry",
    "scheme_trial",
    "schemes",
    "story",
    "tasks",
]
