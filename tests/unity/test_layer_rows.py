"""One layer over many images in scene 1 of the Unity client, equal to what a live server says of each."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Page
from tests.browser.server_process import ServerProcess
from tests.unity.player import Player, complete
from tests.unity.structure_panels import percent, picture, touch, value_text
from tests.unity.test_comparison import diverging
from tests.unity.test_live import ask, decoded, sample
from tests.unity.test_panels import look

LAYER = "block3b_add"
STROKES = (((60, 60), (120, 150)), ((20, 20), (60, 60)))


def draw(player: Player, start: tuple[int, int], end: tuple[int, int]) -> None:
    player.point_at(row=start[0], column=start[1])
    player.press(True)
    player.point_at(row=end[0], column=end[1])
    player.press(False)
    player.frames()
    player.until(complete)


def answered(images: int) -> Any:
    return lambda state: state["texts"].get("rows-state") == f"{images} images"


def test_a_layer_is_shown_over_the_original_kept_and_masked_images_on_one_scale(
    player: Player, served: ServerProcess, page: Page, tmp_path: Path
) -> None:
    draw(player, *STROKES[0])
    player.click("keep")
    player.frames()
    first = list(player.state["structure"]["rectangles"])
    draw(player, *STROKES[1])
    second = list(player.state["structure"]["rectangles"])
    assert (len(first), len(second)) == (1, 2)
    player.click("rows-open")
    player.until(answered(3))
    player.set("rows-layer", LAYER)
    texts = player.until(answered(3))["texts"]

    body = {**sample(served.address, "cat"), "layers": [LAYER]}
    changed = {**body, "groups": "original", "difference": True}
    masks = {
        "kept-1": [{"kind": "rectangle", **one} for one in first],
        "present": [{"kind": "rectangle", **one} for one in second],
    }
    original = ask(served.address, "/v1/layers", body)
    answers = {key: ask(served.address, "/v1/layers", {**changed, "masks": each}) for key, each in masks.items()}
    told = original["predictions"]["classes"][0]
    assert texts["rows-original-answer"] == f"{told['label']['name']} {percent(told['probability'])}"
    changes: dict[str, list[NDArray[np.float64]]] = {
        key: [decoded(cluster["difference"]) for cluster in answer["layers"][0]["clusters"]]
        for key, answer in answers.items()
    }
    limit = max(float(np.abs(change).max()) for row in changes.values() for change in row)
    shown = float(texts["rows-scale-high"])
    assert abs(shown - limit) <= 2e-3 * limit
    for key, row in changes.items():
        top = answers[key]["predictions"]["classes"][0]
        assert texts[f"rows-{key}-answer"] == f"{top['label']['name']} {percent(top['probability'])}"
        for cluster, change in enumerate(row):
            assert texts[f"rows-{key}-{cluster}-number"] == f"mean change {value_text(float(np.abs(change).mean()))}"
            found = picture(player, f"rows-{key}-{cluster}-image")[..., :3].astype(float)
            assert np.abs(found - diverging(change / limit)).max() < 6, "one scale for all rows"
    look(player, page, tmp_path, "layer-rows")

    # The same pixel in all rows.
    touch(player, "rows-present-0", "move", (0.4, 0.6))
    texts = player.state["texts"]
    height, width = original["layers"][0]["height"], original["layers"][0]["width"]
    at = (int(0.6 * height), int(0.4 * width))
    for key, row in changes.items():
        for cluster, change in enumerate(row):
            sign = "+" if change[at] > 0 else ""
            assert texts[f"rows-{key}-{cluster}-number"] == sign + value_text(float(change[at]))
    touch(player, "rows-present-0", "leave")

    falls = {
        key: told["probability"]
        - next(
            (
                one["probability"]
                for one in answer["predictions"]["classes"]
                if one["label"]["index"] == told["label"]["index"]
            ),
            answer["predictions"]["classes"][-1]["probability"],
        )
        for key, answer in answers.items()
    }
    player.set("rows-by-fall", True)
    names = [name for name in player.frames()["texts"] if name.startswith("rows-") and name.endswith("-answer")]
    most = max(falls, key=lambda key: falls[key])
    assert names[:2] == ["rows-original-answer", f"rows-{most}-answer"]
    player.set("rows-by-fall", False)

    # As many clusters as the client shows: they share the room.
    player.set("clusters", 12)
    player.until(answered(3))
    body = {**changed, "masks": masks["present"], "clusters": 12}
    last = ask(served.address, "/v1/layers", body)["layers"][0]["clusters"]
    assert len(last) == 12
    player.until(lambda state: "rows-present-11-number" in state["texts"])
    found = picture(player, "rows-present-11-image")[..., :3].astype(float)
    assert found.shape[:2] == (height, width)
    look(player, page, tmp_path, "layer-rows-12")
    player.set("clusters", 3)
    player.until(complete)


def test_it_closes_and_asks_no_more(player: Player) -> None:
    player.click("rows-close")
    assert "rows-state" not in player.frames()["texts"]
    player.click("clear")
    player.until(complete)
