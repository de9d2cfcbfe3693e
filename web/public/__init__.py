"""The pages that anybody reads: what a hall has published, and how to recompute it."""
