"""Questions about ratings, their tallies and receipts."""
