"""How is an element of a web page written so that no text of anybody becomes markup?"""

from html import escape


class Html(str):
    """Text that is HTML already: made by ``tag`` alone, which escapes every text of anybody."""

    __slots__ = ()

    def __html__(self) -> str:
        """What a template puts into its page; it would escape any other text."""
        return str(self)


def tag(name: str, *inside: str, **attributes: str | int) -> Html:
    """An element; a plain text in it is escaped, an empty one leaves the element out.

    An attribute's name may end in ``_`` where Python has the word (``class_``); an empty value
    leaves it out.
    """
    if not any(inside):
        return Html()
    said = "".join(
        f' {key.rstrip("_")}="{escape(str(value))}"' for key, value in attributes.items() if value
    )
    return Html(f"<{name}{said}>{joined(*inside)}</{name}>")


def joined(*inside: str) -> Html:
    """Elements and texts one behind the other."""
    return Html(
        "".join(one if isinstance(one, Html) else escape(one, quote=False) for one in inside)
    )
