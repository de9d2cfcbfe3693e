"""Whose certificates do we believe?"""

import ssl


def trusting(ca_file: str = "") -> ssl.SSLContext:
    """TLS that checks certificates and names, by the system's authorities and those of the file.

    Raises OSError (ssl.SSLError is one) for a file that cannot be read or holds no certificate.
    """
    context = ssl.create_default_context()
    if ca_file:
        context.load_verify_locations(ca_file)
    return context
