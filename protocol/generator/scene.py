"""The geometry and colours of both scenes, as numbers."""

from typing import Any

from tetrascope.analysis.tetrahedron import VERTICES
from tetrascope.scene import SCENES

from .mark import MARK


def scene_document() -> dict[str, Any]:
    """`SCENES` as JSON, and the tetrahedron's vertices as positions in messages have them."""
    document = {"generated": MARK} | SCENES.model_dump(mode="json")
    document["pool"]["vertices"] = VERTICES.tolist()
    return document
