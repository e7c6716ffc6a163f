"""LIME for images."""

import numpy as np
from numpy.typing import NDArray

from tetrascope.bench.rivals.quiet import quiet
from tetrascope.bench.rivals.rival import Rival, Task


class Lime(Rival):
    """Ribeiro et al. 2016, "'Why should I trust you?' Explaining the predictions of any classifier"."""

    name = "LIME"
    package = "lime"
    needs = ("lime",)
    install = 'pip install "tetrascope[rivals]"'
    note = "random sets of superpixels rather than windows: compare the time for an image"

    def __init__(self, task: Task) -> None:
        with quiet():
            from lime.lime_image import LimeImageExplainer
        self._task = task
        self._model = task.subject.plain.model
        self._explainer = LimeImageExplainer(random_state=0)
        self._count = len(task.masks(task.window))

    @property
    def classified(self) -> int:
        return self._count

    def explain(self) -> None:
        with quiet():
            self._explainer.explain_instance(
                self._task.subject.image,
                self._probabilities,
                hide_color=0,
                num_samples=self._count,
                batch_size=self._task.batch,
            )

    def _probabilities(self, images: NDArray[np.uint8]) -> NDArray[np.floating]:
        network = self._task.subject.plain
        answers = np.asarray(self._model.predict_on_batch(network.input.prepare(images)))
        return network.answers.probabilities(answers)
