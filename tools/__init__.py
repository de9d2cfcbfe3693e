"""What run.py can do. Standard library only (but screenshots.py): it runs before all is there."""
