"""Messages out: what they are about, whom they reach, and when they are tried again."""
