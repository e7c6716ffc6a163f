"""Scene 1 with clusters and maps switched off: the network follows, and the page says what is off."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.browser.accessibility import assert_accessible
from tests.browser.server_process import ServerProcess
from tests.browser.structure_page import NETWORK, StructurePage
from tests.browser.study_condition import StudyCondition

VIEW = (1280, 720)
LAYER = "block1a_project_conv"


def channels_of(structure: StructurePage, layer: str, cluster: int) -> list[int]:
    """The maps of a cluster, as the server itself tells them."""
    column = next(each for each in structure.answer()["layers"] if each["layer"] == layer)
    channels: list[int] = column["clusters"][cluster]["channels"]
    return channels


def bar(structure: StructurePage) -> Any:
    return structure.page.get_by_role("region", name="Switched off")


@pytest.mark.parametrize("viewport", [VIEW])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_cluster_and_a_map_are_switched_off_and_the_network_follows(
    structure: StructurePage, screenshot: Callable[..., None], scheme: Any
) -> None:
    page = structure.page
    page.emulate_media(color_scheme=scheme)
    structure.open()
    plain = structure.wire.last_layers()["body"]
    assert "ablated" not in plain
    assert "replacement" not in plain
    expect(bar(structure)).to_have_count(0)
    channels = channels_of(structure, LAYER, 1)

    page.goto(page.url + f"&layer={LAYER}&cluster=1")
    switch = page.get_by_role("switch", name="Cluster off")
    expect(switch).not_to_be_checked()
    switch.click()
    expect(bar(structure)).to_contain_text("1 cluster is switched off")
    structure.wire.settle()
    off = {"layer": LAYER, "channels": channels}
    request = structure.wire.last_layers()
    assert request["body"]["ablated"] == [off]
    assert (request["body"]["replacement"], request["body"]["groups"]) == ("mean", "original")
    answer = structure.answer(ablated=[off], replacement="mean")
    structure.assert_shown(answer)
    structure.assert_columns(request, answer)
    expect(page.locator(".browser-body[data-old=false]")).to_be_visible()
    expect(page.locator(".map-place .is-off")).to_have_count(len(channels))
    screenshot(f"card-{scheme}")

    page.keyboard.press("Escape")
    page.get_by_role("button", name="Outline of the scene").click()
    expect(page.get_by_role("button", name="Cluster 2: switched off")).to_have_count(1)
    page.get_by_role("button", name="Close outline").click()
    structure.rest()
    screenshot(f"scene-{scheme}")

    bar(structure).get_by_role("radio", name="zero").click()
    structure.wire.settle()
    assert structure.wire.last_layers()["body"]["replacement"] == "zero"
    structure.assert_shown(structure.answer(ablated=[off], replacement="zero"))
    expect(page).to_have_url(re.compile("off_by=zero"))

    page.reload()
    structure.wait()
    expect(bar(structure)).to_contain_text("1 cluster is switched off")
    assert structure.wire.last_layers()["body"]["ablated"] == [off]

    bar(structure).get_by_role("button", name="Switch all on").click()
    expect(bar(structure)).to_have_count(0)
    structure.wire.settle()
    assert "ablated" not in structure.wire.last_layers()["body"]
    structure.assert_shown(structure.answer())
    page.keyboard.press("Control+z")
    expect(bar(structure)).to_contain_text("1 cluster is switched off")


@pytest.mark.parametrize("viewport", [VIEW])
def test_by_keyboard_a_cluster_in_the_scene_and_a_map_in_the_grid(structure: StructurePage) -> None:
    page = structure.page
    structure.open()
    structure.canvas.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("x")
    expect(bar(structure)).to_contain_text("1 cluster is switched off")
    expect(page.locator(".hover-tip")).to_contain_text("Switched off")
    structure.wire.settle()  # what is awaited is paler
    expect(page.locator(".classes[data-old=true]")).to_have_count(0)
    assert_accessible(page)
    page.keyboard.press("x")
    expect(bar(structure)).to_have_count(0)
    page.keyboard.press("Enter")
    grid = page.get_by_role("list", name="Feature maps")
    first = grid.locator(".map-cell").first
    first.focus()
    page.keyboard.press("x")
    expect(bar(structure)).to_contain_text("1 map is switched off")
    expect(page.locator(".browser-body[data-old=false]")).to_be_visible()
    structure.wire.settle()
    assert_accessible(page)
    channel = first.get_attribute("data-channel")
    structure.wire.settle()
    assert structure.wire.last_layers()["body"]["ablated"][0]["channels"] == [int(channel or -1)]
    page.keyboard.press("Enter")
    expect(page.get_by_role("switch", name="Map off")).to_be_checked()
    page.keyboard.press("x")
    expect(page.get_by_role("switch", name="Map off")).not_to_be_checked()


def test_a_study_may_forbid_it_and_else_hears_of_it(page: Page, server_process: ServerProcess) -> None:
    condition = StudyCondition(page, server_process.address, ablation=False)
    structure = StructurePage(page, server_process.address)
    condition.enter("structure")
    structure.wait()
    structure.canvas.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("x")
    page.keyboard.press("Enter")
    expect(page.get_by_role("list", name="Feature maps").locator(".map-cell").first).to_be_visible()
    page.locator(".map-cell").first.focus()
    page.keyboard.press("x")
    expect(page.get_by_role("switch", name="Cluster off")).to_have_count(0)
    expect(page.locator(".map-switch")).to_have_count(0)
    assert not [event for event in condition.heard() if event.kind == "maps_switched"]


def test_a_study_hears_of_each_switch(page: Page, server_process: ServerProcess) -> None:
    condition = StudyCondition(page, server_process.address)
    structure = StructurePage(page, server_process.address)
    structure.image_id = condition.enter("structure")
    structure.wait()
    structure.canvas.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("x")
    expect(bar(structure)).to_be_visible()
    page.keyboard.press("Control+z")
    expect(bar(structure)).to_have_count(0)
    told = [event.content for event in condition.heard() if event.kind == "maps_switched"]
    assert [(each["to"], each["reason"]) for each in told] == [("off", "hand"), ("on", "undo")]
    assert told[0]["channels"] == told[1]["channels"] != []


@pytest.mark.parametrize("viewport", [VIEW])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_bands_tell_what_was_measured_and_captions_what_the_answer_owes(
    structure: StructurePage, screenshot: Callable[..., None], scheme: Any
) -> None:
    page = structure.page
    page.emulate_media(color_scheme=scheme)
    structure.open()
    legend = page.get_by_role("region", name="Bands between columns")
    expect(legend).to_contain_text("Bands: measured change")
    structure.wait()
    told = structure.client.post("/v1/ablations", {"image_id": structure.image_id, "network_id": NETWORK})
    [request] = structure.wire.requests("ablations")
    assert (request["body"]["groups"], request["body"]["replacement"]) == ("own", "mean")
    drops = [
        (each["drops"][0], layer["layer"], each["cluster"]) for layer in told["layers"] for each in layer["clusters"]
    ]
    drop, layer, cluster = max(drops)
    most = page.get_by_role("button", name=f"{layer}, cluster {cluster + 1}", exact=True)
    expect(page.get_by_text(f"falls by {100 * drop:.1f} points, more than without any other")).to_be_visible()
    changes = [
        change
        for one in told["layers"]
        for each in one["clusters"]
        for change in (each["layers"][0]["changes"] if each["layers"] else [])
    ]
    expect(legend).to_contain_text(f"{100 * max(changes):.1f}%")
    assert_accessible(page)
    screenshot(f"bands-{scheme}")
    most.click()
    structure.rest()
    screenshot(f"most-{scheme}")
    page.get_by_role("button", name="Show everything").click()
    structure.rest()
    screenshot(f"all-{scheme}")

    page.goto(page.url + f"&layer={layer}&cluster={cluster}")
    card = page.locator(".cluster-strip")
    expect(card).to_contain_text("No other cluster carries more of the answer")
    name = told["baseline"]["classes"][0]["label"]["name"]
    expect(card).to_contain_text(re.compile(f"{name}\\s+−{100 * drop:.1f}"))
    assert_accessible(page)
    screenshot(f"card-{scheme}")
    # The measurement is of the network with everything on, whatever is switched off.
    page.get_by_role("switch", name="Cluster off").click()
    expect(bar(structure)).to_be_visible()
    structure.wire.settle()
    expect(card).to_contain_text("No other cluster carries more of the answer")
