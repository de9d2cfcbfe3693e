"""How does a rating of ours stand in the records of a provincial platform, and the other way?"""
