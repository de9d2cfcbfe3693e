"""Questions about complaints and bad ratings being handled."""
