"""Scene 1 under a mask: in the clusters of the original or in its own, and as what differs."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.browser.pixels import decoded
from tests.browser.structure_page import SIDE, StructurePage

MASK = {"kind": "rectangle", "top": 60, "left": 90, "height": 28, "width": 28}
MASKS = "r60,90,28,28"


def channels(layers: list[dict[str, Any]]) -> list[list[list[int]]]:
    return [[cluster["channels"] for cluster in layer["clusters"]] for layer in layers]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_mask_keeps_the_clusters_of_the_original_and_shows_what_differs(
    structure: StructurePage, screenshot: Callable[..., None], scheme: Any
) -> None:
    page = structure.page
    page.emulate_media(color_scheme=scheme)
    structure.open(masks=MASKS)
    request = structure.wire.last_layers()
    assert (request["body"]["groups"], request["body"]["difference"]) == ("original", False)
    plain = structure.answer()["layers"]
    structure.assert_columns(request, {"layers": plain})
    expect(page.get_by_text("clusters of the original image")).to_be_visible()
    screenshot(f"original-{scheme}")

    page.get_by_role("radio", name="Differences").click()
    structure.wait()
    expect(page).to_have_url(re.compile("difference=1"))
    request = structure.wire.last_layers()
    answer = structure.answer(masks=[MASK], groups="original", difference=True)["layers"]
    for part, layer in zip(structure.wire.parts(request, "layer"), answer, strict=True):
        found = [cluster["difference"] for cluster in part["clusters"]]
        assert [each["scale"] for each in found] == pytest.approx(
            [each["difference"]["scale"] for each in layer["clusters"]], rel=1e-3
        )
    expect(page.get_by_text("white: no change; each layer to its largest")).to_be_visible()
    screenshot(f"difference-{scheme}")
    stem = answer[0]["clusters"][0]["difference"]
    limit = 127 * stem["scale"]
    page.mouse.move(*structure.at("stem_conv", 0, 5, 5))
    expect(page.get_by_text("in this layer")).to_be_visible()
    expect(page.get_by_text(re.compile(r"Row 5, column 5: 0"))).to_be_visible()
    shown = page.locator(".colour-scale-words").inner_text()
    assert float(re.findall(r"\+([\d.]+)", shown)[0]) == pytest.approx(limit, rel=0.02)
    screenshot(f"pointed-{scheme}")

    page.get_by_role("radio", name="The masked image").click()
    structure.wait()
    expect(page).to_have_url(re.compile("groups=own"))
    expect(page.get_by_text("clusters made anew for this mask")).to_be_visible()
    expect(page.get_by_role("radio", name="Differences")).to_be_disabled()
    request = structure.wire.last_layers()
    assert request["body"]["groups"] == "own"
    structure.assert_columns(request, {"layers": structure.answer(masks=[MASK], groups="own")["layers"]})
    assert channels(structure.answer(masks=[MASK], groups="own")["layers"]) != channels(plain)


def test_where_nothing_changes_a_difference_is_white(structure: StructurePage) -> None:
    structure.open(masks=MASKS, difference="1")
    box = structure.canvas.bounding_box()
    assert box
    picture = decoded(structure.page.screenshot())
    x, y = structure.at("stem_conv", 0, 100, 10)
    assert picture[round(y), round(x)].tolist()[:3] == [247, 247, 247]
    x, y = structure.at("stem_conv", 0, (60 + 14) * 112 / SIDE, (90 + 14) * 112 / SIDE)
    around = picture[round(y) - 6 : round(y) + 7, round(x) - 6 : round(x) + 7, :3].reshape(-1, 3)
    assert (abs(around.astype(int) - 247).max(axis=1) > 10).any()


def test_what_explains_little_says_so(structure: StructurePage) -> None:
    structure.open()
    page = structure.page
    expect(page.get_by_text("explains under 25%")).to_be_visible()
    shares = [cluster["explained_variance"] for layer in structure.answer()["layers"] for cluster in layer["clusters"]]
    little = sum(share is not None and share < 0.25 for share in shares)
    assert 0 < little < len(shares)
    page.get_by_role("button", name="Outline of the scene").click()
    outline = page.get_by_role("region", name="Outline of the scene")
    expect(outline.get_by_text("explains only")).to_have_count(little)
