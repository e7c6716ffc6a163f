"""By what feature maps are clustered: its menu, and every place that tells its name and its numbers."""

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.browser.structure_page import NETWORK, StructurePage

MEAN = "mean_activation"
WORDS_OF_THE_PAGE = """() => {
    const words = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const { data, parentElement } = walk.currentNode;
        if (!parentElement.closest("option, script")) words.push(data);
    }
    for (const one of document.querySelectorAll("*"))
        for (const name of ["aria-label", "aria-description", "title", "placeholder", "alt"])
            words.push(one.getAttribute(name) ?? "");
    return words.join("\\n");
}"""


def numbers_in(text: str, words: str) -> list[float]:
    """The numbers that stand behind these words, in order."""
    found = re.findall(rf"{words} (−?[\d.]+)", " ".join(text.split()))
    return [float(number.replace("−", "-")) for number in found]


def test_clusters_by_another_criterion_are_called_by_it_everywhere(structure: StructurePage) -> None:
    structure.open()
    page = structure.page
    expect(page.get_by_text("above each picture: its maps, their mean entropy")).to_be_visible()
    page.get_by_label("Clustered by", exact=True).select_option("Mean activation")
    structure.wire.settle()
    request = structure.wire.last_layers()
    assert request["body"]["criterion"] == MEAN
    layers = structure.answer(criterion=MEAN)["layers"]
    structure.assert_columns(request, {"layers": layers})
    expect(page.get_by_text("above each picture: its maps, their mean activation")).to_be_visible()

    page.get_by_role("button", name="Outline of the scene").click()
    scores = [cluster["mean_score"] for layer in layers for cluster in layer["clusters"]]
    outline = page.get_by_role("region", name="Outline of the scene")
    assert numbers_in(outline.inner_text(), "mean activation") == pytest.approx(scores, rel=6e-3, abs=1e-6)
    assert "entropy" not in page.evaluate(WORDS_OF_THE_PAGE).lower()

    layer = layers[1]
    page.get_by_role("button", name=re.compile("^Cluster 2: ")).nth(1).click()
    page.get_by_role("radio", name="Mean activation").click()
    cells = page.get_by_role("list", name="Feature maps").locator(".map-cell")
    expect(cells).to_have_count(len(layer["clusters"][1]["channels"]))
    scores = sorted((layer["scores"][channel] for channel in layer["clusters"][1]["channels"]), reverse=True)
    assert numbers_in(" ".join(cells.all_text_contents()), "mean activation") == pytest.approx(
        scores, rel=6e-3, abs=1e-6
    )
    cells.first.click()
    assert numbers_in(page.evaluate(WORDS_OF_THE_PAGE), "Mean activation") == pytest.approx(
        scores[:1], rel=6e-4, abs=1e-6
    )
    expect(page).to_have_url(re.compile(f"criterion={MEAN}.*order={MEAN}"))
    assert "entropy" not in page.evaluate(WORDS_OF_THE_PAGE).lower()


def test_a_link_brings_the_criterion_and_files_and_a_comparison_tell_it(structure: StructurePage) -> None:
    structure.open(criterion=MEAN, compare="1/o/o/stem_conv")
    page = structure.page
    expect(page.get_by_role("list", name="Cluster representatives").first.get_by_role("listitem")).to_have_count(3)
    expect(page.get_by_role("list", name="Cluster representatives").nth(1).get_by_role("listitem")).to_have_count(3)
    [layer] = structure.client.post(
        "/v1/layers",
        {"image_id": structure.image_id, "network_id": NETWORK, "criterion": MEAN, "layers": ["stem_conv"]},
    )["layers"]
    scores = [cluster["mean_score"] for cluster in layer["clusters"]] * 2
    dialog = page.get_by_role("dialog", name="Compare two images")
    assert numbers_in(dialog.inner_text(), "mean activation") == pytest.approx(scores, rel=6e-3, abs=1e-6)
    assert "entropy" not in page.evaluate(WORDS_OF_THE_PAGE).lower()
    page.keyboard.press("Escape")

    rows = saved(structure, "Layers and clusters")
    assert MEAN in rows[0] and not any("entropy" in name for name in rows[0])
    assert [float(row[MEAN]) for row in rows[:3]] == pytest.approx(scores[:3])
    rows = saved(structure, "Mean activation of each map")
    assert [float(row[MEAN]) for row in rows[: layer["channels"]]] == pytest.approx(layer["scores"])


def saved(structure: StructurePage, item: str) -> list[dict[str, str]]:
    structure.page.get_by_role("button", name="Save", exact=True).click()
    with structure.page.expect_download() as download:
        structure.page.get_by_role("menuitem", name=item).click()
    return list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8"))))
