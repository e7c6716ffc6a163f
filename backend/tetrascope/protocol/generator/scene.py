"""The geometry and colours of both scenes, as numbers."""

from typing import Any

from tetrascope.protocol.generator.mark import MARK
from tetrascope.protocol.scene import SCENES, VERTICES


def scene_document() -> dict[str, Any]:
    """`SCENES` as JSON, and the vertices as positions in messages have them: of four labels, of three, of two."""
    document = {"generated": MARK} | SCENES.model_dump(mode="json")
    document["pool"]["vertices"] = [list(vertex) for vertex in VERTICES[4]]
    document["pool"]["triangle"] = [list(vertex) for vertex in VERTICES[3]]
    document["pool"]["segment"] = [list(vertex) for vertex in VERTICES[2]]
    return document
