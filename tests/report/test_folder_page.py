"""The page of a folder: a line for each image, and one script that nobody else can join."""

import base64
import re
from hashlib import sha256

import pytest

from tetrascope.protocol.classes import ClassLabel, ClassScore
from tetrascope.protocol.networks import NetworkOutput, NetworkSummary
from tetrascope.protocol.weights import WeightsStatus
from tetrascope.report.folder_page import FailedImage, make_folder_page
from tetrascope.report.image_summary import ImageSummary

HOSTILE = "<script>alert(1)</script>\"onerror='x'&.png"
NETWORK = NetworkSummary(
    network_id="net", title="A <network>", input_height=48, input_width=48, input_channels=3, fit="crop",
    class_count=10, default=True, warnings=[],
    weights=WeightsStatus(available=True, source="package", megabytes=1.0, how_to_get=None),
    output=NetworkOutput(kind="exclusive", decided="Softmax."),
)  # fmt: skip


def summary(name: str, label: str, probability: float = 0.5, smallest: int | None = 12) -> ImageSummary:
    score = ClassScore(label=ClassLabel(index=1, name=label, meaning="<meaning>"), probability=probability)
    return ImageSummary(
        name=name, page="images/a%20b/index.html", original=score, examined=score, copies=8, changed=2,
        smallest=smallest, smallest_share=None if smallest is None else 0.0625, largest_fall=0.25,
        thumbnail="data:image/jpeg;base64,",
    )  # fmt: skip


def test_every_image_has_a_line_with_what_it_is_sorted_by() -> None:
    images = [summary("a.jpg", "cat"), summary("b.jpg", "cat", smallest=None)]
    page = make_folder_page("pictures", NETWORK, images, [], version="1")
    assert page.count("<tr><td><img") == 2
    assert 'data-value="12">12 × 12 px, 6.2 %' in page
    assert 'data-value="1e9">none did' in page, "what never changes is the least fragile"
    assert "2 of 8" in page
    assert "<h2>Answers</h2>" in page
    assert "still to come" not in page


def test_names_and_reasons_are_text_alone() -> None:
    page = make_folder_page(
        HOSTILE, NETWORK, [summary(HOSTILE, HOSTILE)], [FailedImage(HOSTILE, HOSTILE)], waiting=3, version="1"
    )
    assert "<script>alert" not in page
    assert "onerror='x'" not in page
    assert "3 images still to come" in page
    assert "1 picture could not be analyzed" in page
    assert "<h2>Answers</h2>" not in page, "each label stands once"


@pytest.mark.parametrize("images", [[], [summary("a.jpg", "cat")]])
def test_the_policy_lets_its_own_script_run_and_no_other(images: list[ImageSummary]) -> None:
    page = make_folder_page("pictures", NETWORK, images, [], version="1")
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digest = base64.b64encode(sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in page
    assert page.count("default-src 'none'") == 1
