"""What can one ask? Each function is one question; it never writes and never commits."""
