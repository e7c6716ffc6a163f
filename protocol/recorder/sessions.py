"""The sessions that are recorded: what a client says, and what it waits for."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from .conversation import Conversation

NETWORK = "efficientnet-lite0"
TOKEN = "recorded-token-000"
STRICT: dict[str, Any] = {
    "token": TOKEN,
    "max_streams": 1,
    "max_requests_per_stream": 1,
    "max_frame_bytes": 1024,
    "body_timeout_s": 0.5,
}
"""Settings of the server that `refusals` talks to."""
MASK = {"kind": "rectangle", "top": 70, "left": 90, "height": 60, "width": 70}


def packed(bits: Iterable[bool]) -> bytes:
    """Eight bits a byte, the most significant first; zeros at the end."""
    text = "".join("01"[bit] for bit in bits)
    return bytes(int(text[start : start + 8].ljust(8, "0"), 2) for start in range(0, len(text), 8))


# A diamond of 65 pixels from tip to tip, which reaches two columns beyond the left edge.
DIAMOND = {
    "kind": "bitmap",
    "top": 20,
    "left": -2,
    "height": 65,
    "width": 65,
    "data": packed(abs(row - 32) + abs(column - 32) <= 32 for row in range(65) for column in range(65)),
}


def structure(talk: Conversation) -> None:
    """What scene 1 needs, from the first request on."""
    talk.http("GET", "/v1/health")
    talk.http("GET", "/v1/networks")
    layers = talk.http("GET", f"/v1/networks/{NETWORK}")["layers"]
    asked = {"image_id": _sample(talk, "cat"), "network_id": NETWORK}
    talk.open()
    talk.request("1", "layers", asked, slot="structure")
    talk.until_end("1")
    shown = [layer["name"] for layer in layers if layer["shown"]]
    talk.request("2", "layers", {**asked, "masks": [MASK], "clusters": 4, "layers": shown[-3:]}, slot="structure")
    talk.until_end("2")
    talk.request("3", "activations", {**asked, "layer": shown[0], "channels": [5, 0, 31]})
    talk.until_end("3")
    talk.request("4", "inputs", {**asked, "fill": "blur"})
    talk.until_end("4")
    talk.request("5", "superpixels", asked)
    talk.until_end("5")
    masked = {**asked, "masks": [DIAMOND, MASK], "fill": "blur", "layers": shown[-1:]}
    talk.request("6", "layers", masked, slot="structure")
    talk.until_end("6")
    talk.close()


def pool(talk: Conversation) -> None:
    """What scene 2 needs: a pool in parts, at once when asked for again, one whose labels change, and a refined one."""
    asked = {
        "image_id": _sample(talk, "cat"),
        "network_id": NETWORK,
        "windows": [{"size": 56, "stride": 28}, {"size": 84, "stride": 42}],
        "fill": "mean",
        "per_label": 5,
    }
    talk.open()
    for name, operation, body in (("1", "pools", asked), ("2", "boundaries", {"pool": asked}), ("3", "pools", asked)):
        talk.request(name, operation, body, slot="pool")
        talk.until_end(name)
    relabelled = {"image_id": _sample(talk, "temple"), "network_id": NETWORK, "windows": [{"size": 84, "stride": 42}]}
    talk.request("4", "pools", relabelled, slot="pool")
    talk.until_end("4")
    talk.request("5", "pools", {**asked, "refine": True}, slot="pool")
    talk.until_end("5")
    talk.close()


def demo(talk: Conversation) -> None:
    """What both scenes show of one picture with every setting as it begins: a client that plays it needs no server."""
    talk.http("GET", "/v1/health")
    talk.http("GET", "/v1/networks")
    layers = talk.http("GET", f"/v1/networks/{NETWORK}")["layers"]
    asked: dict[str, object] = {"image_id": _sample(talk, "cat"), "network_id": NETWORK}
    shown = [layer["name"] for layer in layers if layer["shown"]]
    questions: list[tuple[str, dict[str, object]]] = [
        ("layers", asked),
        ("inputs", asked),
        ("superpixels", asked),
        *(("activations", {**asked, "layer": name}) for name in shown),
        ("pools", asked),
        ("boundaries", {"pool": asked}),
    ]
    talk.open()
    for number, (operation, body) in enumerate(questions, 1):
        talk.request(str(number), operation, body)
        talk.until_end(str(number))
    talk.close()


def upload(talk: Conversation) -> None:
    """A photo of the person's own, over HTTP; a sample's thumbnail serves as the photo."""
    samples = talk.http("GET", "/v1/samples")["samples"]
    photo = next(sample for sample in samples if sample["name"] == "coffee")["thumbnail"]
    image = talk.http("POST", "/v1/images", photo, kind="image/jpeg")
    layers = talk.http("GET", f"/v1/networks/{NETWORK}")["layers"]
    asked = {"image_id": image["image_id"], "network_id": NETWORK, "layers": [layers[-1]["name"]]}
    talk.post("/v1/layers", asked)
    talk.post("/v1/layers", asked, headers={"Accept": "application/json"})
    small = {"image_id": image["image_id"], "network_id": NETWORK, "windows": [{"size": 112, "stride": 112}]}
    talk.post("/v1/pools", small)
    talk.post("/v1/boundaries", {"pool": small})


def cancel(talk: Conversation) -> None:
    """A pool that is cancelled after its first part, and one that is superseded."""
    long = {
        "image_id": _sample(talk, "cat"),
        "network_id": NETWORK,
        "windows": [{"size": 40, "stride": 10}],
        "fill": "noise",
    }
    short = {**long, "windows": [{"size": 112, "stride": 56}]}
    talk.open()
    talk.request("1", "pools", long)
    talk.until(lambda frame: frame["type"] == "part")
    talk.send({"type": "cancel", "id": "1"})
    talk.until_end("1")
    talk.request("2", "pools", long, slot="pool")
    talk.until(lambda frame: frame["type"] == "part")
    talk.request("3", "pools", short, slot="pool")
    talk.until_end("3")
    talk.close()


def jobs(talk: Conversation) -> None:
    """A pool as a job: watched, the rest of it over another connection, its answer; another job that is cancelled."""
    asked = {"image_id": _sample(talk, "cat"), "network_id": NETWORK, "windows": [{"size": 84, "stride": 42}]}
    job_id = talk.post("/v1/jobs", {"operation": "pools", "body": asked})["job_id"]
    talk.open()
    talk.send({"type": "watch", "id": "1", "job_id": job_id})
    talk.until(lambda frame: frame["type"] == "part")
    talk.close()
    talk.open()
    talk.send({"type": "watch", "id": "2", "job_id": job_id, "from_sequence": 1})
    talk.until_end("2")
    talk.http("GET", "/v1/jobs")
    talk.http("GET", f"/v1/jobs/{job_id}")
    talk.http("GET", f"/v1/jobs/{job_id}/answer")
    long = {**asked, "windows": [{"size": 40, "stride": 10}], "fill": "noise"}
    other = talk.post("/v1/jobs", {"operation": "pools", "body": long})["job_id"]
    talk.send({"type": "watch", "id": "3", "job_id": other})
    talk.until(lambda frame: frame["type"] == "part")
    talk.http("DELETE", f"/v1/jobs/{other}")
    talk.until_end("3")
    talk.http("GET", f"/v1/jobs/{other}/answer")
    talk.send({"type": "watch", "id": "4", "job_id": "none"})
    talk.until_end("4")
    talk.close()


def errors(talk: Conversation) -> None:
    """Each error that a client can bring about at a server with default settings."""
    asked = {"image_id": _sample(talk, "cat"), "network_id": NETWORK}
    talk.post("/v1/layers", {**asked, "clusters": 0})
    talk.post("/v1/pools", {**asked, "windows": [{"size": 300, "stride": 1}]})
    talk.post("/v1/layers", {**asked, "mask": []})
    talk.post("/v1/layers", {**asked, "masks": [{"top": 224, "left": 0, "height": 8, "width": 8}]})
    talk.post("/v1/layers", {**asked, "masks": [{**DIAMOND, "data": bytes(64)}]})
    talk.post("/v1/layers", {**asked, "masks": [{**DIAMOND, "left": 224}]})
    talk.http("POST", "/v1/layers", b"\xc1")
    talk.http("POST", "/v1/layers", b"{", kind="application/json", headers={"Accept": "application/json"})
    talk.http("POST", "/v1/layers", b"hello", kind="text/plain")
    talk.http("GET", "/v1/health", headers={"Accept": "text/html"})
    talk.http("GET", "/v1/layers")
    talk.http("GET", "/v2/health")
    talk.http("GET", "/v1/networks/none")
    talk.http("GET", "/v1/study")
    talk.http("GET", "/v1/training")
    talk.post("/v1/activations", {**asked, "layer": "none"})
    talk.post("/v1/layers", {**asked, "image_id": "none"})
    talk.http("POST", "/v1/images", b"not an image", kind="image/png")
    talk.post("/v1/pools", {**asked, "windows": [{"size": 8, "stride": 1}]})
    talk.post("/v1/layers", {**asked, "network_id": "vgg16"})
    talk.http("GET", "/v1/health", headers={"Host": "rebound.example"})
    talk.http("GET", "/v1/health", headers={"Origin": "http://elsewhere.example"})
    talk.http("GET", "/v1/health", headers={"Tetrascope-Protocol": "2"})
    _errors_on_the_stream(talk, asked)


def _errors_on_the_stream(talk: Conversation, asked: dict[str, Any]) -> None:
    talk.open(origin="http://elsewhere.example")
    talk.open(subprotocols=["tetrascope.v2"])
    talk.closed()
    talk.open()
    talk.send(b"\xc1")
    talk.until_end(None)
    talk.send({"type": "hello"})
    talk.until_end(None)
    talk.send({"type": "request", "id": "1", "operation": "paint", "body": asked})
    talk.until_end("1")
    talk.request("1", "layers", {**asked, "fit": "stretch"})
    talk.until_end("1")
    talk.request("2", "pools", {**asked, "windows": [{"size": 40, "stride": 10}], "fill": "noise"})
    talk.request("2", "layers", asked)
    talk.until_end(None)
    talk.send({"type": "cancel", "id": "2"})
    talk.until_end("2")
    talk.close()


def refusals(talk: Conversation) -> None:
    """Errors of a server that is strict: a token, one stream with one request, small frames, little patience."""
    token = {"Authorization": f"Bearer {TOKEN}"}
    talk.http("GET", "/v1/health")
    talk.http("GET", "/v1/health", headers={"Authorization": "Bearer another-token-0000"})
    talk.open()
    talk.http("GET", "/v1/health", headers=token)
    talk.http("POST", "/v1/layers", b"\x82", declared=100, headers=token)
    talk.open(subprotocols=["tetrascope.v1", f"tetrascope.token.{TOKEN}"])
    second = Conversation(talk.address)
    second.events = talk.events
    second.open(headers=token)
    second.closed()
    asked = {"image_id": _sample(talk, "cat", headers=token), "network_id": NETWORK}
    talk.request("1", "pools", {**asked, "windows": [{"size": 40, "stride": 10}]})
    talk.request("2", "layers", asked)
    talk.until_end("2")
    talk.send({"type": "cancel", "id": "1"})
    talk.until_end("1")
    talk.send(bytes(1025))
    talk.closed()


def _sample(talk: Conversation, name: str, headers: Mapping[str, str] | None = None) -> str:
    samples = talk.http("GET", "/v1/samples", headers=headers)["samples"]
    image_id: str = next(sample for sample in samples if sample["name"] == name)["image"]["image_id"]
    return image_id


DEFAULT_SESSIONS: dict[str, Callable[[Conversation], None]] = {
    "structure": structure,
    "pool": pool,
    "demo": demo,
    "upload": upload,
    "cancel": cancel,
    "jobs": jobs,
    "errors": errors,
}
STRICT_SESSIONS: dict[str, Callable[[Conversation], None]] = {"refusals": refusals}
