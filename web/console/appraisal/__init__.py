"""Pages of the appraisal: the board of a period, one subject's story, schemes, awards."""

from web.console.appraisal import board, story

__all__ = ["board", "story"]
