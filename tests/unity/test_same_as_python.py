"""What the C# client computes is what the server computes: receptive fields of the default network, pixels under masks.

The server's own values are written below build/, and the C# tests that read them are run.
"""

import base64
import json
import random
from typing import Any

import numpy as np
from tests.unity.toolchain import OUTPUT, Dotnet

from tetrascope.analysis.masks import Box, bits_mask, box_mask, covered_pixels, packed_bits
from tetrascope.networks.network import Network
from tetrascope.networks.receptive_field import Region, receptive_fields
from tetrascope.protocol.form import Form, encode_now
from tetrascope.protocol.masks import Bitmap, Rectangle
from tetrascope.protocol.message import Message
from tetrascope.protocol.operations.layers import LayersRequest

VALUES = OUTPUT / "python"
PIXELS = 1000
REQUESTS = 200
HEIGHT, WIDTH = 37, 45


def run_test(dotnet: Dotnet, fixture: str, values: dict[str, Any]) -> None:
    """Write values for C#, and run the test of Core that reads them."""
    program = dotnet.build("CoreTests") / "Tetrascope.Core.Tests.dll"
    VALUES.mkdir(parents=True, exist_ok=True)
    file = VALUES / f"{fixture}.json"
    file.write_text(json.dumps(values), encoding="utf-8")
    try:
        printed = dotnet.run(str(program), f"{fixture}.AreThoseOfTheServer")
    finally:
        file.unlink()
    assert printed.splitlines() == ["1 tests passed."]


def test_receptive_fields(dotnet: Dotnet, lite0: Network) -> None:
    rng = random.Random(7)
    pixels = []
    for _ in range(PIXELS):
        place = rng.randrange(len(lite0.layers))
        layer = lite0.layers[place]
        row, column = rng.randrange(layer.height), rng.randrange(layer.width)
        found = receptive_fields(lite0.stages, layer.stage, Region(row, column, row, column))
        before = lite0.layers[place - 1].stage if place else 0
        pixels.append(
            {
                "stage": layer.stage,
                "row": row,
                "column": column,
                "input": found.get(0),
                "beforeStage": before,
                "before": found.get(before),
                "contributing": len(found),
            }
        )
    stages = [stage.model_dump(mode="json") for stage in lite0.stages]
    run_test(dotnet, "ReceptiveFieldsTests", {"stages": stages, "pixels": pixels})


def test_pixels_under_masks(dotnet: Dotnet) -> None:
    rng = random.Random(8)
    requests = [random_request(rng) for _ in range(REQUESTS)]
    run_test(dotnet, "MaskShapeTests", {"height": HEIGHT, "width": WIDTH, "requests": requests})


def random_request(rng: random.Random) -> dict[str, Any]:
    """A request with masks, the pixels that they hide, and these as one bitmap, each as bytes."""
    masks = [random_mask(rng) for _ in range(rng.randint(1, 4))]
    boxes = [(mask, Box(mask.top, mask.left, mask.height, mask.width)) for mask in masks]
    found = [
        bits_mask(box, mask.data, HEIGHT, WIDTH) if isinstance(mask, Bitmap) else box_mask(box, HEIGHT, WIDTH)
        for mask, box in boxes
    ]
    covered = covered_pixels([each for each in found if each is not None], HEIGHT, WIDTH)
    rows, columns = np.flatnonzero(covered.any(axis=1)), np.flatnonzero(covered.any(axis=0))
    union = None
    if covered.any():
        top, left = int(rows[0]), int(columns[0])
        inside = covered[top : rows[-1] + 1, left : columns[-1] + 1]
        height, width = inside.shape
        union = written(Bitmap(kind="bitmap", top=top, left=left, height=height, width=width, data=packed_bits(inside)))
    request = LayersRequest(image_id="0" * 32, network_id="network", masks=masks)
    return {"request": written(request), "covered": text(packed_bits(covered)), "union": union}


def random_mask(rng: random.Random) -> Rectangle | Bitmap:
    """A mask that may reach beyond the image on any side, or lie beside it."""
    top, left = rng.randint(-8, HEIGHT), rng.randint(-8, WIDTH)
    height, width = rng.randint(1, HEIGHT), rng.randint(1, WIDTH)
    if rng.random() < 0.4:
        return Rectangle(top=top, left=left, height=height, width=width)
    bits = np.random.default_rng(rng.getrandbits(32)).random((height, width)) < rng.random()
    return Bitmap(kind="bitmap", top=top, left=left, height=height, width=width, data=packed_bits(bits))


def written(message: Message) -> str:
    """A message as MessagePack."""
    return text(encode_now(message, Form.MSGPACK))


def text(content: bytes) -> str:
    """Bytes as JSON has them."""
    return base64.b64encode(content).decode()
