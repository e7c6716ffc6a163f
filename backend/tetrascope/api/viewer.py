"""The browser client: the few files that `backend/viewer` is built into, read once and served from memory."""

import gzip
import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

VIEWER_FOLDER = Path(__file__).parents[1] / "viewer"
"""Where the package's build puts the client."""

PAGE = "index.html"
PAGE_SUFFIX = ".html"
ASSETS = "assets/"
"""Files whose names hold a hash of their content."""

MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".woff2": "font/woff2",
}
PACKED = {".png", ".woff2"}
"""Compressed already."""

PAGE_POLICY = {
    # Scripts, styles, fonts and calls from and to this server only. Images may also come from the page's own memory
    # (a photo the person chose). Text can become neither script nor markup.
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' blob: data:",
            "connect-src 'self'",
            "font-src 'self'",
            "worker-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    # A photo may be taken, VR entered; the rest of what a page could ask a person for, none of ours does.
    "Permissions-Policy": ", ".join(
        (
            "camera=(self)",
            "xr-spatial-tracking=(self)",
            "accelerometer=()",
            "display-capture=()",
            "geolocation=()",
            "gyroscope=()",
            "hid=()",
            "magnetometer=()",
            "microphone=()",
            "midi=()",
            "payment=()",
            "serial=()",
            "usb=()",
        )
    ),
}

NOT_BUILT = """\
Tetrascope's server is running, but this installation lacks the browser client: it was installed with
TETRASCOPE_SKIP_VIEWER, or its build was removed.

Build it from the clone, then start the server again:

    make viewer
or
    python backend/viewer/build.py

Programs can call the server as it is: see protocol/README.md.
"""


@dataclass(frozen=True)
class ViewerFile:
    """One file of the client, ready to send."""

    content: bytes
    compressed: bytes | None
    """The same by gzip, where that is shorter."""
    media_type: str
    tag: str
    """Changes with the content."""
    lasting: bool
    """Whether the content under this name never changes."""
    is_page: bool

    def answer(self, request: Request) -> Response:
        """The file, compressed where the client takes that, or 304 where the client has it."""
        packed = self.compressed is not None and _takes_gzip(request.headers.get("accept-encoding", ""))
        tag = f'"{self.tag}{"-gzip" if packed else ""}"'
        headers = {
            "Cache-Control": "public, max-age=31536000, immutable" if self.lasting else "no-cache",
            "ETag": tag,
            "Vary": "Accept-Encoding, Origin",
            **(PAGE_POLICY if self.is_page else {}),
        }
        if tag in _tags(request.headers.get("if-none-match", "")):
            return Response(status_code=304, headers=headers)
        if packed:
            headers["Content-Encoding"] = "gzip"
        return Response(self.compressed if packed else self.content, media_type=self.media_type, headers=headers)


def read_viewer(folder: Path = VIEWER_FOLDER) -> dict[str, ViewerFile]:
    """Every file of the client by its path on the server; `/` alone, and telling so, where it was not built.

    A page's path is its name without the ending, and `/` that of `index.html`.
    """
    if not (folder / PAGE).is_file():
        return {"/": _file("not-built.txt", NOT_BUILT.encode())}
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return {_path(name): _file(name, (folder / name).read_bytes()) for name in names if not name.startswith(".")}


def _path(name: str) -> str:
    return "/" if name == PAGE else f"/{name.removesuffix(PAGE_SUFFIX)}"


def viewer_routes(files: dict[str, ViewerFile]) -> list[Route]:
    """One route for each file, for GET and HEAD."""
    return [Route(path, _endpoint(file), methods=["GET"], include_in_schema=False) for path, file in files.items()]


def _endpoint(file: ViewerFile) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        return file.answer(request)

    return endpoint


def _file(name: str, content: bytes) -> ViewerFile:
    suffix = Path(name).suffix
    # Without a time in it, so that the same file is the same bytes.
    compressed = None if suffix in PACKED else gzip.compress(content, mtime=0)
    return ViewerFile(
        content=content,
        compressed=compressed if compressed is not None and len(compressed) < len(content) else None,
        media_type=MEDIA_TYPES.get(suffix, "application/octet-stream"),
        tag=hashlib.sha256(content).hexdigest()[:24],
        lasting=name.startswith(ASSETS),
        is_page=suffix == PAGE_SUFFIX,
    )


def _takes_gzip(accept_encoding: str) -> bool:
    for entry in accept_encoding.lower().split(","):
        name, *parameters = (part.strip() for part in entry.split(";"))
        if name == "gzip":
            return not any(parameter.startswith("q=") and not parameter[2:].strip("0.") for parameter in parameters)
    return False


def _tags(if_none_match: str) -> set[str]:
    return {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
