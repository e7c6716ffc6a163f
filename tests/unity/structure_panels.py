"""What the panels of scene 1 show, and what they should show of a server's messages."""

import base64
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tests.unity.player import Player

OCEAN = ("#0d1b3e", "#1f4e8c", "#1d8a99", "#7cc37f", "#f6e27a", "#fffbe8")
GREY = ("#000000", "#ffffff")


def colours(stops: tuple[str, ...]) -> NDArray[np.uint8]:
    """(256, 4), the colours of the bytes 0..255 of a colour map, by the guide's formula."""
    known = np.array([[int(stop[at : at + 2], 16) for at in (1, 3, 5)] for stop in stops])
    place = np.arange(256) / 255 * (len(stops) - 1)
    below = np.minimum(place.astype(int), len(stops) - 2)
    share = (place - below)[:, np.newaxis]
    table = np.full((256, 4), 255, np.uint8)
    table[:, :3] = np.floor((1 - share) * known[below] + share * known[below + 1] + 0.5)
    return table


def stored(tensor: dict[str, Any]) -> NDArray[np.uint8]:
    """The bytes of a map, (h, w)."""
    return np.frombuffer(base64.b64decode(tensor["data"]), np.uint8).reshape(tensor["shape"])


def picture(player: Player, element: str) -> NDArray[np.uint8]:
    """(h, w, 4), what a picture of the panels shows."""
    found = player.do("picture", element=element)
    return np.frombuffer(base64.b64decode(found["rgba"]), np.uint8).reshape(found["height"], found["width"], 4)


def value_text(value: float) -> str:
    """Four digits that count."""
    return "0" if value == 0 else f"{value:#.4g}".rstrip(".").replace("-", "−")


def touch(player: Player, element: str, how: str, at: tuple[float, float] = (0, 0)) -> None:
    """Point at a place of a picture, press there, or leave it; shares (x, y) from the top left."""
    player.do("touch", element=element, how=how, x=at[0], y=at[1])
    player.frames()


def percent(share: float) -> str:
    hundredths = share * 100
    if 0 < hundredths < 0.1:
        return "<0.1%"
    return f"{hundredths:.1f}%"


def points(change: float) -> str:
    text = f"{abs(change) * 100:.1f}"
    return text if text == "0.0" else ("−" if change < 0 else "+") + text
