"""The application that a WSGI server runs."""

from server.app import create_app

app = create_app()
