"""How much of a contact is shown so that its owner knows it again and nobody else learns it?"""

HEAD, TAIL = 3, 4
SHORTEST_WITH_BOTH = 11  # a mobile number: 138****0000
HIDDEN = "****"


def masked(contact: str) -> str:
    """The contact with its middle hidden; of an e-mail the host stays, of a short text one letter.

    An empty one stays empty.
    """
    name, at, host = contact.partition("@")
    if at and host:
        return f"{name[:1]}{HIDDEN}@{host}"
    if len(contact) >= SHORTEST_WITH_BOTH:
        return f"{contact[:HEAD]}{HIDDEN}{contact[-TAIL:]}"
    return f"{contact[:1]}{HIDDEN}" if contact else ""
