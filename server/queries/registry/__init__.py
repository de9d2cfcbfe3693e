"""Questions about halls, windows, people and hours."""
