"""What is a case, and by when must something happen in it?"""
