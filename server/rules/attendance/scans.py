"""Why can somebody not sign with the code that they scanned?"""

from server.errors import Unknown, UnknownWindow


class CodeElsewhere(Unknown):
    """The code is that of a window in another hall than the one the person works in."""

    code = "attendance_own.code_elsewhere"


class NotOwnWindow(UnknownWindow):
    """The window is neither of their duty nor of their department."""

    code = "attendance_own.not_own_window"
