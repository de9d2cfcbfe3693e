"""Questions about the score ledger."""
