"""Watches what a page does besides what a test looks at."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, WebError, WebSocket


class Watch:
    """Collects, over all pages of a context, what a good page never does.

    Errors on the console (broken policies and answers with an error's status among them), exceptions that nobody
    caught, and requests to any other host.
    """

    def __init__(self, context: BrowserContext, address: str) -> None:
        self._own = {urlsplit(address).netloc}
        self._complaints: list[str] = []
        self._expected: list[re.Pattern[str]] = []
        self.requests: list[str] = []
        """Address of every request so far, in order, WebSockets among them."""
        context.on("console", self._hear)
        context.on("weberror", self._caught)
        context.on("request", self._asked)
        context.on("page", self._opened)

    def expect(self, pattern: str) -> None:
        """Let complaints pass in which this regular expression is found: a test provokes them."""
        self._expected.append(re.compile(pattern))

    def own(self, address: str) -> None:
        """Count this address too among those that the page may call."""
        self._own.add(urlsplit(address).netloc)

    def complaints(self) -> list[str]:
        """What nobody expected."""
        return [text for text in self._complaints if not any(pattern.search(text) for pattern in self._expected)]

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "assert"):
            where = message.location
            self._complaints.append(f"console: {message.text} ({where.get('url')}:{where.get('lineNumber')})")

    def _caught(self, error: WebError) -> None:
        self._complaints.append(f"exception: {error.error.stack or error.error.message}")

    def _opened(self, page: Page) -> None:
        page.on("websocket", self._connected)

    def _connected(self, socket: WebSocket) -> None:
        self._note(socket.url)

    def _asked(self, request: Request) -> None:
        self._note(request.url)

    def _note(self, url: str) -> None:
        self.requests.append(url)
        parts = urlsplit(url)
        if parts.scheme not in ("blob", "data") and parts.netloc not in self._own:
            self._complaints.append(f"request to another host: {url}")
