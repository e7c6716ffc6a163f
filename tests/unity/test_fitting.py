"""How pictures are made to fit in the Unity client's menu and scene 2: what is framed is what the network reads."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from tests.browser.server_process import ServerProcess
from tests.unity.player import Player
from tests.unity.structure_panels import picture, touch
from tests.unity.test_live import ask, sample
from tests.unity.test_pool_details import rgb
from tests.unity.toolchain import Dotnet


@pytest.fixture(scope="module")
def player(dotnet: Dotnet, served: ServerProcess, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Player]:
    """The menu, with the cat, a picture of 450 x 300."""
    with Player(dotnet, tmp_path_factory.mktemp("player")) as player:
        player.play(served.address)
        player.choose("cat")
        yield player


def fitting(player: Player) -> dict[str, Any]:
    """How the picture fits now."""
    found: dict[str, Any] = player.frames()["fitting"]
    return found


def read_by_network(player: Player) -> NDArray[np.uint8]:
    """What scene 2 shows as the whole image, of a pool of one window."""
    player.click("go-pool")
    player.until(lambda state: "pool-answer-0" in state["texts"] and state["pool"]["pictures"])
    shown = picture(player, "pool-answer-picture")
    player.click("go-menu")
    return shown[..., :3]


def inputs(served: ServerProcess, **fit: Any) -> NDArray[np.uint8]:
    """The image as the server gives it to the network."""
    return rgb(ask(served.address, "/v1/inputs", {**sample(served.address, "cat"), **fit})["image"])


def test_the_frame_is_dragged_and_what_it_frames_is_read(player: Player, served: ServerProcess) -> None:
    assert fitting(player) == {"fit": "crop", "crop_at": 0.5}
    assert player.state["texts"]["menu-fit-meaning"].endswith("Drag the frame to move it.")
    frame = player.do("style", element="menu-fit-picture-frame")
    assert frame == pytest.approx({"left": 40, "top": 0, "width": 160, "height": 160}, abs=0.5)
    touch(player, "menu-fit-picture", "press", (0.5, 0.5))
    touch(player, "menu-fit-picture", "move", (0.5 + 0.15, 0.5))
    assert player.do("style", element="menu-fit-picture-frame")["left"] == pytest.approx(40 + 0.15 * 240, abs=0.5)
    assert fitting(player)["crop_at"] == 0.5, "nothing is asked about on the way"
    touch(player, "menu-fit-picture", "release", (0.5 + 0.15, 0.5))
    assert fitting(player)["crop_at"] == 0.95
    for _ in range(3):
        player.click("menu-fit-on")
    assert fitting(player)["crop_at"] == 1
    with pytest.raises(AssertionError, match="could not click menu-fit-on"):
        player.click("menu-fit-on")
    np.testing.assert_array_equal(read_by_network(player), inputs(served, crop_at=1))
    player.click("menu-fit-back")
    assert fitting(player)["crop_at"] == 0.98


@pytest.mark.parametrize(
    ("fit", "meaning"),
    [
        ("squash", "All of the picture, squeezed into 224 × 224 pixels."),
        ("pad", "All of the picture in 224 × 224 pixels, and black beside it."),
    ],
)
def test_a_picture_is_squashed_or_padded(player: Player, served: ServerProcess, fit: str, meaning: str) -> None:
    player.click(f"menu-fit-{fit}")
    assert fitting(player)["fit"] == fit
    assert player.state["texts"]["menu-fit-meaning"] == meaning
    assert "menu-fit-back" not in player.state["texts"], "there is no crop to be moved"
    np.testing.assert_array_equal(read_by_network(player), inputs(served, fit=fit))


def test_copies_of_a_padded_picture_are_counted_as_the_server_does(player: Player, served: ServerProcess) -> None:
    player.click("menu-fit-pad")
    player.click("go-pool")
    player.until(lambda state: state["pool"]["whole"])
    pool = ask(served.address, "/v1/pools", {**sample(served.address, "cat"), "fit": "pad"})
    count = len(pool["images"])
    assert count < 299, "masks beside the picture hide nothing of it"
    assert player.state["texts"]["pool-copies"] == f"{count} masked copies of at most 4,096"
    assert player.state["pool"]["images"] == count
    player.click("pool-fit-crop")
    assert fitting(player)["fit"] == "crop", "beside the scene it is the same choice"
    assert "other settings" in player.state["texts"]["pool-outdated"]
    player.click("go-menu")


def test_another_picture_begins_in_its_middle_and_ones_own_is_found_as_it_was_left(
    player: Player, tmp_path: Path
) -> None:
    own = tmp_path / "wide.png"
    Image.effect_noise((400, 200), 60).convert("RGB").save(own)
    sample_image = player.state["image"]
    player.set("file", str(own))
    player.click("file-add")
    player.until(lambda state: state["image"] != sample_image)
    card = "own-" + player.state["image"]
    assert fitting(player)["crop_at"] == 0.5
    for _ in range(3):
        player.click("menu-fit-back")
    assert fitting(player)["crop_at"] == 0.44
    player.choose("coffee")
    assert fitting(player)["crop_at"] == 0.5
    player.click(card)
    assert fitting(player)["crop_at"] == 0.44
