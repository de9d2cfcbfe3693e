"""The workshop for messages out: one message becomes delivered, refused, or try later."""
