"""In how many passes is a JPEG drawn?

A progressive JPEG may repeat passes without end: 140 kB can keep a decoder busy for minutes.
Cameras and browsers write up to about a dozen.
"""

import re

MOST_SCANS = 100

# ITU-T T.81, annex B: 00 and D0 to D7 stand inside a scan, all others begin a segment or end it.
_MARKER = re.compile(rb"\xff+([\x01-\xcf\xd8-\xfe])")
_START_OF_SCAN = b"\xda"
_END = b"\xd9"


def has_too_many_scans(jpeg: bytes) -> bool:
    """True when the picture has more than 100 scans before it ends."""
    scans, at = 0, 2
    while scans <= MOST_SCANS and (marker := _MARKER.search(jpeg, at)):
        if marker[1] == _END:
            return False
        scans += marker[1] == _START_OF_SCAN
        at = marker.end() + int.from_bytes(jpeg[marker.end() : marker.end() + 2])
    return scans > MOST_SCANS
