"""The page: everything inside, nothing outside."""

import json
import re
from html.parser import HTMLParser

import pytest

from tetrascope.protocol.form import Form, encode_now
from tetrascope.protocol.images import ImageInfo
from tetrascope.protocol.masks import Bitmap, Rectangle
from tetrascope.protocol.networks import AnswerKind, NetworkOutput, NetworkSummary
from tetrascope.protocol.operations.boundaries import Boundary
from tetrascope.protocol.operations.layers import Layers, LayersRequest
from tetrascope.protocol.operations.pools import Pool, PoolRequest
from tetrascope.protocol.weights import WeightsStatus
from tetrascope.report.analysis import Analysis, analysis_json
from tetrascope.report.page import make_page

HOSTILE = "<script>alert(1)</script>\"onerror='x'&.png"
VOID = {"meta", "link", "img", "br"}


@pytest.fixture
def analysis(layers: Layers, pool: Pool, boundary: Boundary) -> Analysis:
    weights = WeightsStatus(available=True, source="package", megabytes=17.0, how_to_get=None)
    network = NetworkSummary(
        network_id="net", title="A <network>", input_height=48, input_width=48, input_channels=3, fit="crop",
        class_count=10, default=True, weights=weights, warnings=[],
        output=NetworkOutput(kind="exclusive", decided="The numbers are <logits>."),
    )  # fmt: skip
    return Analysis(
        tetrascope="0.0.1",
        image_name=HOSTILE,
        image=ImageInfo(image_id="abc", width=60, height=50),
        network=network,
        layers_request=LayersRequest(
            image_id="abc", network_id="net", masks=[Rectangle(top=1, left=2, height=3, width=4)]
        ),
        pool_request=PoolRequest(image_id="abc", network_id="net"),
        layers=layers,
        pool=pool,
        boundary=boundary,
    )


def page(analysis: Analysis) -> str:
    return make_page(analysis, structure=b"one", pool=b"two", importance=b"three")


class Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def parse(html: str) -> Elements:
    elements = Elements()
    elements.feed(html)
    return elements


def test_elements_nest_and_close(analysis: Analysis) -> None:
    assert parse(page(analysis)).open == []


def test_nothing_is_fetched(analysis: Analysis) -> None:
    html = page(analysis)
    for _, attributes in parse(html).seen:
        for name in ("src", "href"):
            if name in attributes:
                assert (attributes[name] or "").startswith(("data:", "#"))
    assert not re.search(r"(?i)https?:|url\(|@import|<script", html)


def test_a_hostile_name_stays_text(analysis: Analysis) -> None:
    html = page(analysis)
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "A <network>" not in html
    for _, attributes in parse(html).seen:
        assert "onerror" not in attributes


def test_every_image_has_a_description(analysis: Analysis) -> None:
    images = [attributes for tag, attributes in parse(page(analysis)).seen if tag == "img"]
    assert len(images) == 4 + 5 * 3
    assert all(attributes["alt"] for attributes in images)


def test_links_lead_somewhere(analysis: Analysis) -> None:
    elements = parse(page(analysis)).seen
    places = {attributes["id"] for _, attributes in elements if "id" in attributes}
    for tag, attributes in elements:
        if tag == "a":
            assert (attributes["href"] or "")[1:] in places


def test_it_tells_numbers_parameters_and_version(analysis: Analysis) -> None:
    html = page(analysis)
    for words in ("50.0 %", "1,2,3,4", "16/8", "97.0 %", "Tetrascope 0.0.1", "all maps constant"):
        assert words in html


def test_random_weights_are_called_so(analysis: Analysis) -> None:
    weights = analysis.network.weights.model_copy(update={"source": "random"})
    random = analysis.model_copy(update={"network": analysis.network.model_copy(update={"weights": weights})})
    assert "answers mean nothing" in page(random)
    assert random.subject.network_title.endswith("with random weights")
    assert "answers mean nothing" not in page(analysis)


def test_json_reads_back_as_the_same_analysis(analysis: Analysis) -> None:
    assert Analysis.model_validate_json(analysis_json(analysis)) == analysis


