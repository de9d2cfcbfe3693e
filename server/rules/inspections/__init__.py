"""巡查抽查: what may be found, what has to be put right, and what follows from it?"""
