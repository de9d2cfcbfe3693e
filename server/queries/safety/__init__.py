"""Which words are in force, what waits for a person, and what do others see?"""
