"""What may be told to the province, and what came from it?"""
