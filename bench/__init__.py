"""How fast is it, and how does its cost grow? Each bench compares in one run, as ratios."""
