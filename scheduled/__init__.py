"""The entrance for the clock: which job is due when, and the process that wakes them."""
