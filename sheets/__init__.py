"""Spreadsheets in and out: files to plain cells, plain cells to files.

This workshop knows nothing of halls, rosters or the database.
"""
