"""Small pictures in folders of classes, drawn for a test."""

from pathlib import Path

import numpy as np
from PIL import Image

SIDE = 24


def draw_classes(folder: Path, *, each: int = 10, classes: tuple[str, ...] = ("rows", "columns")) -> Path:
    """A folder for each class: noise with stripes along rows in every second class, along columns in the others."""
    generator = np.random.default_rng(3)
    stripes = (np.arange(SIDE) // 3 % 2 * 120).astype(np.uint8)
    for number, name in enumerate(classes):
        (folder / name).mkdir(parents=True)
        for index in range(each):
            noise = generator.integers(0, 100, (SIDE, SIDE, 3), np.uint8)
            turned = stripes[:, np.newaxis] if number % 2 == 0 else stripes[np.newaxis, :]
            Image.fromarray(noise + turned[..., np.newaxis]).save(folder / name / f"{index:02}.png")
    return folder
