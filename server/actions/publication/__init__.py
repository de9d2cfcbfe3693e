"""What people do with publication."""
