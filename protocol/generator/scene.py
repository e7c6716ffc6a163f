"""The geometry and colours of both scenes, as numbers."""

from typing import Any

from tetrascope.analysis.simplex import VERTICES
from tetrascope.scene import SCENES

from .mark import MARK


def scene_document() -> dict[str, Any]:
    """`SCENES` as JSON, and the vertices as positions in messages have them: of four labels, of three, of two."""
    document = {"generated": MARK} | SCENES.model_dump(mode="json")
    document["pool"]["vertices"] = VERTICES[4].tolist()
    document["pool"]["triangle"] = VERTICES[3].tolist()
    document["pool"]["segment"] = VERTICES[2].tolist()
    return document
