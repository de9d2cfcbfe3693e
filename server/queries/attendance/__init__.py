"""What pages, commands and the assessment ask about attendance."""
