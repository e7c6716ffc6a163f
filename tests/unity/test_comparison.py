"""Two images compared in scene 1 of the Unity client, equal to what a live server says of both."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Page
from tests.browser.server_process import ServerProcess
from tests.unity.player import Player, complete
from tests.unity.structure_panels import OCEAN, colours, percent, picture, points, stored, touch, value_text
from tests.unity.test_live import ask, decoded, sample
from tests.unity.test_panels import look

DIVERGING = ("#053061", "#2f79b5", "#92c5de", "#f7f7f7", "#f4b183", "#d6604d", "#67001f")


def diverging(share: NDArray[np.float64]) -> NDArray[np.float64]:
    """(…, 3), the colours of differences as shares of the largest, -1..1."""
    known = np.array([[int(stop[at : at + 2], 16) for at in (1, 3, 5)] for stop in DIVERGING])
    place = (np.clip(share, -1, 1) + 1) / 2 * (len(known) - 1)
    return np.stack([np.interp(place, np.arange(len(known)), known[:, channel]) for channel in range(3)], axis=-1)


def on_scale(values: NDArray[np.float64], low: float, high: float) -> NDArray[np.uint8]:
    """(h, w, 4), values in the usual colours between two ends."""
    found: NDArray[np.uint8] = colours(OCEAN)[np.floor(255 * (values - low) / (high - low) + 0.5).astype(int)]
    return found


def test_two_images_are_compared_map_by_map(player: Player, served: ServerProcess, page: Page, tmp_path: Path) -> None:
    player.point_at(row=60, column=60)
    player.press(True)
    player.point_at(row=120, column=150)
    player.press(False)
    masked = player.until(complete)
    player.click("compare-open")
    player.until(lambda state: "compare-about" in state["texts"])
    layer = masked["structure"]["columns"][9]["name"]
    texts = player.state["texts"]
    assert texts["compare-a-title"] == "A: Original"
    assert texts["compare-b-title"] == "B: As masked now"
    body = sample(served.address, "cat")
    mask = {"kind": "rectangle", **player.state["structure"]["rectangles"][0]}
    with_mask = {**body, "masks": [mask]}
    a = ask(served.address, "/v1/layers", {**body, "layers": [layer]})
    b = ask(served.address, "/v1/layers", {**with_mask, "groups": "original", "layers": [layer]})
    before = {each["label"]["index"]: each["probability"] for each in a["predictions"]["classes"]}
    for k, each in enumerate(b["predictions"]["classes"][:5]):
        assert texts[f"compare-b-classes-{k}-name"] == each["label"]["name"]
        assert texts[f"compare-b-classes-{k}"] == percent(each["probability"])
        known = before.get(each["label"]["index"])
        change = "new" if known is None else points(each["probability"] - known)
        assert texts[f"compare-b-classes-{k}-change"] == change
    assert texts["compare-a-classes-0"] == percent(a["predictions"]["classes"][0]["probability"])
    for letter, answer in (("a", a), ("b", b)):
        for cluster in answer["layers"][0]["clusters"]:
            shown = picture(player, f"compare-{letter}-cluster-{cluster['index']}")
            assert np.array_equal(shown, colours(OCEAN)[stored(cluster["representative"])])
    maps_a = ask(served.address, "/v1/activations", {**body, "layer": layer})["maps"]
    maps_b = ask(served.address, "/v1/activations", {**with_mask, "layer": layer})["maps"]
    values = {
        one["channel"]: (decoded(one["map"]), decoded(other["map"])) for one, other in zip(maps_a, maps_b, strict=True)
    }
    means = {channel: float(np.abs(other - one).mean()) for channel, (one, other) in values.items()}
    order = sorted(means, key=lambda channel: (-means[channel], channel))
    limit = max(float(np.abs(other - one).max()) for one, other in values.values())
    assert texts["compare-scale-high"] == "+" + value_text(limit)
    for channel in order[:3]:
        one, other = values[channel]
        assert texts[f"difference-{channel}-words"] == f"mean |B − A| {value_text(means[channel])}"
        low, high = min(one.min(), other.min()), max(one.max(), other.max())
        assert np.array_equal(picture(player, f"difference-{channel}-a-image"), on_scale(one, low, high))
        assert np.array_equal(picture(player, f"difference-{channel}-b-image"), on_scale(other, low, high))
        shown = picture(player, f"difference-{channel}-difference-image")[..., :3].astype(float)
        assert np.abs(shown - diverging((other - one) / limit)).max() < 2, "blue is less, red is more"
    look(player, page, tmp_path, "compare")


def test_a_pixel_of_a_comparison_is_read_and_each_map_can_have_its_own_scale(player: Player) -> None:
    words = next(name for name in player.state["texts"] if name.startswith("difference-") and name.endswith("-words"))
    row = words.removesuffix("-words")
    touch(player, f"{row}-b", "press", (0.2, 0.2))
    touch(player, f"{row}-b", "leave")
    assert "→" in player.state["texts"][words], "a press reads what hovering reads"
    player.set("compare-own-scale", True)
    assert player.state["texts"]["compare-scale-high"] == "B > A"
    shown = picture(player, f"{row}-difference-image")[..., :3].astype(int)
    strongest = [
        np.abs(shown - np.array([int(stop[at : at + 2], 16) for at in (1, 3, 5)])).sum(axis=2).min()
        for stop in (DIVERGING[0], DIVERGING[-1])
    ]
    assert min(strongest) < 4, "its largest difference has the strongest colour"
    player.set("compare-own-scale", False)


def test_the_sides_and_the_layer_of_a_comparison_are_chosen(player: Player) -> None:
    player.click("compare-swap")
    state = player.until(lambda state: "compare-about" in state["texts"])
    assert state["texts"]["compare-a-title"] == "A: As masked now"
    layer = state["structure"]["columns"][0]["name"]
    player.set("compare-layer", layer)
    state = player.until(lambda state: "compare-about" in state["texts"])
    channels = [name for name in state["texts"] if name.startswith("difference-") and name.endswith("-title")]
    player.do("list", element="compare-list", index=26)
    last = [name for name in player.frames()["texts"] if name.startswith("difference-") and name.endswith("-title")]
    assert len(last) == 6
    assert not set(last) & set(channels), "the list goes on where it is scrolled to"
    player.click("compare-close")
    assert "compare-a-title" not in player.state["texts"]
    player.click("clear")
    player.until(complete)
