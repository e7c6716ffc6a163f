"""Whatever is posted, the answer is a success or a refusal in the protocol's form, never a failure."""

from collections.abc import Iterator
from typing import Any

import msgpack
import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.api.scripted_engine import ScriptedEngine

from tetrascope.api.app import build_app
from tetrascope.api.server_settings import ServerSettings

ROUTES = [
    "/v1/ablations",
    "/v1/layers",
    "/v1/activations",
    "/v1/components",
    "/v1/pools",
    "/v1/boundaries",
    "/v1/inputs",
    "/v1/superpixels",
    "/v1/computations",
    "/v1/class_evidence",
    "/v1/similar_classes",
]
KINDS = ["application/msgpack", "application/json"]
NAMES = ["image_id", "network_id", "masks", "fill", "clusters", "layers", "layer", "channels", "windows", "per_label",
         "refine", "pool", "merged", "name", "classes", "kind", "top", "left", "height", "width", "data", "size",
         "stride", "segments", "compactness"]  # fmt: skip

scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats()
    | st.text(max_size=10)
    | st.binary(max_size=10)
    | st.sampled_from(["black", "rectangle", "bitmap", "cat", "tiny"])
)
keys = st.sampled_from(NAMES) | st.text(max_size=5)
values: Any = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=8), max_leaves=20
)
requests = st.fixed_dictionaries({"image_id": st.just("cat") | values, "network_id": st.just("tiny") | values}).flatmap(
    lambda base: st.dictionaries(st.sampled_from(NAMES), values, max_size=6).map(lambda more: {**more, **base})
)


@pytest.fixture(scope="module")
def server() -> Iterator[TestClient]:
    with TestClient(build_app(ScriptedEngine(), ServerSettings()), base_url="http://127.0.0.1:8765") as client:
        yield client


def check(answer: Any) -> None:
    assert answer.status_code < 500
    if answer.status_code != 200:
        assert set(msgpack.unpackb(answer.content)["error"]) == {"code", "message", "hint", "field"}


relaxed = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@relaxed
@given(
    data=st.binary(max_size=300),
    path=st.sampled_from([*ROUTES, "/v1/images"]),
    kind=st.sampled_from([*KINDS, "image/png"]),
)
def test_any_bytes(server: TestClient, data: bytes, path: str, kind: str) -> None:
    check(server.post(path, content=data, headers={"Content-Type": kind}))


@relaxed
@given(value=values | requests, path=st.sampled_from(ROUTES))
def test_any_structure(server: TestClient, value: Any, path: str) -> None:
    check(server.post(path, content=msgpack.packb(value), headers={"Content-Type": "application/msgpack"}))
    check(server.post(path, content=msgpack.packb({"pool": value}), headers={"Content-Type": "application/msgpack"}))


@relaxed
@given(
    headers=st.dictionaries(
        st.sampled_from(
            ["accept", "content-type", "tetrascope-protocol", "content-encoding", "origin", "authorization"]
        ),
        st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"), max_size=30),
    ),
    path=st.sampled_from(ROUTES),
    query=st.text(st.characters(min_codepoint=33, max_codepoint=126, exclude_characters="#"), max_size=20),
)
def test_any_headers_and_query(server: TestClient, headers: dict[str, str], path: str, query: str) -> None:
    raw = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
    answer = server.post(f"{path}?{query}", content=b"{}", headers=raw)
    assert 400 <= answer.status_code < 500


@relaxed
@given(st.lists(st.binary(max_size=100) | requests.map(msgpack.packb), max_size=5), requests)
def test_any_frames(server: TestClient, frames: list[bytes], body: Any) -> None:
    with server.websocket_connect("ws://127.0.0.1:8765/v1/stream") as stream:
        assert msgpack.unpackb(stream.receive_bytes())["type"] == "hello"
        for frame in frames:
            stream.send_bytes(frame)
        stream.send_bytes(msgpack.packb({"type": "request", "id": "fuzz", "operation": "layers", "body": body}))
        stream.send_bytes(msgpack.packb({"type": "cancel", "id": ""}))
        last = None
        while not (last and last["type"] == "error" and last["error"]["field"] == "id"):
            last = msgpack.unpackb(stream.receive_bytes())
            assert last["type"] in ("error", "part", "progress", "done")
            assert last["type"] != "error" or last["error"]["code"] != "failed"
