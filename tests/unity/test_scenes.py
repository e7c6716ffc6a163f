"""Both scenes of the Unity client, its own components, headless against a live server."""

import json
import re
import urllib.request
from pathlib import Path

import pytest
from PIL import Image
from tests.browser.server_process import ServerProcess
from tests.unity.player import Player, complete
from tests.unity.toolchain import Dotnet

from tetrascope.networks.receptive_field import Region, receptive_fields
from tetrascope.protocol.networks import NetworkDescription


def test_from_the_menu_to_the_columns(player: Player) -> None:
    structure = player.state["structure"]
    assert player.state["scene"] == "Structure"
    assert len(structure["columns"]) == 18
    assert {column["clusters"] for column in structure["columns"]} == {3}
    assert structure["classes"][0] == "Egyptian cat"
    assert "structure-status" in player.state["texts"]
    assert "connection-banner" not in player.state["texts"]


def test_a_scene_at_rest_costs_a_draw_for_each_column_and_nothing_else(player: Player) -> None:
    player.point(5, 5)
    cost = player.rest()["cost"]
    assert cost["draws"] == 18 + len(["input", "classes", "ribbons", "words"])
    assert (cost["allocated"], cost["texture_bytes"], cost["mesh_bytes"], cost["applies"]) == (0, 0, 0, 0)


def test_a_hover_shows_the_receptive_field_without_a_request(player: Player) -> None:
    layer = player.state["structure"]["columns"][2]["name"]
    player.point_at(layer=layer, cluster=1, row=20, column=30)
    state = player.frames()
    hover = state["structure"]["hover"]
    assert (hover["layer"], hover["cluster"], hover["row"], hover["column"]) == (layer, 1, 20, 30)
    assert hover["region"] is not None
    assert "Row 20, column 30" in state["texts"]["structure-tip"]
    cost = state["cost"]
    assert (cost["allocated"], cost["texture_bytes"], cost["mesh_bytes"]) == (0, 0, 0)
    player.point(5, 5)
    assert player.state["structure"]["hover"] is None


def test_receptive_fields_are_the_servers_own(player: Player, served: ServerProcess) -> None:
    network = description(served, str(player.state["network"]))
    stages = {layer.name: layer.stage for layer in network.layers}
    found = player.do("fields", count=1000)
    assert len(found) == 1000
    for field in found:
        pixel = Region(field["row"], field["column"], field["row"], field["column"])
        own = receptive_fields(network.stages, stages[field["layer"]], pixel)
        before = stages[field["before"]] if field["before"] else 0
        assert field["input_region"] == ends(own.get(0))
        assert field["region"] == ends(own.get(before))


def test_a_click_opens_the_maps_of_a_cluster(player: Player) -> None:
    layer = player.state["structure"]["columns"][3]["name"]
    player.click_at(layer=layer, cluster=0, row=3, column=3)
    state = player.until(lambda state: state["structure"]["maps"])
    structure = state["structure"]
    assert (structure["open_layer"], structure["open_cluster"]) == (layer, 0)
    assert state["texts"]["maps-title"] == f"Cluster 1 of {layer}"
    channel = structure["maps"][0]
    player.click(f"map-{channel}")
    assert player.state["texts"]["maps-title"] == f"{layer}, channel {channel}"
    player.click("maps-close")
    assert player.state["structure"]["open_layer"] is None


def test_a_mask_is_drawn_recomputed_undone_and_removed(player: Player) -> None:
    player.point_at(row=60, column=60)
    player.press(True)
    player.point_at(row=120, column=150)
    assert player.state["structure"]["masks"] == 1, "what is drawn shows before the hand is lifted"
    player.press(False)
    masked = player.until(complete)
    assert masked["structure"]["masks"] == 1
    player.click("undo")
    assert player.until(complete)["structure"]["masks"] == 0
    player.click("redo")
    assert player.until(complete)["structure"]["masks"] == 1
    player.point_at(row=80, column=80)
    player.press(True, "Remove")
    player.press(False, "Remove")
    assert player.until(complete)["structure"]["masks"] == 0


def test_clusters_layers_and_colours_are_chosen(player: Player) -> None:
    player.set("clusters", 5)
    state = player.until(lambda state: complete(state) and state["structure"]["columns"][5]["clusters"] == 5)
    assert len(state["structure"]["columns"]) == 18
    player.set("clusters", 3)
    player.set("layers", "all")
    state = player.until(lambda state: complete(state) and len(state["structure"]["columns"]) > 18)
    columns = len(state["structure"]["columns"])
    player.point(5, 5)
    cost = player.rest()["cost"]
    assert cost["draws"] == columns + 4
    assert (cost["allocated"], cost["texture_bytes"], cost["mesh_bytes"]) == (0, 0, 0)
    player.set("layers", "usual")
    player.until(lambda state: complete(state) and len(state["structure"]["columns"]) == 18)
    before = player.frames()["cost"]["all_texture_bytes"]
    player.set("colours", "Grey")
    assert player.state["cost"]["all_texture_bytes"] - before == 2 * 1024, "256 colours, of maps and scale"


def test_without_clusters_a_layer_opens_to_all_its_maps(player: Player) -> None:
    player.set("unclustered", True)
    layer = player.state["structure"]["columns"][0]["name"]
    player.click(f"layer-{layer}")
    state = player.until(lambda state: state["structure"]["maps"])
    assert state["structure"]["open_cluster"] is None
    assert state["structure"]["maps"] == list(range(32))
    player.click("maps-close")
    player.set("unclustered", False)


