"""What people do with registry."""
