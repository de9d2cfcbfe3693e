"""到岗: when somebody was due, when they were there, and what follows from the difference."""
