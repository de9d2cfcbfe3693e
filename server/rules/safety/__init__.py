"""Which words of citizens do others see: the spelling of words, hits, and what a person decides."""
