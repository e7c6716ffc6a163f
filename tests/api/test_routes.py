from typing import Any

import msgpack
import pytest
from fastapi.testclient import TestClient
from tests.api.scripted_engine import ScriptedEngine

from tetrascope import __version__
from tetrascope.protocol.endpoints import ENDPOINTS, STUDY_ROOT, TRAINING_ROOT
from tetrascope.protocol.operations.activations import Activations
from tetrascope.protocol.operations.boundaries import Boundary
from tetrascope.protocol.operations.computations import Computation
from tetrascope.protocol.operations.inputs import Input
from tetrascope.protocol.operations.layers import Layers, LayersRequest
from tetrascope.protocol.operations.pools import Pool
from tetrascope.protocol.operations.superpixels import Superpixels
from tetrascope.protocol.version import PROTOCOL_VERSION
from tetrascope.stories.story_file import built_in_stories

ASKED = {"image_id": "cat", "network_id": "tiny"}
ANALYSES: list[tuple[str, dict[str, Any], Any]] = [
    ("/v1/layers", {**ASKED, "clusters": 2}, Layers),
    ("/v1/activations", {**ASKED, "layer": "conv0"}, Activations),
    ("/v1/pools", ASKED, Pool),
    ("/v1/boundaries", {"pool": ASKED}, Boundary),
    ("/v1/inputs", {**ASKED, "fill": "noise"}, Input),
    ("/v1/superpixels", {**ASKED, "segments": 7}, Superpixels),
    ("/v1/computations", {**ASKED, "layer": "conv0", "channel": 1}, Computation),
]
MSGPACK = {"Content-Type": "application/msgpack"}
JSON = {"Accept": "application/json"}


def post(client: TestClient, path: str, body: Any, **headers: str) -> Any:
    return client.post(path, content=msgpack.packb(body), headers={**MSGPACK, **headers})


def test_health_tells_what_the_server_is(client: TestClient) -> None:
    answer = client.get("/v1/health")
    assert answer.headers["content-type"] == "application/msgpack"
    assert msgpack.unpackb(answer.content) == {
        "version": __version__,
        "protocol": PROTOCOL_VERSION,
        "ready": True,
        "device": "none",
        "running": 0,
        "cache_bytes": 1,
        "cache_budget_bytes": 2,
        "network_bytes": 3,
        "network_budget_bytes": 4,
        "workers": 1,
    }
    assert client.get("/v1/health", headers=JSON).json() == msgpack.unpackb(answer.content)


def test_the_engine_starts_and_closes_with_the_app(engine: ScriptedEngine, client: TestClient) -> None:
    assert engine.open
    client.__exit__(None, None, None)
    assert not engine.open
    client.__enter__()


def test_networks_and_samples(client: TestClient) -> None:
    assert client.get("/v1/networks", headers=JSON).json()["networks"][0]["network_id"] == "tiny"
    assert client.get("/v1/networks/tiny", headers=JSON).json()["layers"][0]["name"] == "conv0"
    sample = client.get("/v1/samples", headers=JSON).json()["samples"][0]
    assert sample["thumbnail"] == "/9j77w=="
    assert msgpack.unpackb(client.get("/v1/samples").content)["samples"][0]["thumbnail"] == b"\xff\xd8\xfb\xef"


def test_stories(client: TestClient) -> None:
    stories = client.get("/v1/stories", headers=JSON).json()["stories"]
    assert [story["story_id"] for story in stories] == [story.story_id for story in built_in_stories()]


@pytest.mark.parametrize("network_id", ["nope", "%2e%2e%2fetc", "x" * 5000, "%ff%fe", "%00", "https:%2f%2fevil"])
def test_a_network_that_is_not_there_is_not_found(client: TestClient, network_id: str) -> None:
    answer = client.get(f"/v1/networks/{network_id}", headers=JSON)
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not_found")


@pytest.mark.parametrize(("path", "body", "model"), ANALYSES)
def test_an_analysis_is_folded_into_one_answer_in_either_form(
    engine: ScriptedEngine, client: TestClient, path: str, body: dict[str, Any], model: Any
) -> None:
    packed = post(client, path, body)
    assert packed.status_code == 200
    message = model.model_validate(msgpack.unpackb(packed.content))
    plain = client.post(path, json=body, headers=JSON)
    assert plain.headers["content-type"] == "application/json"
    assert model.model_validate_json(plain.content) == message
    assert engine.begun[0] == engine.begun[1]
    assert engine.ended == engine.begun


def test_the_layers_answer_keeps_the_order_of_the_columns(client: TestClient) -> None:
    answer = post(client, "/v1/layers", ASKED, Accept="application/json").json()
    assert [layer["position"] for layer in answer["layers"]] == [0, 1]
    assert answer["predictions"]["classes"][0]["label"]["name"] == "tabby"


def test_a_request_reaches_the_engine_whole(engine: ScriptedEngine, client: TestClient) -> None:
    mask = {"top": -1, "left": 2, "height": 3, "width": 4}
    post(client, "/v1/layers", {**ASKED, "masks": [mask], "fill": "blur", "clusters": 7, "layers": ["a"]})
    assert engine.begun[0] == LayersRequest.model_validate(
        {**ASKED, "masks": [mask], "fill": "blur", "clusters": 7, "layers": ["a"]}
    )


def test_a_bitmap_reaches_the_engine_and_comes_back_in_either_form(engine: ScriptedEngine, client: TestClient) -> None:
    mask = {"kind": "bitmap", "top": -1, "left": 2, "height": 3, "width": 5, "data": bytes([0xFB, 0xFE])}
    packed = msgpack.unpackb(post(client, "/v1/layers", {**ASKED, "masks": [mask]}).content)
    plain = client.post("/v1/layers", json={**ASKED, "masks": [{**mask, "data": "+/4="}]}, headers=JSON).json()
    assert engine.begun[0] == engine.begun[1] == LayersRequest.model_validate({**ASKED, "masks": [mask]})
    assert packed["predictions"]["masks"] == [mask]
    assert plain["predictions"]["masks"] == [{**mask, "data": "+/4="}]


def test_curl_s_own_accept_header_gives_msgpack_as_documented(client: TestClient) -> None:
    assert client.get("/v1/health", headers={"Accept": "*/*"}).headers["content-type"] == "application/msgpack"
    assert "Accept" in client.get("/v1/health").headers["vary"]


def test_an_upload_reaches_the_engine_as_it_is(engine: ScriptedEngine, client: TestClient) -> None:
    data = bytes(range(256)) * 300
    answer = client.post("/v1/images", content=data, headers={"Content-Type": "image/jpeg", **JSON})
    assert answer.json() == {"image_id": "cat", "width": 4, "height": 3, "note": None}
    assert engine.uploads == [data]


def test_every_endpoint_of_the_table_is_routed(client: TestClient) -> None:
    begun = client.post("/v1/jobs", json={"operation": "layers", "body": {"image_id": "cat", "network_id": "tiny"}})
    job_id = msgpack.unpackb(begun.content)["job_id"]
    while client.get(f"/v1/jobs/{job_id}/answer").status_code == 409:
        pass
    for endpoint in ENDPOINTS:
        path = endpoint.path.replace("{network_id}", "tiny").replace("{job_id}", job_id)
        # This server has neither a study nor a room of training.
        expected = (404,) if endpoint.path.startswith((STUDY_ROOT, TRAINING_ROOT)) else (200, 415)
        assert client.request(endpoint.method, path).status_code in expected, endpoint
