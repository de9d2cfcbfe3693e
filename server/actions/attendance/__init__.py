"""What people and machines do about attendance."""
