"""``db upgrade`` and the other commands of Flask-Migrate: the database's shape."""

from flask_migrate.cli import db

COMMANDS = (db,)
