"""The appraisal: what people do with schemes, facts, months, quarters and years."""
