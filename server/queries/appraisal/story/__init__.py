"""How a score came about, in the reader's words; for the console and for the person's own page."""

from server.queries.appraisal.story.telling import Story, fact_words, period_words, story_of

__all__ = ["Story", "fact_words", "period_words", "story_of"]
