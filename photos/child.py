"""The process that touches the upload: it has little memory and time, no files and no network."""

import os
import resource
import struct
import sys

from photos.errors import EXIT_CODES, PictureRefused
from photos.redrawing import redrawn, rehearse

MEMORY_BYTES = 1024**3
CPU_SECONDS = 10
NICENESS = 5
"""Cleaning a photo gives way to taking a rating."""


def main() -> int:
    """Standard input: an upload. Standard output: width, height, JPEG. Exit code: why not.

    Width and height are 4 bytes each, the highest first.
    """
    rehearse()
    confine()
    try:
        jpeg, width, height = redrawn(sys.stdin.buffer.read())
    except PictureRefused as refusal:
        return next(number for number, kind in EXIT_CODES.items() if type(refusal) is kind)
    sys.stdout.buffer.write(struct.pack(">II", width, height) + jpeg)
    sys.stdout.buffer.flush()
    return 0


def confine() -> None:
    """From here on this process opens no file or socket, and has 1 GB of memory and 10 s."""
    os.nice(NICENESS)
    limits = {
        resource.RLIMIT_AS: MEMORY_BYTES,
        resource.RLIMIT_CPU: CPU_SECONDS,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NOFILE: 0,
    }
    for limit, value in limits.items():
        resource.setrlimit(limit, (value, value))


if __name__ == "__main__":
    sys.exit(main())
