"""The pages about a hall's registry: what there is, who is on duty, what was changed, imports."""

from web.console.registry import imports, lists, reattributions, roster

__all__ = ["imports", "lists", "reattributions", "roster"]
