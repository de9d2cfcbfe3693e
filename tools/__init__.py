"""What run.py can do. Standard library only: it runs before anything is installed.

Two modules run inside the environment instead: prepare.py and screenshots.py.
"""
