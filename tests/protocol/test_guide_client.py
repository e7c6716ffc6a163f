"""A client written from the guide alone gets both scenes from a real server, and what it gets is as the guide says."""

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.likeness import assert_alike
from tests.protocol import guide_client as guide
from tests.protocol.guide_client import GuideClient, Map, Refusal

WINDOWS = [{"size": 56, "stride": 28}, {"size": 84, "stride": 42}]


@pytest.fixture(scope="module")
def client(server: str) -> GuideClient:
    return GuideClient(server)


@pytest.fixture(scope="module")
def network(client: GuideClient) -> Map:
    networks = client.get("/v1/networks")["networks"]
    (default,) = [network for network in networks if network["default"]]
    assert default["weights"]["available"]
    found: Map = client.get(f"/v1/networks/{default['network_id']}")
    return found


@pytest.fixture(scope="module")
def asked(client: GuideClient, network: Map) -> Map:
    """Upload a photo, and what every question about it has in common."""
    samples = client.get("/v1/samples")["samples"]
    photo = next(sample["thumbnail"] for sample in samples if sample["name"] == "cat")
    image = client.upload(photo, "image/jpeg")
    assert max(image["width"], image["height"]) == 192
    assert client.upload(photo, "image/jpeg") == image
    return {"image_id": image["image_id"], "network_id": network["summary"]["network_id"]}


@pytest.fixture(scope="module")
def layers(client: GuideClient, asked: Map) -> Map:
    answer: Map = client.post("/v1/layers", asked)
    return answer


@pytest.fixture(scope="module")
def pool_frames(client: GuideClient, asked: Map) -> list[Map]:
    return list(client.stream("pools", {**asked, "windows": WINDOWS, "per_label": 5}))


@pytest.fixture(scope="module")
def pool(pool_frames: list[Map]) -> Map:
    content: Map = pool_frames[-2]["content"]
    return content


def test_the_client_knows_nothing_of_the_source() -> None:
    source = (Path(guide.__file__)).read_text(encoding="utf-8")
    imports = [line for line in source.splitlines() if line.startswith(("import ", "from "))]
    assert imports
    assert not any("tetrascope" in line or "protocol" in line for line in imports)


def test_health(client: GuideClient) -> None:
    health = client.get_json("/v1/health")
    assert health == {**client.get("/v1/health"), "running": health["running"], "cache_bytes": health["cache_bytes"]}
    assert health["ready"] is True
    assert health["protocol"].startswith("1.")


def test_predictions(layers: Map) -> None:
    classes = layers["predictions"]["classes"]
    assert len(classes) == 10
    assert "cat" in classes[0]["label"]["name"].lower() or classes[0]["label"]["name"] == "tabby"
    probabilities = [score["probability"] for score in classes]
    assert probabilities == sorted(probabilities, reverse=True)
    assert 0 < sum(probabilities) <= 1


def test_layers_and_clusters(layers: Map, network: Map) -> None:
    shown = [layer for layer in network["layers"] if layer["shown"]]
    assert [layer["layer"] for layer in layers["layers"]] == [layer["name"] for layer in shown]
    for place, (layer, described) in enumerate(zip(layers["layers"], shown, strict=True)):
        assert layer["position"] == place
        assert [layer[key] for key in ("height", "width", "channels")] == [
            described[key] for key in ("height", "width", "channels")
        ]
        clusters = layer["clusters"]
        assert [cluster["index"] for cluster in clusters] == list(range(len(clusters)))
        assert sorted(channel for cluster in clusters for channel in cluster["channels"]) == list(
            range(layer["channels"])
        )
        means = [cluster["mean_entropy"] for cluster in clusters]
        assert means == sorted(means)
        for cluster in clusters:
            entropies = [layer["entropies"][channel] for channel in cluster["channels"]]
            assert cluster["mean_entropy"] == pytest.approx(sum(entropies) / len(entropies))
            assert cluster["representative"]["shape"] == [layer["height"], layer["width"]]


def test_layers_come_in_the_order_data_flows(client: GuideClient, asked: Map, network: Map) -> None:
    first, last = network["layers"][0]["name"], network["layers"][-1]["name"]
    answer = client.post("/v1/layers", {**asked, "layers": [last, first]})
    assert [(layer["position"], layer["layer"]) for layer in answer["layers"]] == [(0, first), (1, last)]


