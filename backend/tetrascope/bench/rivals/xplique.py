"""Xplique's occlusion."""

import numpy as np

from tetrascope.bench.rivals.quiet import quiet
from tetrascope.bench.rivals.rival import Rival, Task


class Xplique(Rival):
    """Fel et al. 2022, "Xplique: A Deep Learning Explainability Toolbox" (arXiv 2206.04394)."""

    name = "Xplique"
    package = "xplique"
    needs = ("xplique",)
    install = 'pip install "tetrascope[rivals]"'
    backend = "tensorflow"
    note = "the same masks, filled with one value after preprocessing"

    def __init__(self, task: Task) -> None:
        with quiet():
            from xplique.attributions import Occlusion
        network = task.subject.plain
        size, stride = task.window.size, task.window.stride
        height, width = network.input_height, network.input_width
        # Its windows keep to the stride, so where the last is not flush with the far edge, it leaves that edge out.
        self._count = (1 + (height - size) // stride) * (1 + (width - size) // stride)
        self._inputs = network.input.prepare(task.subject.image[np.newaxis])
        self._target = np.eye(network.class_count, dtype=np.float32)[[task.target]]
        self._explainer = Occlusion(network.model, task.batch, patch_size=size, patch_stride=stride)

    @property
    def classified(self) -> int:
        return self._count

    def explain(self) -> None:
        np.asarray(self._explainer(self._inputs, self._target))
