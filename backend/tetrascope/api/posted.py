"""What a client posts: read within bounds, then made into a value."""

from collections.abc import Callable

from starlette.requests import Request

from tetrascope.api.codec import parse
from tetrascope.api.limits import read_body
from tetrascope.api.media import form_of_body, shown
from tetrascope.api.server_settings import ServerSettings
from tetrascope.api.transport_errors import UnsupportedMediaType
from tetrascope.errors import ImageRejected


async def posted_value(request: Request, settings: ServerSettings) -> object:
    """The plain value that a posted message spells."""
    form = form_of_body(request.headers.get("content-type"))
    _refuse_compressed(request)
    return await parse(await _body(request, settings.max_body_bytes, settings), form)


async def posted_image(request: Request, settings: ServerSettings, told: Callable[[int], object]) -> bytes:
    """An image file's bytes; `told` hears how many there are."""
    kind = request.headers.get("content-type", "").strip().lower()
    _refuse_compressed(request)
    if not kind.startswith("image/"):
        raise UnsupportedMediaType(
            f"Expected an image file as the body, of a type such as image/jpeg or image/png, got {shown(kind)}.",
            hint="Set the Content-Type header, and send the file itself rather than a form.",
        )
    data = await _body(request, settings.max_upload_bytes, settings, told)
    if not data:
        raise ImageRejected("Expected an image file as the body, got an empty body.")
    return data


async def _body(
    request: Request, limit: int, settings: ServerSettings, told: Callable[[int], object] = lambda _: None
) -> bytes:
    return await read_body(
        request, limit=limit, seconds=settings.body_timeout_s, pace=settings.min_pace_bytes_s, told=told
    )


def _refuse_compressed(request: Request) -> None:
    # A few compressed bytes can spell gigabytes.
    encoding = request.headers.get("content-encoding", "identity").strip().lower()
    if encoding != "identity":
        raise UnsupportedMediaType(f"Expected a body that is not compressed, got {shown(encoding)}.")
