"""What else happens with a step, beside its row, its words and its clock: one file an effect."""
