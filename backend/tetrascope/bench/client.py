"""Two small clients that do no more than a client must: send a request, take in every byte of the answer."""

from http.client import HTTPConnection
from urllib.parse import urlsplit

import msgpack
from websockets.sync.client import connect

from tetrascope.errors import Failed
from tetrascope.protocol.endpoints import STREAM_PATH
from tetrascope.protocol.operations import OperationName
from tetrascope.protocol.request import AnalysisRequest

_TIMEOUT_S = 600
"""The longest that an answer may take."""
_MSGPACK = "application/msgpack"


class HttpClient:
    """Posts requests over one connection."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._connection = HTTPConnection(parts.hostname or "", parts.port, timeout=_TIMEOUT_S)

    def ask(self, operation: OperationName, request: AnalysisRequest) -> int:
        """Post a request; returns the number of bytes of its answer. `Failed` where that is an error."""
        headers = {"Content-Type": _MSGPACK, "Accept": _MSGPACK}
        self._connection.request("POST", f"/v1/{operation}", msgpack.packb(request.model_dump()), headers)
        answer = self._connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise Failed(f"Expected an answer to {operation}, got status {answer.status}: {body[:200]!r}")
        return len(body)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


class StreamClient:
    """Asks over one stream."""

    def __init__(self, address: str) -> None:
        self._socket = connect(
            address.replace("http", "ws", 1) + STREAM_PATH, max_size=None, compression=None, open_timeout=_TIMEOUT_S
        )
        self._socket.recv()  # the greeting
        self._count = 0

    def ask(self, operation: OperationName, request: AnalysisRequest) -> int:
        """Send a request; returns the number of bytes of all frames up to its end. `Failed` where that is an error."""
        self._count += 1
        head = {"type": "request", "id": str(self._count), "operation": operation, "body": request.model_dump()}
        self._socket.send(msgpack.packb(head))
        size = 0
        while True:
            frame = self._socket.recv(_TIMEOUT_S)
            size += len(frame)
            end = msgpack.unpackb(frame) if len(frame) < _SMALL else {}
            if end.get("type") == "done":
                return size
            if end.get("type") in ("error", "cancelled"):
                raise Failed(f"Expected an answer to {operation}, got {end}")

    def close(self) -> None:
        """Close the stream."""
        self._socket.close()


_SMALL = 4096
"""Frames that may end an answer are smaller than this in bytes; larger ones need not be read to be counted."""
