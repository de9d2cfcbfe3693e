"""Who may do what in the console, and what makes a sign-in safe?"""
