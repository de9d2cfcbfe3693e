"""What run.py can do. Standard library only: it runs before anything is installed.

Three modules run inside the environment instead: prepare.py, screenshots.py and scenes.py.
"""
