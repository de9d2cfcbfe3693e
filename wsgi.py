"""The application that a WSGI server runs."""

import sys

from server.app import create_app
from server.errors import SettingMissing
from server.texts import DEFAULT_LANGUAGE, say

try:
    app = create_app()
except SettingMissing as missing:
    sys.exit(say(missing.code, DEFAULT_LANGUAGE, **missing.data))
