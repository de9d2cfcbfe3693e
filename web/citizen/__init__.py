"""Pages for the citizen at the window: rate, complain, and see what became of it."""
