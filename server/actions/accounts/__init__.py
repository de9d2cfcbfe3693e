"""What people do with accounts and sign-ins."""
