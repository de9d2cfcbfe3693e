"""The heart: what is true, what is stored, what one can ask, what people can do."""
