"""What happens to messages out: written, spread, claimed, settled, read."""
