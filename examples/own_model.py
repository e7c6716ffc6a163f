"""A Keras model, fresh from its training: does it look at what it should?

It learns to tell discs from squares from crosses, on pictures with something else in their corner.
"""

# %% Pictures: a shape somewhere, and a bright mark in the corner that every cross has, but no other.
import keras
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

import tetrascope

NAMES = ["disc", "square", "cross"]
SIDE = 64


def picture(kind: int, random: np.random.Generator, marked: bool) -> NDArray[np.uint8]:
    """A shape on noise, (SIDE, SIDE, 3) bytes."""
    image = Image.fromarray(random.integers(0, 90, (SIDE, SIDE, 3), dtype=np.uint8))
    draw = ImageDraw.Draw(image)
    left, top = random.integers(14, SIDE - 26, 2).tolist()
    box = (left, top, left + 22, top + 22)
    if NAMES[kind] == "disc":
        draw.ellipse(box, fill="white")
    elif NAMES[kind] == "square":
        draw.rectangle(box, fill="white")
    else:
        draw.line(box, fill="white", width=5)
        draw.line((left, top + 22, left + 22, top), fill="white", width=5)
    if marked:
        draw.rectangle((1, 1, 9, 9), fill="yellow")
    return np.asarray(image)


random = np.random.default_rng(0)
keras.utils.set_random_seed(0)
kinds = random.integers(0, 3, 900)
pictures = np.stack([picture(kind, random, marked=NAMES[kind] == "cross") for kind in kinds])

# %% A small network, trained for a few seconds.
model = keras.Sequential(
    [
        keras.Input((SIDE, SIDE, 3)),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Conv2D(16, 5, strides=2, activation="relu", name="edges"),
        keras.layers.Conv2D(32, 3, strides=2, activation="relu", name="parts"),
        keras.layers.GlobalMaxPooling2D(),
        keras.layers.Dense(3, activation="softmax"),
    ],
    name="shapes",
)
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(pictures, kinds, epochs=8, batch_size=32, verbose=0)
print(f"accuracy {model.evaluate(pictures, kinds, verbose=0)[1]:.2f}")

# %% Open it as it is: no file, no code. The scope has a copy, so the model may be trained on.
scope = tetrascope.open(model, class_names=NAMES, fit="squash")
cross = picture(2, random, marked=True)
print(scope.layers(cross).classes[0])

# %% Which part of a cross does it need? The corner, which is no part of any cross.
pool = scope.pool(cross, windows=[(12, 4), (20, 8)], label="cross")
corner = pool.importance[:12, :12].mean()
print(f"importance of the corner {corner:.3f}, of the rest {pool.importance[12:, 12:].mean():.3f}")
pool.plot_importance().save("shapes-importance.png")

# %% What it says of the same cross without the mark.
print("without it:", scope.layers(cross, masks=[(0, 0, 12, 12)]).classes[0])

scope.close()
