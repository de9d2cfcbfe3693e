"""Ratings of a provincial platform come in: as their own kind."""
