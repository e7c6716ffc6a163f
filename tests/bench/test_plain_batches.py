"""The plain way: its answers, its best batch, and the sample it is timed on."""

import numpy as np
import pytest
from tests.bench.conftest import SetClock
from tests.likeness import assert_alike

from tetrascope.analysis.masks import Box, mask_batch
from tetrascope.bench.plain_batches import BestBatch, PlainBatches, sample_size
from tetrascope.bench.subject import Subject

BOXES = [Box(row, column, 8, 8) for row in (0, 12, 24) for column in (0, 12, 24)]


def test_its_logits_are_the_models_own(tiny: Subject) -> None:
    plain = PlainBatches(tiny.plain, tiny.image, tiny.fill)
    inputs = mask_batch(tiny.image, tiny.fill, BOXES) / np.float32(127.5) - 1
    expected = np.asarray(tiny.plain.model(inputs))
    assert_alike(expected, plain.logits(BOXES, 4), relative=1e-5, absolute=1e-6)


def test_the_best_batch_takes_the_least_time_for_an_image(
    tiny: Subject, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = {2: 1.0, 4: 1.2, 8: 4.0}  # 0.5, 0.3 and 0.5 for an image
    plain = PlainBatches(tiny.plain, tiny.image, tiny.fill)
    monkeypatch.setattr(plain, "_classify", lambda boxes: clock.takes(seconds[len(boxes)])())
    best = plain.best_batch(BOXES, (2, 4, 8, 16), 3, clock)
    assert best.size == 4
    assert best.seconds_each == pytest.approx(0.3)


@pytest.mark.parametrize(
    ("count", "seconds_each", "expected"),
    [
        (196, 0.17, 32),  # 5 s are 29.4 images: two batches
        (196, 0.01, 196),  # all fit
        (196, 1.0, 16),  # one batch at least
        (9, 0.17, 9),  # there are no more
    ],
)
def test_the_sample_is_whole_batches(count: int, seconds_each: float, expected: int) -> None:
    assert sample_size(count, BestBatch(16, seconds_each), 5.0) == expected