def test_activations_agree_with_the_cluster_of_one_map(client: GuideClient, asked: Map, network: Map) -> None:
    """A single map's representative is that map."""
    layer = network["layers"][0]
    clustered = client.post("/v1/layers", {**asked, "clusters": 64, "layers": [layer["name"]]})["layers"][0]
    single = next(cluster for cluster in clustered["clusters"] if len(cluster["channels"]) == 1)
    (channel,) = single["channels"]
    answer = client.post(
        "/v1/activations", {**asked, "layer": layer["name"], "channels": [channel, 0 if channel else 1]}
    )
    assert [entry["channel"] for entry in answer["maps"]] == [channel, 0 if channel else 1]
    chosen = answer["maps"][0]
    assert single["explained_variance"] == 1.0
    assert chosen["entropy"] == pytest.approx(clustered["entropies"][channel])
    flat = [value for row in guide.values(chosen["map"]) for value in row]
    drawn = [value for row in guide.values(single["representative"]) for value in row]
    assert drawn == pytest.approx(flat, abs=chosen["map"]["scale"])
    assert (min(chosen["map"]["data"]), max(chosen["map"]["data"])) == (0, 255)


def test_entropy_is_as_the_guide_defines_it(client: GuideClient, asked: Map, network: Map) -> None:
    """From bytes, whose 256 steps are nearly the histogram's bins, so nearly the same."""
    answer = client.post("/v1/activations", {**asked, "layer": network["layers"][0]["name"], "channels": [3]})
    data = answer["maps"][0]["map"]["data"]
    shares = [data.count(byte) / len(data) for byte in set(data)]
    assert -sum(share * math.log2(share) for share in shares) / 8 == pytest.approx(
        answer["maps"][0]["entropy"], abs=0.02
    )


def test_a_mask_changes_what_the_receptive_fields_say(client: GuideClient, asked: Map, network: Map) -> None:
    """Hide a square. Pixels of a feature map whose receptive field misses it stay as they were."""
    layer = next(layer for layer in network["layers"] if layer["name"].startswith("block2"))
    question = {**asked, "layer": layer["name"], "channels": [0, 1, 2]}
    mask = {"top": 96, "left": 96, "height": 32, "width": 32}
    plain = client.post("/v1/activations", question)
    hidden = client.post("/v1/activations", {**question, "masks": [mask], "fill": "noise"})
    outside = inside = 0
    for before, after in zip(plain["maps"], hidden["maps"], strict=True):
        old, new = guide.values(before["map"]), guide.values(after["map"])
        tolerance = (before["map"]["scale"] + after["map"]["scale"]) / 2 + 1e-6
        for row, column in all_pixels(layer):
            found = guide.receptive_fields(network["stages"], layer["stage"], (row, column, row, column))
            changed = abs(old[row][column] - new[row][column]) > tolerance
            if overlaps(found[0], mask):
                inside += changed
            else:
                outside += 1
                assert not changed, (row, column)
    assert outside > 100
    assert inside > 100


def all_pixels(layer: Map) -> Iterator[tuple[int, int]]:
    return ((row, column) for row in range(layer["height"]) for column in range(layer["width"]))


def overlaps(region: guide.Region, mask: Map) -> bool:
    top, left, bottom, right = region
    rows = top < mask["top"] + mask["height"] and mask["top"] <= bottom
    columns = left < mask["left"] + mask["width"] and mask["left"] <= right
    return bool(rows and columns)


def test_the_parts_of_a_pool(pool_frames: list[Map]) -> None:
    parts = [frame for frame in pool_frames if frame["type"] == "part"]
    assert [part["sequence"] for part in parts] == list(range(len(parts)))
    assert [part["kind"] for part in parts] == ["pool_batch"] * (len(parts) - 1) + ["pool"]
    assert len(parts) > 2
    assert pool_frames[-1]["type"] == "done"
    progress = [frame["progress"]["done"] for frame in pool_frames if frame["type"] == "progress"]
    assert progress == sorted(progress)
    view = guide.PoolView()
    for part in parts[:-1]:
        view.take(part)
    final = parts[-1]["content"]["images"]
    assert [view.images[image["index"]]["mask"] for image in final] == [image["mask"] for image in final]
    assert [view.images[image["index"]]["position"] for image in final] == [
        pytest.approx(image["position"], abs=1e-9) for image in final
    ]
    assert all(image["represents"] is None for image in view.images.values())


