"""How well a trained network answers to the pictures that were put aside."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tetrascope.protocol.message import Message

WORST = 20
"""Pictures that are named as the worst, at most."""


class ClassResult(Message):
    """How well one class is told."""

    name: str
    examples: int
    """Pictures of it that were put aside."""
    right: int
    """How many of them are answered right (recall is this over `examples`)."""


class WorstExample(Message):
    """A picture that was put aside and whose right class the network gave little."""

    name: str
    """Its path inside the folder, or its number in an embedded set."""
    label: int
    """The right class."""
    answer: int
    """The class that it was taken for."""
    probability: float
    """What the network gave the right class, 0..1."""
    loss: float
    """Cross-entropy, in nats."""


class Results(Message):
    """Of a network after an epoch, on the pictures put aside."""

    epoch: int
    best_epoch: int
    """The epoch with the lowest validation loss of those whose weights are kept."""
    accuracy: float
    """Share that is answered right, 0..1."""
    loss: float
    """Mean cross-entropy, in nats."""
    confusion: list[list[int]]
    """How many of each class (rows) were taken for each class (columns)."""
    classes: list[ClassResult]
    worst: list[WorstExample]
    """The highest loss first, at most `WORST`."""
    seconds: float
    """What training took, pauses between its processes aside."""


def losses_of(logits: NDArray[np.float32], labels: NDArray[np.int32]) -> NDArray[np.float64]:
    """Cross-entropy of each answer, in nats: (n,) for logits (n, classes)."""
    shifted = logits.astype(np.float64) - logits.max(axis=1, keepdims=True)
    return np.asarray(np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(labels)), labels])


def results_of(
    logits: NDArray[np.float32],
    labels: NDArray[np.int32],
    names: Sequence[str],
    class_names: Sequence[str],
    *,
    epoch: int,
    best_epoch: int,
    seconds: float,
) -> Results:
    """Results for logits, (n, classes), to the examples of these labels, (n,), and names."""
    losses, answers = losses_of(logits, labels), logits.argmax(axis=1)
    confusion = np.zeros((len(class_names), len(class_names)), np.int64)
    np.add.at(confusion, (labels, answers), 1)
    worst = np.argsort(-losses, kind="stable")[:WORST]
    return Results(
        epoch=epoch,
        best_epoch=best_epoch,
        accuracy=float((answers == labels).mean()),
        loss=float(losses.mean()),
        confusion=confusion.tolist(),
        classes=[
            ClassResult(name=name, examples=int(confusion[place].sum()), right=int(confusion[place, place]))
            for place, name in enumerate(class_names)
        ],
        worst=[
            WorstExample(
                name=names[place],
                label=int(labels[place]),
                answer=int(answers[place]),
                probability=float(np.exp(-losses[place])),
                loss=float(losses[place]),
            )
            for place in worst
        ],
        seconds=seconds,
    )
