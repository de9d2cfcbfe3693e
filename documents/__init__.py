"""The workshop for paper: frozen facts become posters and documents."""
