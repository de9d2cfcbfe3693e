"""The application that a WSGI server runs."""

import sys

from server.app import create_app, founded
from server.errors import SettingMissing
from server.settings import from_environment
from server.texts import DEFAULT_LANGUAGE, say

WORKER = "worker"

try:
    app = founded(from_environment()) if WORKER in sys.argv[1:] else create_app()
except SettingMissing as missing:
    sys.exit(say(missing.code, DEFAULT_LANGUAGE, **missing.data))
