"""The appraisal: questions about schemes, facts, results and what waits."""
