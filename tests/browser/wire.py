"""The stream as a page uses it: every frame that it sends and gets, decoded."""

from collections.abc import Callable
from typing import Any

import msgpack
from playwright.sync_api import Page, Request, WebSocket

Map = dict[str, Any]
ENDS = ("done", "cancelled", "error")


class Wire:
    """Listens to a page from before it is opened: `Wire(page)`, then `page.goto(...)`."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._sockets = 0
        self._closed: set[str] = set()
        self.sent: list[Map] = []
        """Requests and cancellations, in order, over all of the page's connections. Ids are made unique over them."""
        self.got: list[Map] = []
        self.bytes_got = 0
        page.on("websocket", self._opened)
        page.on("request", self._left)

    def _opened(self, socket: WebSocket) -> None:
        self._sockets += 1
        name = str(self._sockets)
        socket.on("framesent", lambda data: self.sent.append(self._frame(name, data)))
        socket.on("framereceived", lambda data: self._take(name, data))
        socket.on("close", lambda _: self._closed.add(name))

    def _left(self, request: Request) -> None:
        """Another document takes the page's place; a browser need not tell that the connections of this one end."""
        if request.is_navigation_request():
            self._closed |= {str(number + 1) for number in range(self._sockets)}

    def _take(self, socket: str, data: bytes | str) -> None:
        self.bytes_got += len(data)
        self.got.append(self._frame(socket, data))

    @staticmethod
    def _frame(socket: str, data: bytes | str) -> Map:
        assert isinstance(data, bytes)
        frame: Map = msgpack.unpackb(data)
        return {**frame, "id": f"{socket}:{frame['id']}"} if frame.get("id") else frame

    def hear(self) -> None:
        """Take in what has happened so far: the browser tells of it in order, so an answer of its comes after it."""
        self._page.evaluate("0")

    def requests(self, operation: str) -> list[Map]:
        """Requests of one operation, in order."""
        return [frame for frame in self.sent if frame["type"] == "request" and frame["operation"] == operation]

    def parts(self, request: Map, kind: str) -> list[Map]:
        """Contents of the parts of one kind that answered a request."""
        return [
            frame["content"]
            for frame in self.got
            if frame["type"] == "part" and frame["id"] == request["id"] and frame["kind"] == kind
        ]

    def end(self, request: Map) -> str | None:
        """How a request ended, "lost" where its connection did; None while it is under way."""
        ends = (frame["type"] for frame in self.got if frame.get("id") == request["id"] and frame["type"] in ENDS)
        return next(ends, "lost" if request["id"].partition(":")[0] in self._closed else None)

    def settle(self, timeout_ms: float = 240_000) -> None:
        """Wait until every request has ended and what came last has been drawn."""
        self.wait(lambda: all(self.end(frame) for frame in self.sent if frame["type"] == "request"), timeout_ms)

    def wait(self, holds: Callable[[], bool], timeout_ms: float = 240_000) -> None:
        """Wait until `holds`, as far as the frames tell, and a frame more."""
        waited = 0.0
        self.hear()
        while not holds():
            assert waited < timeout_ms, f"not within {timeout_ms} ms; sent last: {self.sent[-1:]}"
            self._page.wait_for_timeout(40)
            waited += 40
        self._page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def scene_requests(self) -> list[Map]:
        """Requests for what scene 1 shows, in order; others compare with the unmasked image."""
        return [frame for frame in self.requests("layers") if frame.get("slot") == "structure"]

    def last_layers(self) -> Map:
        """The newest of them."""
        return self.scene_requests()[-1]