def test_json_spells_bytes_as_the_server_does(analysis: Analysis) -> None:
    data = bytes([0b1111_1011, 0b1111_1111, 0b1111_1110])
    importance = analysis.pool.importance.model_copy(update={"shape": [1, 3], "data": data})
    changed = analysis.model_copy(update={"pool": analysis.pool.model_copy(update={"importance": importance})})
    text = analysis_json(changed)
    assert json.loads(text)["pool"]["importance"]["data"] == "+//+"
    assert json.loads(encode_now(changed, Form.JSON)) == json.loads(text)
    assert Analysis.model_validate_json(text) == changed


def test_masks_of_any_shape_are_told_and_survive_the_file(analysis: Analysis) -> None:
    bitmap = Bitmap(kind="bitmap", top=5, left=6, height=1, width=2, data=bytes([0b1100_0000]))
    asked = analysis.layers_request.model_copy(update={"masks": [*analysis.layers_request.masks, bitmap]})
    predictions = analysis.layers.predictions.model_copy(update={"masks": asked.masks})
    layers = analysis.layers.model_copy(update={"predictions": predictions})
    masked = analysis.model_copy(update={"layers_request": asked, "layers": layers})
    assert "1,2,3,4; 5,6,1,2 (part of it)" in page(masked)
    assert "with 2 masks" in page(masked)
    assert Analysis.model_validate_json(analysis_json(masked)) == masked


def test_a_refined_pool_says_so(analysis: Analysis) -> None:
    refined = analysis.model_copy(update={"pool_request": analysis.pool_request.model_copy(update={"refine": True})})
    assert "the quarter that matters most" in page(refined)
    assert "the quarter that matters most" not in page(analysis)


@pytest.mark.parametrize(
    ("kind", "probability", "words"),
    [
        ("exclusive", 0.3, "answers Egyptian cat, 30.0 %"),
        ("independent", 0.7, "answers Egyptian cat, 70.0 %"),
        (
            "independent",
            0.3,
            "finds none of its labels, for which 50.0 % is needed; the likeliest is Egyptian cat, 30.0 %",
        ),
    ],
)
def test_an_answer_without_any_label_is_told_as_that(
    analysis: Analysis, kind: AnswerKind, probability: float, words: str
) -> None:
    network = analysis.network.model_copy(update={"output": NetworkOutput(kind=kind, decided="So.")})
    classes = [each.model_copy(update={"probability": probability}) for each in analysis.layers.predictions.classes]
    predictions = analysis.layers.predictions.model_copy(update={"classes": classes})
    layers = analysis.layers.model_copy(update={"predictions": predictions})
    assert f"{words}." in page(analysis.model_copy(update={"network": network, "layers": layers}))


def test_the_page_names_the_criterion(analysis: Analysis) -> None:
    assert "K-means on their Shannon entropy;" in page(analysis)
    by = {"criterion": "mean_activation"}
    columns = [column.model_copy(update=by) for column in analysis.layers.layers]
    clustered = {
        "layers_request": analysis.layers_request.model_copy(update=by),
        "layers": analysis.layers.model_copy(update={"layers": columns}),
    }
    made = page(analysis.model_copy(update=clustered))
    assert "K-means on their mean activation;" in made
    assert "entropy" not in made.lower()


def test_the_page_says_whose_clusters_a_masked_image_has(analysis: Analysis) -> None:
    mask = Rectangle(top=0, left=0, height=4, width=4)
    for groups, words in (("own", "its own"), ("original", "those of the original")):
        request = analysis.layers_request.model_copy(update={"groups": groups, "masks": [mask]})
        columns = [column.model_copy(update={"groups": groups}) for column in analysis.layers.layers]
        layers = analysis.layers.model_copy(update={"layers": columns})
        made = page(analysis.model_copy(update={"layers_request": request, "layers": layers}))
        assert f"<dt>Clusters of the masked image</dt><dd>{words}</dd>" in made
        assert ("are those of the image without masks." in made) is (groups == "original")
