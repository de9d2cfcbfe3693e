"""What goes into the score ledger, and who appeals against it."""
