"""What people do with ratings."""
