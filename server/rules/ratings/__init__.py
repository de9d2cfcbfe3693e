"""What is a rating, and when is it one?"""
