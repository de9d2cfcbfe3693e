"""Questions about the running of the system."""
