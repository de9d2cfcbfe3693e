"""Papers: what an official document says, made of its frozen facts; documents/ sets them."""
