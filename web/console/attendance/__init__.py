"""The pages about attendance: the month, a person, leave, signs by hand, the machine's file."""

from web.console.attendance import imports, leave, month, person, signs

__all__ = ["imports", "leave", "month", "person", "signs"]
