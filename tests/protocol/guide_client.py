"""A client written from protocol/README.md alone: it knows nothing of the server's source."""

import json
import urllib.request
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.error import HTTPError

import msgpack
from websockets.sync.client import connect

Map = dict[str, Any]
Region = tuple[int, int, int, int]
"""Top, left, bottom, right; both ends included."""


class Refusal(Exception):
    """An answer that is not a success."""

    def __init__(self, status: int, error: Map) -> None:
        super().__init__(error["message"])
        self.status = status
        self.error = error


class GuideClient:
    """Talks to the server at `address`, such as `http://127.0.0.1:8765`."""

    def __init__(self, address: str) -> None:
        self.address = address

    def get(self, path: str) -> Any:
        """Section Routes."""
        return self._ask(urllib.request.Request(self.address + path))

    def get_json(self, path: str) -> Any:
        """Section First steps."""
        return self._ask(urllib.request.Request(self.address + path, headers={"Accept": "application/json"}))

    def post(self, path: str, message: Map) -> Any:
        """Section MessagePack and JSON."""
        headers = {"Content-Type": "application/msgpack"}
        return self._ask(urllib.request.Request(self.address + path, msgpack.packb(message), headers))

    def upload(self, photo: bytes, kind: str) -> Any:
        """Section Upload."""
        return self._ask(urllib.request.Request(self.address + "/v1/images", photo, {"Content-Type": kind}))

    def stream(self, operation: str, body: Map) -> Iterator[Map]:
        """Every frame of one request, to its end; section The stream."""
        address = self.address.replace("http", "ws", 1) + "/v1/stream"
        with connect(address, subprotocols=["tetrascope.v1"], max_size=None, proxy=None) as socket:  # type: ignore[list-item]
            assert msgpack.unpackb(socket.recv())["type"] == "hello"
            socket.send(msgpack.packb({"type": "request", "id": "1", "operation": operation, "body": body}))
            while True:
                frame = msgpack.unpackb(socket.recv())
                assert frame["id"] == "1"
                yield frame
                if frame["type"] in ("done", "cancelled", "error"):
                    return

    def _ask(self, request: urllib.request.Request) -> Any:
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return self._decode(answer.read(), answer.headers["Content-Type"])
        except HTTPError as refusal:
            error = self._decode(refusal.read(), refusal.headers["Content-Type"])["error"]
            raise Refusal(refusal.code, error) from None

    @staticmethod
    def _decode(data: bytes, form: str) -> Any:
        return json.loads(data) if form == "application/json" else msgpack.unpackb(data)


def values(tensor: Map) -> list[list[float]]:
    """Section Tensors: the numbers of a map."""
    assert tensor["dtype"] == "u1"
    height, width = tensor["shape"]
    return [
        [tensor["data"][row * width + column] * tensor["scale"] + tensor["offset"] for column in range(width)]
        for row in range(height)
    ]


def masked_picture(image: Map, fill_image: Map, mask: Map) -> bytes:
    """Section Images and coordinates: the exact picture of a member of the pool."""
    width = image["shape"][1]
    picture = bytearray(image["data"])
    for row in range(mask["top"], mask["top"] + mask["height"]):
        first = (row * width + mask["left"]) * 3
        last = first + mask["width"] * 3
        picture[first:last] = fill_image["data"][first:last]
    return bytes(picture)


def packed(masked: Sequence[bool]) -> bytes:
    """Section Masks: `data` of a bitmap."""
    data = bytearray((len(masked) + 7) // 8)
    for pixel, hidden in enumerate(masked):
        if hidden:
            data[pixel // 8] |= 128 >> (pixel % 8)
    return bytes(data)


def unpacked(mask: Map) -> list[bool]:
    """Section Masks: for each pixel of a bitmap whether it is hidden."""
    pixels = range(mask["height"] * mask["width"])
    return [mask["data"][pixel // 8] & (128 >> (pixel % 8)) != 0 for pixel in pixels]


def picture_under_bitmap(image: Map, fill_image: Map, mask: Map) -> bytes:
    """Section Masks: what enters the network."""
    height, width = image["shape"][:2]
    picture = bytearray(image["data"])
    for pixel, hidden in enumerate(unpacked(mask)):
        row, column = mask["top"] + pixel // mask["width"], mask["left"] + pixel % mask["width"]
        if hidden and 0 <= row < height and 0 <= column < width:
            place = (row * width + column) * 3
            picture[place : place + 3] = fill_image["data"][place : place + 3]
    return bytes(picture)


def superpixel_labels(superpixels: Map) -> list[int]:
    """Sections Superpixels and Tensors: a number for each pixel, row by row."""
    labels = superpixels["labels"]
    assert labels["dtype"] == "u2"
    data = labels["data"]
    return [data[place] + 256 * data[place + 1] for place in range(0, len(data), 2)]


def receptive_fields(stages: Sequence[Map], stage: int, start: Region) -> dict[int, Region]:
    """Section Receptive fields."""
    found = {stage: start}
    for reader in range(stage, -1, -1):
        if reader in found:
            for edge in stages[reader]["edges"]:
                part = _read(found[reader], edge, stages[edge["source"]])
                if part is not None:
                    found[edge["source"]] = _join(found.get(edge["source"], part), part)
    return found


def _read(region: Region, edge: Map, source: Map) -> Region | None:
    top, left, bottom, right = 0, 0, source["height"] - 1, source["width"] - 1
    if not edge["whole"]:
        rows, columns = edge["rows"], edge["columns"]
        top, bottom = max(top, _first(region[0], rows)), min(bottom, _last(region[2], rows))
        left, right = max(left, _first(region[1], columns)), min(right, _last(region[3], columns))
    return (top, left, bottom, right) if top <= bottom and left <= right else None


def _first(first: int, step: Map) -> int:
    result: int = first * step["stride"] - step["padding"]
    return result


def _last(last: int, step: Map) -> int:
    return _first(last, step) + (step["kernel"] - 1) * step["dilation"]  # type: ignore[no-any-return]


def _join(a: Region, b: Region) -> Region:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])


def window_starts(side: int, size: int, stride: int) -> list[int]:
    """Section Pool and positions: where squares start along an edge."""
    starts = []
    start = 0
    while start + size - 1 < side - 1:
        starts.append(start)
        start += stride
    return [*starts, side - size]


def position(probabilities: Sequence[float], vertices: Sequence[Sequence[float]]) -> list[float]:
    """Section Pool and positions."""
    total = sum(probabilities)
    if total == 0:
        return [0.0, 0.0, 0.0]
    return [
        sum(p * vertex[axis] for p, vertex in zip(probabilities, vertices, strict=True)) / total for axis in range(3)
    ]


def selection(probabilities: Sequence[Sequence[float]], per_label: int) -> list[int | None]:
    """Section Pool and positions: which vertex each image stands for."""
    represents: list[int | None] = [None] * len(probabilities)
    for _ in range(min(per_label, len(probabilities) // 4)):
        for vertex in range(4):
            free = [index for index, taken in enumerate(represents) if taken is None]
            represents[max(free, key=lambda index: probabilities[index][vertex])] = vertex
    return represents


class PoolView:
    """Section The stream: a pool as it is drawn while it arrives."""

    def __init__(self) -> None:
        self.images: dict[int, Map] = {}

    def take(self, part: Map) -> None:
        """A `pool_batch` or the `pool`."""
        if part["kind"] == "pool" or part["content"]["relabelled"]:
            self.images = {}
        self.images |= {image["index"]: image for image in part["content"]["images"]}
