"""What the picture of a cluster that is open is made of."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.browser.structure_page import NETWORK, StructurePage

LAYER = "block4a_project_conv"
MASK = {"kind": "rectangle", "top": 60, "left": 90, "height": 28, "width": 28}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_cluster_tells_what_its_picture_shows_and_leaves_out(
    structure: StructurePage, screenshot: Callable[..., None], scheme: Any
) -> None:
    page = structure.page
    page.emulate_media(color_scheme=scheme)
    structure.open(layer=LAYER, cluster="1")
    asked = {"image_id": structure.image_id, "network_id": NETWORK, "layer": LAYER, "cluster": 1}
    told = structure.client.post("/v1/components", asked)
    first, second = told["explained_variances"]
    assert first < 0.25
    card = page.get_by_role("group").filter(has_text="What this picture shows")
    expect(card.get_by_text(f"The first component explains {100 * first:.1f}%")).to_be_visible()
    expect(card.get_by_text("little, under 25%, so its frame is dashed")).to_be_visible()
    expect(card.get_by_text(f"The second component explains {100 * second:.1f}%")).to_be_visible()
    ranked = sorted(zip(told["weights"], told["channels"], strict=True), key=lambda pair: -pair[0])
    weights = card.get_by_role("button", name=re.compile(r"^Channel \d+ ?, weight"))
    expect(weights).to_have_count(8)
    channels = [channel for _, channel in [*ranked[:4], *ranked[::-1][:4]]]
    names = [weights.nth(index).text_content() or "" for index in range(8)]
    assert [int(re.findall(r"\d+", name)[0]) for name in names] == channels
    assert names[0].endswith(f"+{ranked[0][0]:.2f}")
    screenshot(f"card-{scheme}")

    central = next(each for each in told["representatives"] if each["method"] == "central_map")
    share = f"explains {100 * central['explained_variance']:.1f}%"
    option = card.get_by_role("radio", name=re.compile(f"Most central map: {central['channel']}.*{share}"))
    option.check(force=True)
    expect(card.get_by_role("img", name="Most central map")).to_be_visible()
    weights.first.click()
    expect(page.get_by_role("heading", name=f"{LAYER}, channel {channels[0]}")).to_be_visible()


def test_under_a_mask_it_is_the_component_of_the_original(structure: StructurePage) -> None:
    structure.open(layer=LAYER, cluster="1", masks="r60,90,28,28")
    card = structure.page.get_by_role("group").filter(has_text="What this picture shows")
    expect(card.get_by_text("The component is the original’s")).to_be_visible()
    asked = {"image_id": structure.image_id, "network_id": NETWORK, "layer": LAYER, "cluster": 1}
    told = structure.client.post("/v1/components", {**asked, "masks": [MASK], "groups": "original"})
    expect(card.get_by_text(f"explains {100 * told['explained_variances'][0]:.1f}% of how")).to_be_visible()
