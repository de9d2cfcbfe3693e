"""A WeChat that never was: it keeps WeChat's rules, on this machine, for tests and trials.

Standard library only. What it refuses and when is taken from WeChat's own pages; where those
are silent, from what others met. ``python -m wechat.standin --port 8199`` runs it alone.
"""

from wechat.standin.pushing import Delivery, check_address, push
from wechat.standin.quotas import Quota
from wechat.standin.server import standing_in
from wechat.standin.world import ACCOUNT, HandClock, Sent, StandIn, Template

__all__ = [
    "ACCOUNT",
    "Delivery",
    "HandClock",
    "Quota",
    "Sent",
    "StandIn",
    "Template",
    "check_address",
    "push",
    "standing_in",
]