def test_the_windows_of_a_pool(pool: Map) -> None:
    assert pool["windows"] == [WINDOWS[1], WINDOWS[0]]
    height, width, _ = pool["image"]["shape"]
    expected = [
        (window, top, left, size)
        for window, (size, stride) in enumerate([(84, 42), (56, 28)])
        for top in guide.window_starts(height, size, stride)
        for left in guide.window_starts(width, size, stride)
    ]
    assert expected == [
        (image["window"], image["mask"]["top"], image["mask"]["left"], image["mask"]["height"])
        for image in pool["images"]
    ]
    assert len(expected) == 25 + 49


def test_the_places_of_a_pool(pool: Map) -> None:
    vertices = [vertex["position"] for vertex in pool["vertices"]]
    names = {label["index"]: label["name"] for label in pool["labels"]}
    for image in pool["images"]:
        assert image["position"] == pytest.approx(guide.position(image["probabilities"], vertices), abs=1e-6)
        assert image["outside"] == pytest.approx(1 - sum(image["probabilities"]), abs=1e-6)
        assert image["kept"] is (image["label"] == pool["original"]["label"]["index"])
        assert names[image["label"]]
        assert image["probability"] >= image["original_probability"]
    for place, vertex in enumerate(pool["vertices"]):
        mean = sum(image["probabilities"][place] for image in pool["images"]) / len(pool["images"])
        assert vertex["mean_probability"] == pytest.approx(mean, abs=1e-6)
    means = [vertex["mean_probability"] for vertex in pool["vertices"]]
    assert means == sorted(means, reverse=True)


def test_the_selection_of_a_pool(pool: Map) -> None:
    expected = guide.selection([image["probabilities"] for image in pool["images"]], 5)
    assert [image["represents"] for image in pool["images"]] == expected
    assert [expected.count(vertex) for vertex in range(4)] == [5, 5, 5, 5]


def test_importance_is_the_mean_drop_under_the_masks(pool: Map) -> None:
    importance = guide.values(pool["importance"])
    whole = pool["original"]["probability"]
    for row, column in [(0, 0), (100, 120), (223, 223), (60, 200)]:
        drops = [
            whole - image["original_probability"]
            for image in pool["images"]
            if overlaps((row, column, row, column), image["mask"])
        ]
        assert importance[row][column] == pytest.approx(
            sum(drops) / len(drops), abs=pool["importance"]["scale"] / 2 + 1e-6
        )


def test_the_picture_of_a_pool_image_is_what_the_network_sees(client: GuideClient, asked: Map, pool: Map) -> None:
    image = pool["images"][7]
    answer = client.post("/v1/layers", {**asked, "masks": [image["mask"]], "layers": ["head_conv"]})
    predictions = answer["predictions"]
    picture = guide.masked_picture(pool["image"], pool["fill_image"], image["mask"])
    assert predictions["image"]["data"] == picture
    probabilities = {score["label"]["index"]: score["probability"] for score in predictions["classes"]}
    assert_alike(image["probability"], probabilities[image["label"]])
    assert_alike(image["probability"], max(probabilities.values()))


@pytest.mark.parametrize("fill", ["black", "mean", "blur", "noise"])
def test_what_enters_the_network_under_a_bitmap(client: GuideClient, asked: Map, fill: str) -> None:
    answer = client.post("/v1/inputs", {**asked, "fill": fill})
    wavy = [abs(row - 20 - 10 * math.sin(column / 9)) < 6 for row in range(41) for column in range(300)]
    mask = {"kind": "bitmap", "top": 100, "left": -30, "height": 41, "width": 300, "data": guide.packed(wavy)}
    predictions = client.post("/v1/layers", {**asked, "masks": [mask], "fill": fill, "layers": ["head_conv"]})[
        "predictions"
    ]
    picture = guide.picture_under_bitmap(answer["image"], answer["fill_image"], mask)
    assert predictions["image"]["data"] == picture != answer["image"]["data"]
    (applied,) = predictions["masks"]
    assert [applied[key] for key in ("kind", "top", "left", "height", "width")] == ["bitmap", 100, 0, 41, 224]
    assert guide.unpacked(applied) == [wavy[row * 300 + column + 30] for row in range(41) for column in range(224)]


