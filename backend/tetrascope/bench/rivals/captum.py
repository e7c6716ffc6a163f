"""Captum's occlusion, on PyTorch."""

import json
import os
import subprocess
import sys
import tempfile

from tetrascope.bench.rivals.rival import Rival, Task
from tetrascope.errors import Failed


class Captum(Rival):
    """Kokhlikyan et al. 2020, "Captum: A unified and generic model interpretability library for PyTorch".

    A process of its own runs the same Keras model, with the same weights, on Keras's PyTorch backend, where it is a
    `torch.nn.Module`; one process cannot have two backends. It rests while others are timed.
    """

    name = "Captum"
    package = "captum"
    needs = ("captum", "torch")
    install = "pip install captum"
    note = "the same masks, by Keras on PyTorch in a process of its own"

    def __init__(self, task: Task) -> None:
        self._count = len(task.masks(task.window))
        asked = {
            "network_id": task.subject.plain.network_id,
            "files": {name: str(file) for name, file in task.given.files.items()},
            "window": [task.window.size, task.window.stride],
            "batch": task.batch,
            "target": task.target,
        }
        self._messages = tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")  # noqa: SIM115  `close` does
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tetrascope.bench.rivals.captum_process", json.dumps(asked)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._messages,
            text=True,
            env={**os.environ, "KERAS_BACKEND": "torch"},
        )
        try:
            self._wait_for("ready")
        except BaseException:
            self.close()
            raise

    @property
    def classified(self) -> int:
        return self._count

    def explain(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write("explain\n")
        self._process.stdin.flush()
        self._wait_for("done")

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            self._process.wait(30)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._messages.close()

    def _wait_for(self, word: str) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.strip() == word:
                return
        self._process.wait()
        self._messages.seek(0)
        why = self._messages.read().strip().splitlines() or ["no message"]
        raise Failed(f"Expected Captum's process to say {word!r}, got its end: {why[-1]}")
