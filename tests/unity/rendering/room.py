"""The panels of the headless client as they stand in the room: laid out by a browser, and drawn into a scene."""

import io
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image
from playwright.sync_api import Page
from tests.unity.player import Player
from tests.unity.rendering.panels import boxes, show_panels

DOCUMENTS = ("Panels", "Palette", "Notice", "Card")
"""All documents, by their objects' names; the later ones are nearer to the person."""


def lay_out(player: Player, page: Page, folder: Path) -> None:
    """Say to the client where the elements of its panels in the room are, so that a ray finds them."""
    for document in DOCUMENTS:
        show_panels(page, player.export_panels(folder / f"{document}.json", document))
        found = boxes(page)
        size = found.pop("root")[2:]
        player.do("lay out", document=document, size=size, places=found)


def with_panels(player: Player, page: Page, folder: Path, scene: bytes) -> Image.Image:
    """A picture of a scene with the panels that stand in the room, as the camera sees those that are before it."""
    seen = Image.open(io.BytesIO(scene)).convert("RGB")
    lay_out(player, page, folder)
    for document in DOCUMENTS:
        stand = player.do("stand", document=document)
        seen_at = [player.do("where", world=corner) for corner in stand["corners"]] if stand["shown"] else []
        if seen_at and all(corner["depth"] > 0 for corner in seen_at):
            show_panels(page, player.export_panels(folder / f"{document}.json", document))
            left, top, width, height = boxes(page)["root"]
            page.add_style_tag(content="html, body { background: transparent }")
            clip: Any = {"x": left, "y": top, "width": width, "height": height}
            panel = Image.open(io.BytesIO(page.screenshot(clip=clip, omit_background=True))).convert("RGBA")
            _paste(seen, panel, [(corner["x"], seen.height - corner["y"]) for corner in seen_at])
    return seen


def _paste(into: Image.Image, panel: Image.Image, corners: list[tuple[float, float]]) -> None:
    """Draw a panel whose corners, from the top left clockwise, are seen there."""
    width, height = panel.size
    own = [(0, 0), (width, 0), (width, height), (0, height)]
    rows: list[list[float]] = []
    for (x, y), (u, v) in zip(corners, own, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
    back = np.linalg.solve(np.array(rows), np.array(own, dtype=float).ravel())
    drawn = panel.transform(into.size, Image.Transform.PERSPECTIVE, tuple(back), Image.Resampling.BICUBIC)
    into.paste(drawn, (0, 0), drawn)
