"""How do pages travel over a weak network? Compressed, where the reader's program can unpack."""

import gzip

from flask import Response, request

LEAST_BYTES = 1024
LEVEL = 6
PACKED = frozenset({"text/html", "text/css"})


def compressed(response: Response) -> Response:
    """The same answer, gzipped if it is a page worth it and the reader's program takes that."""
    response.vary.add("Accept-Encoding")
    if (
        response.direct_passthrough
        or response.mimetype not in PACKED
        or "Content-Encoding" in response.headers
        or not request.accept_encodings.quality("gzip")
        or len(response.get_data()) < LEAST_BYTES
    ):
        return response
    response.set_data(gzip.compress(response.get_data(), LEVEL, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    return response
