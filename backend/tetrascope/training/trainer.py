"""The loop of a run: steps, epochs, what is written when, and stopping between two steps."""

import math
import time
from collections.abc import Callable

import numpy as np

from tetrascope.engine.time_left import TimeLeft
from tetrascope.errors import Failed
from tetrascope.training.batches import BatchPlan
from tetrascope.training.learner import Learner
from tetrascope.training.measures import MAX_STEPS_OF_AN_EPOCH, EpochMeasure, MeasureLog, StepMeasure
from tetrascope.training.results import losses_of
from tetrascope.training.run_folder import RunFolder
from tetrascope.training.snapshots import keep_snapshot
from tetrascope.training.split import Split
from tetrascope.training.training_state import Standing, TrainingState, read_state, write_state
from tetrascope.training.watcher import Watcher

_STATE_EVERY_S = 5.0
"""Seconds of work after which the state is written between two steps, beside at every epoch's end: what a process that
is killed loses at most. It changes nothing in what is computed."""


class Trainer:
    """Trains a run to its last epoch, from wherever it stands. Whoever makes it holds the run's lock.

    Args:
        run: where everything is written.
        learner: the network with its first weights.
        plan: the batches.
        split: which of the learner's examples are which.
        epochs: how many there are to be.
        watcher: is told how far it is.
        stopping: whether it should stop, asked after every step.
    """

    def __init__(
        self,
        run: RunFolder,
        learner: Learner,
        plan: BatchPlan,
        split: Split,
        epochs: int,
        watcher: Watcher,
        stopping: Callable[[], bool],
    ) -> None:
        self._run = run
        self._learner = learner
        self._plan = plan
        self._split = split
        self._epochs = epochs
        self._watcher = watcher
        self._stopping = stopping
        self._time_left = TimeLeft()
        self._recorded_every = math.ceil(plan.steps / MAX_STEPS_OF_AN_EPOCH)

    def train(self) -> bool:
        """Whether all epochs are done; if not, the state is written and another trainer goes on from there.

        Raises:
            Failed: the loss is no number any more, the disk takes no more, or the state is damaged or another's.
        """
        state = read_state(self._run)
        standing = Standing(epoch=0, step=0, losses=[], accuracies=[], measured=0, seconds=0.0)
        if state is not None:
            standing = state.standing
            self._remember(state)
        self._log = MeasureLog(self._run.measures_file, standing.measured)
        try:
            self._begin(standing)
            if state is None:
                self._end_epoch()
            while self._epoch < self._epochs and not self._stopping():
                if self._train_epoch():
                    self._end_epoch()
            self._write_state()
        finally:
            self._log.close()
        return self._epoch >= self._epochs

    @property
    def seconds(self) -> float:
        """Time that the run has taken, in all of its processes."""
        return self._before + time.monotonic() - self._since

    def _begin(self, standing: Standing) -> None:
        self._epoch, self._step = standing.epoch, standing.step
        self._losses, self._accuracies = list(standing.losses), list(standing.accuracies)
        self._before, self._since = standing.seconds, time.monotonic()
        self._written = self._since

    def _remember(self, state: TrainingState) -> None:
        try:
            self._learner.remember(state.memory)
        except ValueError as error:
            raise Failed(
                f"Expected a state of the network of {self._run.name!r}, got {error}.",
                hint="It was trained by another version of Tetrascope or of Keras; train anew.",
            ) from error

    def _train_epoch(self) -> bool:
        """Whether it was trained to its end."""
        order = self._plan.order(self._epoch + 1)
        while self._step < self._plan.steps:
            self._show()
            made = self._learner.step(self._split.training[order[self._step]])
            self._require_number(made.loss)
            self._step += 1
            self._losses.append(made.loss)
            self._accuracies.append(made.accuracy)
            if self._step % self._recorded_every == 0:
                self._log.append(
                    StepMeasure(
                        epoch=self._epoch + 1,
                        step=self._steps_done,
                        loss=made.loss,
                        accuracy=made.accuracy,
                        seconds=self.seconds,
                    )
                )
            if self._stopping():
                return self._step == self._plan.steps
            if time.monotonic() - self._written > _STATE_EVERY_S:
                self._write_state()
        return True

    def _end_epoch(self) -> None:
        """Try the network on what was put aside, keep its weights, and write all down. Before the first epoch too."""
        logits, labels = self._learner.logits(self._split.validation), self._learner.labels[self._split.validation]
        started = bool(self._losses)
        measure = EpochMeasure(
            epoch=self._epoch + started,
            step=self._steps_done,
            loss=float(np.mean(self._losses)) if started else None,
            accuracy=float(np.mean(self._accuracies)) if started else None,
            validation_loss=float(losses_of(logits, labels).mean()),
            validation_accuracy=float((logits.argmax(axis=1) == labels).mean()),
            seconds=self.seconds,
        )
        keep_snapshot(self._run, measure.epoch, self._learner.weights())
        self._log.append(measure)
        self._epoch, self._step, self._losses, self._accuracies = measure.epoch, 0, [], []
        self._watcher.note(_told(measure))
        self._write_state()

    @property
    def _steps_done(self) -> int:
        return self._epoch * self._plan.steps + self._step

    def _write_state(self) -> None:
        self._log.sync()
        standing = Standing(
            epoch=self._epoch,
            step=self._step,
            losses=self._losses,
            accuracies=self._accuracies,
            measured=self._log.size,
            seconds=self.seconds,
        )
        write_state(self._run, TrainingState(standing, self._learner.memory()))
        self._written = time.monotonic()

    def _require_number(self, loss: float) -> None:
        if not math.isfinite(loss):
            raise Failed(
                f"Expected a loss that is a number, got {loss} in epoch {self._epoch + 1}: training has gone astray.",
                hint="Train anew with smaller steps: --learning-rate",
            )

    def _show(self) -> None:
        done, total = self._steps_done, self._epochs * self._plan.steps
        seconds = self._time_left.seconds(done, total) if done else None
        self._watcher.show(f"Epoch {self._epoch + 1} of {self._epochs}", done, total, seconds)


def _told(measure: EpochMeasure) -> str:
    """Loss and accuracy of an epoch, in a line."""
    learned = ""
    if measure.loss is not None and measure.accuracy is not None:
        learned = f"loss {measure.loss:.3f}, accuracy {100 * measure.accuracy:.1f} %; "
    return (
        f"Epoch {measure.epoch}: {learned}put aside: loss {measure.validation_loss:.3f}, "
        f"accuracy {100 * measure.validation_accuracy:.1f} %"
    )
