"""Pictures of what the headless client shows, drawn by a browser with the client's own shaders."""

import base64
import json
from dataclasses import asdict
from pathlib import Path

from playwright.sync_api import Page
from tests.unity.metas import PACKAGE
from tests.unity.rendering.shader import translate

DRAW = Path(__file__).with_name("draw.js")
SHADERS = PACKAGE / "Runtime/Shaders"


def draw_scene(page: Page, exported: Path) -> bytes:
    """The PNG of a scene that the headless client exported; fails where a shader does not compile."""
    shaders = {
        shader.name: {**asdict(shader), "undeclared": []} for shader in map(translate, sorted(SHADERS.glob("*.shader")))
    }
    page.goto("about:blank")
    page.add_script_tag(path=str(DRAW))
    scene = json.loads(exported.read_text(encoding="utf-8"))
    address = page.evaluate("([scene, shaders]) => window.draw(scene, shaders)", [scene, shaders])
    return base64.b64decode(str(address).split(",", 1)[1])
