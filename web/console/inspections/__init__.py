"""巡查抽查: the pages of rounds, findings and rectification orders."""

from web.console.inspections import findings, orders, proposals, rounds, starting

__all__ = ["findings", "orders", "proposals", "rounds", "starting"]
