"""Scene 2 of the Unity client for networks of two and three classes, and of independent labels: what it shows and says.

With $TETRASCOPE_SCREENSHOTS pictures are kept there, to be looked at.
"""

from collections.abc import Iterator
from pathlib import Path

import keras
import pytest
from keras import layers
from playwright.sync_api import Page
from tests.unity.live import MortalServer
from tests.unity.player import Player
from tests.unity.test_panels import look
from tests.unity.toolchain import Dotnet

HEADS = {"two": (2, "softmax"), "three": (3, "softmax"), "tags": (6, "sigmoid")}
"""Classes and activation of a model's last layer, by its name."""


def save_model(folder: Path, name: str) -> Path:
    """A small network that answers by rough colours at rough places."""
    classes, activation = HEADS[name]
    image = keras.Input((48, 48, 3))
    x = layers.Conv2D(4, 3, padding="same", name="conv", kernel_initializer="ones", trainable=False)(image)
    x = layers.Flatten()(layers.AveragePooling2D(12)(layers.Rescaling(1 / 255)(x)))
    weights = keras.initializers.RandomNormal(stddev=0.06, seed=classes)
    x = layers.Dense(classes, activation, kernel_initializer=weights)(x)
    path = folder / f"{name}.keras"
    keras.Model(image, x).save(path)
    labels = path.with_suffix(".txt")
    labels.write_text("\n".join(f"{name} {letter}" for letter in "ABCDEF"[:classes]), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def player(dotnet: Dotnet, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Player]:
    folder = tmp_path_factory.mktemp("models")
    options = [
        option
        for name in HEADS
        for option in ("--model", str(save_model(folder, name)), "--class-names", str(folder / f"{name}.txt"))
    ]
    server = MortalServer(*options)
    with Player(dotnet, tmp_path_factory.mktemp("player")) as player:
        player.play(server.address)
        player.choose("cat")
        player.click("go-pool")
        player.click("tour-decline")
        yield player
    server.close()


def begin(player: Player, network: str) -> None:
    """Scene 2 of a network, with its boundary."""
    player.click("go-menu")
    player.set("networks", network)
    player.until(lambda state: state["usable"] and state["network"] == f"own-{network}")
    player.click("go-pool")
    player.until(lambda state: state["pool"]["whole"] and state["pool"]["boundary"])
    player.rest()


def test_two_classes_are_the_ends_of_a_segment(player: Player, page: Page, tmp_path: Path) -> None:
    begin(player, "two")
    texts = player.state["texts"]
    assert len(player.state["pool"]["vertices"]) == 2
    assert texts["pool-sign-place"].startswith("Place: the nearer to an end,")
    assert texts["pool-in-body"] == "Segment"
    assert texts["pool-corners-title"] == "Labels at the ends, mean over the pool"
    assert texts["pool-filter-vertex-title"] == "Represents the label at an end"
    assert "pool-outside-title" not in texts, "there are no other labels"
    assert "pool-corners-1" in texts
    assert "pool-corners-2" not in texts
    look(player, page, tmp_path, "pool-segment")


def test_three_classes_span_a_triangle(player: Player, page: Page, tmp_path: Path) -> None:
    begin(player, "three")
    assert len(player.state["pool"]["vertices"]) == 3
    assert player.state["texts"]["pool-all-note"].endswith("the three labels.")
    look(player, page, tmp_path, "pool-triangle")


def test_independent_labels_are_there_or_gone(player: Player, page: Page, tmp_path: Path) -> None:
    begin(player, "tags")
    texts = player.state["texts"]
    assert len(player.state["pool"]["vertices"]) == 4
    assert texts["pool-answer-title"] == "Most probable label"
    name = texts["pool-answer-0-name"]
    assert texts["pool-sign-kept"] == f"Square corners: {name} is still there, at 50% or more."
    assert texts["pool-sign-changed"] == f"Cut corner: {name} is gone, below 50%."
    player.do("choose", index=0)
    assert player.frames()["texts"]["pool-copy-bars-4-name"] == "Share of all other labels"
    look(player, page, tmp_path, "pool-independent")
    player.click("pool-copy-release")
