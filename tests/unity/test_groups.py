"""Scene 1 of the Unity client under a mask: in the clusters of the original or in its own, and as what differs."""

from tests.browser.server_process import ServerProcess
from tests.unity.player import Player, complete
from tests.unity.test_live import ask, sample


def test_a_mask_keeps_the_clusters_of_the_original_and_shows_what_differs(player: Player) -> None:
    texts = player.state["texts"]
    assert texts["colour-scale-groups"] == "dashed frame: explains under 25%"
    player.point_at(row=60, column=90)
    player.press(True)
    player.point_at(row=88, column=118)
    player.press(False)
    player.frames()
    assert player.until(complete)["structure"]["masks"] == 1
    texts = player.frames()["texts"]
    assert texts["colour-scale-groups"].startswith("clusters of the original image · ")

    player.set("difference", True)
    player.until(complete)
    layer = player.state["structure"]["columns"][0]["name"]
    assert player.frames(30)["texts"]["colour-scale-range"] == "white: no change; each layer to its largest"
    player.point_at(layer=layer, cluster=0, row=100, column=5)
    texts = player.frames()["texts"]
    assert texts["colour-scale-range"] == "in this layer"
    assert "Row 100, column 5: 0" in texts["structure-tip"]
    assert "Masked less original" in texts["structure-tip"]
    low, high = texts["colour-scale-low"], texts["colour-scale-high"]
    assert high.startswith("+") and low.lstrip("−-") == high.lstrip("+")

    player.set("groups", "The masked image")
    player.until(complete)
    texts = player.frames(30)["texts"]
    assert texts["colour-scale-groups"].startswith("clusters made anew for this mask · ")
    assert texts["colour-scale-range"] != "white: no change; each layer to its largest"
    player.set("groups", "The original")
    player.set("difference", False)
    player.until(complete)


def test_an_open_cluster_tells_what_its_picture_shows(player: Player, served: ServerProcess) -> None:
    player.click("undo")
    player.until(complete)
    layer = player.state["structure"]["columns"][6]["name"]
    player.click_at(layer=layer, cluster=1, row=3, column=3)
    texts = player.until(lambda state: "vary" in state["texts"].get("portrait-words", ""))["texts"]
    told = ask(served.address, "/v1/components", {**sample(served.address, "cat"), "layer": layer, "cluster": 1})
    first, second = told["explained_variances"]
    assert f"explains {100 * first:.1f}% of how its {len(told['channels'])} maps vary" in texts["portrait-words"]
    assert f"The second component explains {100 * second:.1f}%" in texts["portrait-words"]
    best = max(zip(told["weights"], told["channels"], strict=True))
    assert texts["portrait-weights"].startswith(f"Most like it: {best[1]} (+{best[0]:.2f})")
    player.click("maps-close")
