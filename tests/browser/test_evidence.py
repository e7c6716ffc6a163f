"""What speaks for a class: by pixel on the input, and by channel down to the logit."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.browser.accessibility import assert_accessible
from tests.browser.server_process import ServerProcess
from tests.browser.structure_page import NETWORK, StructurePage


def signed(number: float) -> str:
    return f"{chr(0x2212) if number < 0 else '+'}{abs(number):.3f}"


@pytest.mark.parametrize("viewport", [(1280, 720)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_logit_is_told_by_pixels_and_channels_of_the_class_chosen(
    page: Any, server_process: ServerProcess, screenshot: Callable[..., None], scheme: Any
) -> None:
    structure = StructurePage(page, server_process.address)
    page.emulate_media(color_scheme=scheme)
    structure.open()
    asked = {"image_id": structure.image_id, "network_id": NETWORK, "channels": 12}
    told = structure.client.post("/v1/class_evidence", asked)
    first, second = told["classes"][:2]
    page.get_by_role("button", name="What speaks for it?").click()
    dialog = page.get_by_role("dialog", name="What speaks for it?")
    table = dialog.get_by_role("table")
    expect(table.get_by_role("row", name="Logit")).to_contain_text(signed(first["logit"]))
    for each in first["channels"][:3]:
        row = table.get_by_role("row", name=re.compile(f"^{each['channel']} "))
        expect(row).to_contain_text(signed(each["evidence"]))
    expect(table.get_by_role("row", name="All other channels")).to_contain_text(signed(first["rest"]))
    expect(dialog.get_by_role("img", name="Evidence by pixel")).to_be_visible()
    expect(dialog.get_by_text(f"Together {signed(sum(told['pixels']))}")).to_be_visible()
    assert_accessible(page)
    screenshot(f"evidence-{scheme}")

    dialog.get_by_label("Class", exact=True).select_option(str(second["score"]["label"]["index"]))
    expect(table.get_by_role("row", name="Logit")).to_contain_text(signed(second["logit"]))
    other = structure.client.post("/v1/class_evidence", {**asked, "class_index": second["score"]["label"]["index"]})
    expect(dialog.get_by_text(f"Together {signed(sum(other['pixels']))}")).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
