"""Pictures of both scenes from the client's own meshes, textures and shaders, drawn by a browser.

With $TETRASCOPE_SCREENSHOTS they are kept there, to be looked at.
"""

import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page
from tests.browser.server_process import ServerProcess
from tests.unity.player import Player, complete
from tests.unity.rendering.picture import DRAW, SHADERS, draw_scene
from tests.unity.rendering.shader import translate
from tests.unity.toolchain import Dotnet


@pytest.fixture(scope="module")
def player(dotnet: Dotnet, served: ServerProcess, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Player]:
    with Player(dotnet, tmp_path_factory.mktemp("player")) as player:
        player.play(served.address)
        player.choose("cat")
        yield player


def picture(player: Player, page: Page, folder: Path, name: str) -> Image.Image:
    """What the camera sees now."""
    png = draw_scene(page, player.export(folder / f"{name}.json"))
    kept = os.environ.get("TETRASCOPE_SCREENSHOTS")
    if kept:
        (Path(kept) / f"unity-{name}.png").write_bytes(png)
    return Image.open(io.BytesIO(png)).convert("RGB")


def colours(image: Image.Image) -> int:
    """How many different colours a picture has."""
    found = image.getcolors(1 << 24)
    assert found is not None
    return len(found)


@pytest.mark.parametrize("path", sorted(SHADERS.glob("*.shader")), ids=lambda path: path.stem)
def test_a_shader_compiles_and_its_properties_are_those_of_its_program(page: Page, path: Path) -> None:
    page.goto("about:blank")
    page.add_script_tag(path=str(DRAW))
    shader = translate(path)
    page.evaluate(
        "([vertex, fragment, name]) => {"
        " makeProgram(document.createElement('canvas').getContext('webgl2'), { vertex, fragment }, name) }",
        [shader.vertex, shader.fragment, shader.name],
    )
    assert shader.undeclared == set(), "properties that the program takes and the shader does not declare"


def test_scene_1_shows_the_input_under_the_pointer_and_maps(player: Player, page: Page, tmp_path: Path) -> None:
    player.click("start-structure")
    player.until(complete)
    player.rest()
    plain = picture(player, page, tmp_path, "structure")
    assert colours(plain) > 5000
    at = tuple(map(round, player.where(row=100, column=60)))
    lit = plain.getpixel((at[0], plain.height - at[1]))
    layer = player.state["structure"]["columns"][1]["name"]
    player.point_at(layer=layer, cluster=1, row=90, column=90)
    player.frames()
    hovered = picture(player, page, tmp_path, "structure-hover")
    dark = hovered.getpixel((at[0], hovered.height - at[1]))
    assert isinstance(lit, tuple)
    assert isinstance(dark, tuple)
    assert sum(dark) == pytest.approx(0.34 * sum(lit), rel=0.05), "outside the field the input is darkened"
    player.point_at(row=60, column=60)
    player.press(True)
    player.point_at(row=120, column=150)
    player.press(False)
    player.until(complete)
    player.point(5, 5)
    player.rest()
    masked = picture(player, page, tmp_path, "structure-masked")
    at = tuple(map(round, player.where(row=90, column=100)))
    assert masked.getpixel((at[0], masked.height - at[1])) == (0, 0, 0)
    player.click("clear")


def test_scene_2_shows_the_images_between_their_labels(player: Player, page: Page, tmp_path: Path) -> None:
    player.click("go-pool")
    player.until(lambda state: state["pool"]["boundary"])
    player.point(5, 5)
    player.rest()
    shown = picture(player, page, tmp_path, "pool")
    assert colours(shown) > 2000
    index = player.do("nearest")["index"]
    at = tuple(map(round, player.where(image=index)))
    box = (at[0] - 10, shown.height - at[1] - 10, at[0] + 10, shown.height - at[1] + 10)
    assert colours(shown.crop(box)) > 50
    player.do("look", x=0, y=1.6, z=-2.2, toX=0, toY=1.4, toZ=0, fieldOfView=90)
    picture(player, page, tmp_path, "pool-headset")