def test_the_input_is_that_of_the_other_answers(client: GuideClient, asked: Map, layers: Map, pool: Map) -> None:
    (frame, end) = list(client.stream("inputs", asked))
    assert (frame["kind"], end["type"]) == ("input", "done")
    assert frame["content"]["image"] == layers["predictions"]["image"] == pool["image"]
    assert frame["content"]["fill_image"] == pool["fill_image"]


def test_a_superpixel_can_be_masked(client: GuideClient, asked: Map, layers: Map) -> None:
    parts = [frame for frame in client.stream("superpixels", asked) if frame["type"] == "part"]
    (superpixels,) = [part["content"] for part in parts if part["kind"] == "superpixels"]
    assert client.post("/v1/superpixels", {**asked, "segments": 60, "compactness": 10}) == superpixels
    labels = guide.superpixel_labels(superpixels)
    height, width = superpixels["labels"]["shape"]
    assert [height, width] == layers["predictions"]["image"]["shape"][:2]
    assert len(labels) == height * width
    assert set(labels) == set(range(superpixels["count"]))
    assert 30 <= superpixels["count"] <= 80
    chosen = labels[112 * width + 112]
    mask = {"kind": "bitmap", "top": 0, "left": 0, "height": height, "width": width,
            "data": guide.packed([label == chosen for label in labels])}  # fmt: skip
    answer = client.post("/v1/layers", {**asked, "masks": [mask], "layers": ["head_conv"]})["predictions"]
    black = [answer["image"]["data"][3 * pixel : 3 * pixel + 3] == bytes(3) for pixel in range(height * width)]
    assert all(hidden for hidden, label in zip(black, labels, strict=True) if label == chosen)
    assert answer["masks"] == [mask]


def test_the_boundary(client: GuideClient, asked: Map, pool: Map) -> None:
    boundary = client.post("/v1/boundaries", {"pool": {**asked, "windows": WINDOWS, "per_label": 5}})
    kept = [image["kept"] for image in pool["images"]]
    assert (boundary["kept"], boundary["changed"]) == (kept.count(True), kept.count(False))
    if boundary["changed"] == 0 or boundary["kept"] == 0:
        assert boundary["status"] == "one_class"
        assert boundary["support_vectors"] == boundary["distances"] == []
        return
    assert boundary["status"] == "separated"
    assert set(boundary["support_vectors"]) <= set(range(len(kept)))
    right = sum((distance > 0) is not stayed for distance, stayed in zip(boundary["distances"], kept, strict=True))
    assert boundary["accuracy"] == pytest.approx(right / len(kept))
    assert boundary["margin"] > 0


def test_the_same_over_http_and_the_stream(client: GuideClient, asked: Map, layers: Map, pool: Map) -> None:
    frames = [frame for frame in client.stream("layers", asked) if frame["type"] == "part"]
    assert frames[0]["kind"] == "predictions"
    assert_alike(layers["predictions"], frames[0]["content"])
    assert_alike(layers["layers"], [frame["content"] for frame in frames[1:]])
    assert_alike(pool, client.post("/v1/pools", {**asked, "windows": WINDOWS, "per_label": 5}))


def test_an_error(client: GuideClient, asked: Map) -> None:
    with pytest.raises(Refusal) as caught:
        client.post("/v1/pools", {**asked, "windows": [{"size": 300, "stride": 10}]})
    assert caught.value.status == 422
    assert caught.value.error["code"] == "invalid_input"
    assert caught.value.error["field"] == "windows[0].size"
    last: Any = list(client.stream("layers", {**asked, "image_id": "none"}))[-1]
    assert (last["type"], last["error"]["code"]) == ("error", "unknown_image")
