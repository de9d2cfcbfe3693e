"""Questions about a whole hall at a glance: what waits, what stands out."""
