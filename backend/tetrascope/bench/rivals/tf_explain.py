"""tf-explain's occlusion sensitivity."""

import numpy as np

from tetrascope.bench.rivals.quiet import quiet
from tetrascope.bench.rivals.rival import Rival, Task
from tetrascope.protocol.operations.pools import Window


class TfExplain(Rival):
    """Meudec 2021, "tf-explain" (sicara, github.com/sicara/tf-explain)."""

    name = "tf-explain"
    package = "tf-explain"
    needs = ("tf_explain", "cv2")
    install = 'pip install "tetrascope[rivals]"'
    backend = "tensorflow"
    note = "its patches cannot overlap, so both slide by a whole window"

    def __init__(self, task: Task) -> None:
        with quiet():
            from tf_explain.core.occlusion_sensitivity import OcclusionSensitivity
        self._task = task
        self._inputs = task.subject.plain.input.prepare(task.subject.image[np.newaxis])
        self._explainer = OcclusionSensitivity(task.batch)

    @property
    def classified(self) -> int:
        return len(self._task.masks(self.window(self._task)))

    def explain(self) -> None:
        task = self._task
        with quiet():
            self._explainer.explain((self._inputs, None), task.subject.plain.model, task.target, task.window.size)

    @classmethod
    def window(cls, task: Task) -> Window:
        return Window(size=task.window.size, stride=task.window.size)
