"""What is on the screen, as numbers."""

import base64
import io
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Locator, Page

Picture = NDArray[np.int16]
"""(rows, columns, 3), 0..255; signed, so that differences can be taken."""


def seen(page: Page, left: float, top: float, width: float, height: float) -> Picture:
    """A part of the window as it is shown now; lengths in CSS pixels."""
    clip: Any = {"x": left, "y": top, "width": width, "height": height}
    return decoded(page.screenshot(clip=clip, scale="css", animations="disabled"))


def decoded(png: bytes) -> Picture:
    """A PNG's pixels."""
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(np.int16)


def canvas_pixels(canvas: Locator) -> Picture:
    """What a 2D canvas holds, in its own pixels."""
    width, height, data = canvas.evaluate(
        """(canvas) => {
          const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          let text = "";
          for (let at = 0; at < data.length; at += 8192) text += String.fromCharCode(...data.subarray(at, at + 8192));
          return [canvas.width, canvas.height, btoa(text)];
        }"""
    )
    rgba = np.frombuffer(base64.b64decode(data), np.uint8).reshape(height, width, 4)
    return rgba[:, :, :3].astype(np.int16)


def colour(hex_colour: str) -> NDArray[np.int16]:
    """Red, green and blue of `#rrggbb`."""
    return np.array([int(hex_colour[at : at + 2], 16) for at in (1, 3, 5)], np.int16)


def distance(picture: Picture, to: NDArray[np.int16]) -> NDArray[np.int16]:
    """How far each pixel is from a colour: its largest difference in red, green or blue."""
    largest: NDArray[np.int16] = np.abs(picture - to).max(axis=-1)
    return largest


def colour_table(stops: list[str]) -> Picture:
    """The guide's section Colours: the colours of the bytes 0 to 255, (256, 3)."""
    places = np.linspace(0, len(stops) - 1, 256)
    parts = np.array([colour(stop) for stop in stops], float)
    channels = [np.interp(places, np.arange(len(stops)), parts[:, channel]) for channel in range(3)]
    table: Picture = np.rint(np.stack(channels, axis=-1)).astype(np.int16)
    return table


def in_plane(corners: list[tuple[float, float]], rows: int, columns: int, picture: Picture) -> tuple[Any, Any]:
    """For each pixel of a picture, the row and column (from its top left corner) of the map that is seen there.

    Args:
        corners: where the map's corners are in the picture: top left, top right, bottom left, bottom right.
        rows, columns: of the map.
    """
    # The four corners determine the perspective (a homography), which is then applied to every pixel's middle.
    equations, results = [], []
    for (x, y), (row, column) in zip(corners, [(0, 0), (0, columns), (rows, 0), (rows, columns)], strict=True):
        equations += [[x, y, 1, 0, 0, 0, -row * x, -row * y], [0, 0, 0, x, y, 1, -column * x, -column * y]]
        results += [row, column]
    h = np.append(np.linalg.solve(np.array(equations, float), np.array(results, float)), 1).reshape(3, 3)
    y, x = np.mgrid[0 : picture.shape[0], 0 : picture.shape[1]] + 0.5
    down, across, scale = np.tensordot(h, np.stack([x, y, np.ones_like(x)]), 1)
    return down / scale, across / scale
