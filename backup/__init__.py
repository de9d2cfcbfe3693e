"""The workshop that keeps an installation in one file: database and photos, and back again.

It knows paths, addresses and SQL that it is handed; what the tables mean it does not know.
"""
