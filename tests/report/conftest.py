"""Small, plausible results to draw, made without a network."""

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import ArrayLike

from tetrascope.analysis.placements.simplex import VERTICES
from tetrascope.networks.fit import Fitting, framing_of
from tetrascope.protocol.classes import ClassLabel, ClassScore
from tetrascope.protocol.masks import Rectangle
from tetrascope.protocol.operations.boundaries import Boundary
from tetrascope.protocol.operations.layers import Cluster, ClusteredLayer, Layers, Predictions
from tetrascope.protocol.operations.pools import Pool, PoolImage, PoolVertex, Window
from tetrascope.protocol.tensor import Tensor

SIDE = 48
FRAMING = framing_of(50, 60, SIDE, SIDE, Fitting())
NAMES = [
    "Egyptian cat",
    "tiger cat",
    "tabby",
    "lynx",
    "carton",
    "Persian cat",
    "wall clock",
    "screen",
    "mouse",
    "quilt",
]


def picture(pixels: ArrayLike) -> Tensor:
    pixels = np.asarray(pixels, dtype=np.uint8)
    return Tensor(shape=list(pixels.shape), dtype="u1", scale=1.0, offset=0.0, data=pixels.tobytes())


def label(index: int) -> ClassLabel:
    return ClassLabel(index=index, name=NAMES[index], meaning=f"what {NAMES[index]} means")


def score(index: int, probability: float) -> ClassScore:
    return ClassScore(label=label(index), probability=probability)


def make_layers(columns: int = 5, clusters: int = 3) -> Layers:
    rng = np.random.default_rng(1)
    made = []
    for position in range(columns):
        side = max(7, SIDE // (position + 1))
        parts = [
            Cluster(
                index=index,
                channels=list(range(index, 16, clusters)),
                mean_entropy=(index + 1) / (clusters + 1),
                explained_variance=None if index == 1 and position == 1 else 0.8 / (index + 1),
                representative=picture(rng.integers(0, 256, (side, side))),
            )
            for index in range(clusters)
        ]
        made.append(
            ClusteredLayer(
                position=position,
                layer=f"block{position}_conv",
                channels=16,
                height=side,
                width=side,
                entropies=[0.5] * 16,
                clusters=parts,
            )
        )
    image = rng.integers(0, 256, (SIDE, SIDE, 3))
    classes = [score(index, 0.5 / 2**index) for index in range(10)]
    return Layers(
        predictions=Predictions(image=picture(image), framing=FRAMING, masks=[], classes=classes), layers=made
    )


def make_pool(count: int = 40, corners: int = 4) -> Pool:
    rng = np.random.default_rng(2)
    image = np.broadcast_to(np.linspace(60, 220, SIDE)[:, None, None], (SIDE, SIDE, 3))
    images = []
    for index in range(count):
        probabilities = rng.dirichlet([2.0, 1.0, 0.8, 0.5][:corners]) * (0.9 if corners == 4 else 1)
        best = int(np.argmax(probabilities))
        position = (probabilities @ VERTICES[corners] / probabilities.sum()).tolist()
        mask = Rectangle(top=int(rng.integers(0, 32)), left=int(rng.integers(0, 32)), height=16, width=16)
        images.append(
            PoolImage(
                index=index,
                window=0,
                mask=mask,
                label=best,
                probability=float(probabilities[best]),
                original_probability=float(probabilities[0]),
                kept=best == 0,
                probabilities=probabilities.tolist(),
                position=position,
                outside=max(0.0, float(1 - probabilities.sum())),
                represents=best if index % 2 else None,
            )
        )
    vertices = [
        PoolVertex(label=label(i), position=VERTICES[corners][i].tolist(), mean_probability=0.4 / (i + 1))
        for i in range(corners)
    ]
    row = np.linspace(0, 255, SIDE)
    importance = np.rint(np.broadcast_to(row[:, None], (SIDE, SIDE))).astype(np.uint8)
    return Pool(
        original=score(0, 0.5),
        examined=score(0, 0.5),
        image=picture(image),
        framing=FRAMING,
        fill_image=picture(np.zeros((SIDE, SIDE, 3))),
        windows=[Window(size=16, stride=8)],
        vertices=vertices,
        images=images,
        labels=[label(i) for i in sorted({image.label for image in images})],
        importance=Tensor(shape=[SIDE, SIDE], dtype="u1", scale=0.002, offset=-0.1, data=importance.tobytes()),
    )


def make_boundary(pool: Pool) -> Boundary:
    kept = sum(image.kept for image in pool.images)
    return Boundary(
        status="separated",
        explanation="A linear boundary between the images that kept the label and those that lost it.",
        kept=kept,
        changed=len(pool.images) - kept,
        support_vectors=[image.index for image in pool.images if image.index % 8 in (0, 3)],
        distances=[0.5] * len(pool.images),
        margin=0.7,
        accuracy=0.97,
        cross_validated_accuracy=0.93,
    )


@pytest.fixture
def layers() -> Layers:
    return make_layers()


@pytest.fixture
def pool() -> Pool:
    return make_pool()


@pytest.fixture
def boundary(pool: Pool) -> Boundary:
    return make_boundary(pool)


@pytest.fixture(name="make_layers")
def make_layers_fixture() -> Callable[..., Layers]:
    return make_layers


@pytest.fixture(name="make_pool")
def make_pool_fixture() -> Callable[..., Pool]:
    return make_pool


@pytest.fixture(name="make_boundary")
def make_boundary_fixture() -> Callable[[Pool], Boundary]:
    return make_boundary
