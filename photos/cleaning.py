"""What remains of an untrusted upload when everything but the picture is gone?"""

import os
import signal
import struct
import subprocess
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from threading import BoundedSemaphore

from photos.errors import EXIT_CODES, MOST_BYTES, PictureBroken, PictureTooLarge, WorkshopClosed

WAIT_SECONDS = 30
"""Of wall time; the child's own limit of 10 s counts only while it runs."""

BENCHES = 2
"""Pictures cleaned at the same time by one server process; the others wait for their turn."""

QUEUE_SECONDS = 10
"""So long at most, or a flood of slow pictures would hold all threads that take ratings."""

_benches = BoundedSemaphore(BENCHES)
_PROJECT = str(Path(__file__).resolve().parents[1])
_OUT_OF_BOUNDS = {
    -signal.SIGKILL,
    -signal.SIGXCPU,
    -signal.SIGSEGV,
    -signal.SIGABRT,
    -signal.SIGBUS,
}


@dataclass(frozen=True)
class CleanPhoto:
    """A JPEG drawn anew: no metadata, upright, at most 2560 pixels a side; SHA-256 has 32 bytes."""

    jpeg: bytes
    width: int
    height: int
    sha256: bytes


def sanitise(upload: bytes) -> CleanPhoto:
    """The picture of an upload of up to 10 MB, redrawn in a confined process (about 0.3 s).

    Raises NotAPicture, PictureTooLarge, PictureTooManyPixels (25 million, 10,000 a side),
    PictureMoves or PictureBroken; WorkshopClosed when the process cannot be had in 10 s.
    May be called from many threads at once.
    """
    if len(upload) > MOST_BYTES:
        raise PictureTooLarge
    if not _benches.acquire(timeout=QUEUE_SECONDS):
        raise WorkshopClosed(reason="busy")
    try:
        answer = _ask_child(upload)
    finally:
        _benches.release()
    width, height = struct.unpack_from(">II", answer)
    jpeg = answer[8:]
    return CleanPhoto(jpeg, width, height, sha256(jpeg).digest())


def _ask_child(upload: bytes) -> bytes:
    """What the child writes. It is given our import path and nothing else of our environment.

    A new interpreter and not a fork: forking a process with threads can deadlock, and the child
    must not hold the server's memory and its keys.
    """
    try:
        child = subprocess.run(
            [sys.executable, "-m", "photos.child"],
            input=upload,
            capture_output=True,
            env={"PYTHONPATH": os.pathsep.join([_PROJECT, *sys.path])},
            timeout=WAIT_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise PictureBroken from None
    except OSError as failure:
        raise WorkshopClosed(reason="no process") from failure
    if child.returncode == 0:
        return child.stdout
    raise _verdict(child)


def _verdict(child: subprocess.CompletedProcess[bytes]) -> Exception:
    if child.returncode in EXIT_CODES:
        return EXIT_CODES[child.returncode]()
    if child.returncode in _OUT_OF_BOUNDS:
        return PictureBroken()
    # The name of the exception only: its text could hold a piece of the upload.
    last_line = child.stderr.decode(errors="replace").strip().rpartition("\n")[2]
    return WorkshopClosed(reason=last_line.partition(":")[0])
