from typing import Any

import jsonschema
import msgpack
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator
from tests.api.scripted_engine import ScriptedEngine

from tetrascope.api.app import build_app
from tetrascope.api.server_settings import ServerSettings
from tetrascope.protocol.endpoints import ENDPOINTS, STUDY_ROOT, TRAINING_ROOT
from tetrascope.protocol.messages import PROTOCOL_MESSAGES
from tetrascope.protocol.openapi import openapi_document

DOCUMENT = build_app(ScriptedEngine(), ServerSettings()).openapi()
TOKEN = "correct-horse-battery-staple"
ASKED = {"image_id": "cat", "network_id": "tiny"}
BODIES: dict[str, Any] = {
    "layers": ASKED,
    "ablations": ASKED,
    "activations": {**ASKED, "layer": "conv0"},
    "components": {**ASKED, "layer": "conv0", "cluster": 0},
    "pools": ASKED,
    "boundaries": {"pool": ASKED},
    "importance_curves": {"pool": ASKED},
    "inputs": ASKED,
    "superpixels": ASKED,
    "computations": {**ASKED, "channel": 1},
    "class_evidence": ASKED,
    "similar_classes": ASKED,
    "begin_job": {"operation": "layers", "body": ASKED},
}


def references(value: Any) -> set[str]:
    if isinstance(value, dict):
        own = {value["$ref"]} if isinstance(value.get("$ref"), str) else set()
        return own.union(*(references(item) for item in value.values()))
    if isinstance(value, list):
        return set().union(*(references(item) for item in value))
    return set()


def test_both_forms_are_offered_for_every_body_and_answer() -> None:
    for endpoint in ENDPOINTS:
        operation = DOCUMENT["paths"][endpoint.path][endpoint.method.lower()]
        for status in ("200", "default"):
            assert set(operation["responses"][status]["content"]) == {"application/msgpack", "application/json"}
        if endpoint.request is not None:
            assert set(operation["requestBody"]["content"]) == {"application/msgpack", "application/json"}
    assert set(DOCUMENT["paths"]["/v1/images"]["post"]["requestBody"]["content"]) == {
        "image/jpeg",
        "image/png",
        "image/webp",
        "image/gif",
        "image/bmp",
    }


def test_every_message_is_described_and_no_reference_dangles() -> None:
    schemas = DOCUMENT["components"]["schemas"]
    assert set(schemas) == {message.__name__ for message in PROTOCOL_MESSAGES}
    assert references(DOCUMENT) <= {f"#/components/schemas/{name}" for name in schemas}
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)


def test_bytes_are_described_as_the_codec_writes_them() -> None:
    data = DOCUMENT["components"]["schemas"]["Tensor"]["properties"]["data"]
    assert (data["type"], data["contentEncoding"]) == ("string", "base64")


def test_answers_and_errors_fit_their_description(client: TestClient) -> None:
    job_id = client.post("/v1/jobs", json=BODIES["begin_job"], headers={"Accept": "application/json"}).json()["job_id"]
    while client.get(f"/v1/jobs/{job_id}/answer").status_code == 409:
        pass
    for endpoint in ENDPOINTS:
        if endpoint.takes_image:
            continue
        path = endpoint.path.replace("{network_id}", "tiny").replace("{job_id}", job_id)
        body = BODIES.get(endpoint.name)
        answer = client.request(endpoint.method, path, json=body, headers={"Accept": "application/json"})
        not_here = endpoint.path.startswith((STUDY_ROOT, TRAINING_ROOT))  # offered by none of the server's rooms
        assert answer.status_code == (404 if not_here else 200)
        fits(answer.json(), "ErrorEnvelope" if not_here else endpoint.answer.__name__)
    fits(client.get("/v1/nowhere", headers={"Accept": "application/json"}).json(), "ErrorEnvelope")
    fits(msgpack.unpackb(client.get("/v1/health").content), "Health")


def fits(value: Any, name: str) -> None:
    jsonschema.validate(value, {**DOCUMENT, "$ref": f"#/components/schemas/{name}"}, cls=Draft202012Validator)


def test_the_document_is_served_to_who_may_ask(client: TestClient) -> None:
    answer = client.get("/openapi.json")
    assert answer.headers["content-type"] == "application/json"
    assert answer.json() == DOCUMENT
    app = build_app(ScriptedEngine(), ServerSettings(host="0.0.0.0", token=TOKEN))
    guarded = TestClient(app, base_url="http://127.0.0.1:8765")
    assert guarded.get("/openapi.json").status_code == 401
    assert guarded.get("/openapi.json", headers={"Authorization": f"Bearer {TOKEN}"}).json() == DOCUMENT


def test_the_document_of_a_server_is_about_the_server_that_it_came_from() -> None:
    assert "servers" not in DOCUMENT
    assert {**DOCUMENT, "servers": openapi_document()["servers"]} == openapi_document()


def test_tools_offer_first_what_a_person_can_write() -> None:
    asked = DOCUMENT["paths"]["/v1/layers"]["post"]
    assert next(iter(asked["requestBody"]["content"])) == "application/json"
    assert next(iter(asked["responses"]["200"]["content"])) == "application/json"
