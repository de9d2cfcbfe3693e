"""What are the paragraphs of an explained scheme?"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Article:
    """第一条: its text, and the items below it, each without its number."""

    text: str
    items: tuple[str, ...] = ()
