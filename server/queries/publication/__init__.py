"""Questions about sealed months and published notices."""
