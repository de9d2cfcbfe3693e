"""考核: from facts to entries to the results of months, quarters and years. Pure functions."""
