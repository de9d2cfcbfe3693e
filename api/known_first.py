"""Is there what the address names, before anybody reads what is said about it?"""

from collections.abc import Callable
from functools import wraps
from typing import Any

View = Callable[..., Any]


def known_first(find: Callable[..., object]) -> Callable[[View], View]:
    """Ask for what the address names before the body is read.

    ``find`` raises Unknown for what is not there or not theirs. Otherwise a stranger could tell
    the two apart from "your body is wrong", whatever they sent.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def asking(*args: Any, **blanks: str) -> Any:
            find(**blanks)
            return view(*args, **blanks)

        return asking

    return decorate
