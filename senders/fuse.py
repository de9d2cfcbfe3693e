"""How does a sending end in time, also when the other side answers one byte a second?"""

import os
import socket
from contextlib import suppress
from threading import Lock, Timer
from types import TracebackType
from typing import Self


class Fuse:
    """Cuts the watched connection after so many seconds, however busy it looks.

    Time-outs of sockets count from the last byte, so that a slow answer never meets one.
    """

    def __init__(self, seconds: float) -> None:
        self.is_blown = False
        self._watched: list[socket.socket] = []
        self._lock = Lock()
        self._timer = Timer(seconds, self._blow)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()
        with self._lock:
            for connection in self._watched:
                connection.close()
            self._watched = []

    def watch(self, connection: socket.socket) -> None:
        """This connection is to be cut; at once, where it is too late already."""
        # TLS takes the socket away from its first object: hold on to a second handle of it.
        with self._lock:
            self._watched.append(socket.socket(fileno=os.dup(connection.fileno())))
        if self.is_blown:
            self._blow()

    def _blow(self) -> None:
        self.is_blown = True
        with self._lock:
            for connection in self._watched:
                with suppress(OSError):  # the other side was quicker
                    connection.shutdown(socket.SHUT_RDWR)
