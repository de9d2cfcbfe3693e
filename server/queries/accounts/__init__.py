"""Who is signed in, and who holds which role?"""
