"""The plain page on which a member of staff sees what is their own."""
