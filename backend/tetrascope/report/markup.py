"""Pieces of HTML. Text that comes from outside goes through `text`; nothing else escapes."""

import base64
import html
from collections.abc import Iterable
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image


def text(value: object) -> str:
    """The value as text that no browser takes for markup, in an attribute or between tags."""
    return html.escape(str(value), quote=True)


def png(image: Image.Image) -> bytes:
    """The image as a PNG file."""
    target = BytesIO()
    image.save(target, "PNG", compress_level=6)
    return target.getvalue()


def inline(file: bytes) -> str:
    """A PNG file as an address that needs no request."""
    return "data:image/png;base64," + base64.b64encode(file).decode("ascii")


def small_picture(pixels: NDArray[np.uint8]) -> str:
    """Pixels, (height, width, 3), or 4 with opacity, as an inline address."""
    return inline(png(Image.fromarray(pixels)))


def definitions(pairs: Iterable[tuple[str, str]]) -> str:
    """A list of names and values, both plain text."""
    rows = "".join(f"<dt>{text(name)}</dt><dd>{text(value)}</dd>" for name, value in pairs)
    return f"<dl>{rows}</dl>"


def figure(file: bytes, *, alt: str, caption: str, kind: str = "") -> str:
    """A picture with its description and caption, both plain text."""
    image = f'<img src="{inline(file)}" alt="{text(alt)}">'
    return f'<figure class="{kind}">{image}<figcaption>{text(caption)}</figcaption></figure>'
