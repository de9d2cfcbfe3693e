"""What people do with codes."""