def test_a_picture_of_ones_own_is_given_and_chosen(player: Player, tmp_path: Path) -> None:
    sample = player.state["image"]
    picture = tmp_path / "my picture.png"
    Image.effect_noise((300, 260), 60).convert("RGB").save(picture)
    player.click("go-menu")
    player.set("file", str(tmp_path / "none.png"))
    player.click("file-add")
    assert "could not be read" in player.state["texts"]["file-note"]
    player.set("file", str(picture))
    player.click("file-add")
    player.until(lambda state: state["image"] != sample)
    player.click("start-structure")
    player.until(complete)
    player.click("go-menu")
    player.choose("cat")
    player.click("start-structure")
    player.until(complete)


def test_the_camera_turns_comes_nearer_and_goes_home(player: Player) -> None:
    def place() -> tuple[float, float]:
        return player.where(row=112, column=112)

    player.rest()
    home = place()
    player.point(640, 10)
    player.press(True)
    player.point(560, 40)
    player.press(False)
    player.rest()
    turned = place()
    assert turned != pytest.approx(home, abs=1)
    player.do("scroll", by=1)
    player.rest()
    assert place() != pytest.approx(turned, abs=1)
    player.press(True, "Home")
    player.press(False, "Home")
    player.rest()
    assert place() == pytest.approx(home, abs=0.5)


def test_a_modified_image_is_kept_and_shown_again(player: Player) -> None:
    player.point_at(row=30, column=30)
    player.press(True)
    player.point_at(row=70, column=70)
    player.press(False)
    player.until(complete)
    player.click("keep")
    player.click("clear")
    assert player.until(complete)["structure"]["masks"] == 0
    player.click("shelf-show-1")
    assert player.until(complete)["structure"]["masks"] == 1
    player.click("clear")
    player.until(complete)


def test_the_sample_adds_a_panel_of_its_own(player: Player) -> None:
    player.do("sample")
    player.set("clusters", 4)
    player.until(lambda state: complete(state) and state["structure"]["columns"][0]["clusters"] == 4)
    layer = player.state["structure"]["columns"][0]["name"]
    assert re.fullmatch(rf"{layer}: 0\.\d\d", player.state["texts"][f"entropy-{layer}"])
    player.set("clusters", 3)
    player.until(lambda state: complete(state) and state["structure"]["columns"][0]["clusters"] == 3)


def test_a_pool_arrives_is_pointed_at_and_opens_in_scene_1(player: Player) -> None:
    player.click("go-pool")
    state = player.until(lambda state: state["pool"]["boundary"])
    pool = state["pool"]
    assert (pool["images"], pool["whole"], len(pool["vertices"])) == (299, True, 4)
    assert pool["boundary"] == "separated"
    player.point(5, 5)
    cost = player.rest()["cost"]
    assert cost["draws"] == len(["images", "body", "labels"])
    assert (cost["allocated"], cost["texture_bytes"], cost["mesh_bytes"]) == (0, 0, 0)
    index = player.do("nearest")["index"]
    player.point_at(image=index)
    assert player.frames()["pool"]["hovered"] == index
    assert f"Masked copy {index}" in player.state["texts"]["pool-tip"]
    player.press(True)
    player.press(False)
    assert player.state["scene"] == "Structure"
    assert player.until(complete)["structure"]["masks"] == 1
    player.click("clear")
    player.until(complete)


@pytest.mark.parametrize("images", [515, 4096])
def test_a_crowd_of_images_is_one_draw_and_a_hover_costs_its_table(player: Player, images: int) -> None:
    player.click("go-pool")
    player.do("crowd", count=images)
    player.point(5, 5)
    cost = player.rest()["cost"]
    assert (cost["draws"], cost["allocated"], cost["texture_bytes"], cost["mesh_bytes"]) == (3, 0, 0, 0)
    player.do("hover", index=7)
    cost = player.frames()["cost"]
    rows = 1 << (images - 1).bit_length()
    assert (cost["allocated"], cost["texture_bytes"], cost["mesh_bytes"]) == (0, 80 * rows, 0)
    player.click("go-structure")


def test_who_wakes_up_need_not_wait_for_the_next_try(dotnet: Dotnet, mortal: ServerProcess, tmp_path: Path) -> None:
    with Player(dotnet, tmp_path) as player:
        player.play(mortal.address)
        player.until(lambda state: state["connection"] == "Ready")
        mortal.kill()
        waited_for = player.until(lambda state: state["tries"] == 2)["tries"]
        player.do("sleep")
        # It begins to count anew.
        assert player.until(lambda state: state["tries"] != waited_for)["tries"] == 1
    mortal.start()


def test_the_demo_plays_without_a_server(dotnet: Dotnet, tmp_path: Path) -> None:
    with Player(dotnet, tmp_path) as player:
        player.play("http://127.0.0.1:9")
        player.click("demo")
        player.choose("cat")
        assert "No server is asked" in player.state["texts"]["connection-status"]
        player.click("start-structure")
        structure = player.until(complete)["structure"]
        assert len(structure["columns"]) == 18
        player.click_at(layer=structure["columns"][0]["name"], cluster=1, row=40, column=40)
        player.until(lambda state: state["structure"]["maps"])
        player.click("maps-close")
        player.click("go-pool")
        pool = player.until(lambda state: state["pool"]["boundary"])["pool"]
        assert (pool["images"], pool["whole"]) == (299, True)


def description(served: ServerProcess, network: str) -> NetworkDescription:
    request = urllib.request.Request(f"{served.address}/v1/networks/{network}", headers={"Accept": "application/json"})
    with urllib.request.urlopen(request) as answer:
        return NetworkDescription.model_validate(json.load(answer))


def ends(region: Region | None) -> list[int] | None:
    return None if region is None else [region.top, region.left, region.bottom, region.right]
