"""Measure how far the default pool's probabilities are from a plain loop through the Keras model.

python tests/measure/pool.py [SAMPLE]
"""

import asyncio
import sys

import numpy as np

from tetrascope.engine.build import build_engine
from tetrascope.networks.catalog import find_entry
from tetrascope.protocol.operations.pools import Pool, PoolRequest


async def whole_pool(sample: str) -> Pool:
    engine = build_engine()
    await engine.start()
    image_id = next(item.image.image_id for item in await engine.samples() if item.name == sample)
    request = PoolRequest(image_id=image_id, network_id="efficientnet-lite0")
    events = [event async for event in engine.run(request)]
    await engine.close()
    assert isinstance(events[-1], Pool)
    return events[-1]


def plain_probabilities(pool: Pool) -> np.ndarray:
    """One image after the other through the model, sharing nothing with the pool but the unmasked input."""
    model = find_entry("efficientnet-lite0").load().model
    image = np.frombuffer(pool.image.data, np.uint8).reshape(pool.image.shape)
    rows = []
    for item in pool.images:
        masked = image.astype(np.float32)
        masked[item.mask.top : item.mask.top + item.mask.height, item.mask.left : item.mask.left + item.mask.width] = 0
        logits = np.asarray(model((masked[None] - 127) / 128, training=False))[0].astype(np.float64)
        powers = np.exp(logits - logits.max())
        rows.append(powers / powers.sum())
    return np.array(rows)


def main() -> None:
    pool = asyncio.run(whole_pool(sys.argv[1] if len(sys.argv) > 1 else "cat"))
    expected = plain_probabilities(pool)
    four = [vertex.label.index for vertex in pool.vertices]
    difference = np.abs(np.array([item.probabilities for item in pool.images]) - expected[:, four]).max()
    same = sum(item.label == row.argmax() for item, row in zip(pool.images, expected, strict=True))
    print(f"{len(pool.images)} images: largest difference {difference:.1e}, same label {same}")


if __name__ == "__main__":
    main()
