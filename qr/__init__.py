"""The workshop for codes: an address becomes a symbol, a visit becomes a signed ticket."""
