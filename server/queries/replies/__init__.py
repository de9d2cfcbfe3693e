"""Questions about replies that the public may read."""
