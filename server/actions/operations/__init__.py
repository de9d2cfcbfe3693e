"""What people do with operations."""
