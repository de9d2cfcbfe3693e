"""Questions about the codes on windows and screens."""
