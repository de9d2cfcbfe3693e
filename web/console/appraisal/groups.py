"""What are the peer groups called that results and awards are split by?"""

from collections.abc import Callable

from server.gate import console_hall
from server.queries.registry.units import peer_groups


def group_names() -> Callable[[str], str]:
    """The name of a group by its code; the code itself where there is none."""
    names = dict(peer_groups(console_hall().id))
    return lambda code: names.get(code, code)
