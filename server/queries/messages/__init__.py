"""What waits to be told, to whom, in which words, and what has become of it?"""
