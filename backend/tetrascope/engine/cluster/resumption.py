"""An analysis that begins again elsewhere, and what of it is not told twice."""

from tetrascope.protocol.classes import ClassLabel
from tetrascope.protocol.operations.pools import PoolBatch, PoolImage
from tetrascope.protocol.part import Event, Part
from tetrascope.protocol.progress import Progress


class Resumption:
    """Lets the events of an analysis through, and after `restart` those that have not been told before.

    Parts come in an order that the operation defines, so those that were told are known by their number. How a pool is
    divided into batches depends on how fast a worker is, though. So batches are held back after a restart until they
    have all the images that were told before, and come as one then, which replaces what came earlier: `relabelled`.
    """

    def __init__(self) -> None:
        self._told = 0
        """Parts, but for batches of a pool."""
        self._images: set[int] = set()
        """Images of a pool that have been told."""
        self._progress: dict[str, int] = {}
        """How far each stage was said to be."""
        self._passed = 0
        """Parts since the last start, but for batches."""
        self._held: dict[int, PoolImage] | None = None
        """Images since the last start; None once there are as many as were told."""
        self._labels: dict[int, ClassLabel] = {}

    def restart(self) -> None:
        """The events that come now are those of another run of the same analysis."""
        self._passed = 0
        self._held, self._labels = ({}, {}) if self._images else (None, {})

    def pass_on(self, event: Event) -> Event | None:
        """What is to be told now; None where there is nothing new in it."""
        if isinstance(event, Progress):
            return self._pass_progress(event)
        if isinstance(event, PoolBatch):
            return self._pass_batch(event)
        return self._pass_part(event)

    def _pass_progress(self, progress: Progress) -> Progress | None:
        if progress.done < self._progress.get(progress.stage, 0):
            return None
        self._progress[progress.stage] = progress.done
        return progress

    def _pass_part(self, part: Part) -> Part | None:
        self._passed += 1
        if self._passed <= self._told:
            return None
        self._told = self._passed
        return part

    def _pass_batch(self, batch: PoolBatch) -> PoolBatch | None:
        if self._held is not None:
            whole = self._catch_up(self._held, batch)
            if whole is None:
                return None
            batch = whole
        self._images |= {image.index for image in batch.images}
        return batch

    def _catch_up(self, held: dict[int, PoolImage], batch: PoolBatch) -> PoolBatch | None:
        """All images since the start as one batch, as soon as those are among them that were told before it."""
        if batch.relabelled:
            held.clear()
        held.update((image.index, image) for image in batch.images)
        self._labels.update((label.index, label) for label in batch.labels)
        if not self._images <= held.keys():
            return None
        self._held = None
        images = [held[index] for index in sorted(held)]
        used = {image.label for image in images}
        labels = [self._labels[index] for index in sorted(used)]
        return batch.model_copy(update={"relabelled": True, "images": images, "labels": labels})
