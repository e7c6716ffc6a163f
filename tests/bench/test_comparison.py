"""Rivals that are there, are not, or break; none of them real."""

from typing import ClassVar

import pytest
from tests.bench.conftest import SetClock

from tetrascope.bench.rivals.comparison import RIVALS, measure_rival
from tetrascope.bench.rivals.rival import Rival, Task
from tetrascope.bench.subject import Subject
from tetrascope.networks.given_weights import GivenWeights
from tetrascope.protocol.operations.pools import Window


@pytest.fixture
def task(tiny: Subject) -> Task:
    return Task(tiny, GivenWeights(random=True), Window(size=16, stride=8), batch=4, target=0)


class Steady(Rival):
    """Classifies 4 images in the time that its clock is told."""

    name = "Steady"
    package = "numpy"
    needs = ("numpy",)
    install = "pip install numpy"
    note = "always there"
    clock: ClassVar[SetClock]
    closed: ClassVar[list[str]] = []

    def __init__(self, task: Task) -> None:
        assert task.batch == 4
        self._work = self.clock.takes(50.0, 8.0, 12.0)

    @property
    def classified(self) -> int:
        return 4

    def explain(self) -> None:
        self._work()

    def close(self) -> None:
        self.closed.append(self.name)


def test_a_rival_is_compared_by_the_masked_image(task: Task, clock: SetClock) -> None:
    Steady.clock = clock
    pool = clock.takes(9.0, 9.0, 9.0, 4.5, 9.0)  # three times to warm up; then for 9 masks: 0.5 and 1 s each
    row = measure_rival(Steady, task, pool, rounds=2, clock=clock)
    assert (row.state, row.classified, row.windows) == ("measured", 4, "16/8")
    assert row.rival_ms is not None and row.incremental_ms is not None and row.ratio is not None
    assert (row.rival_ms.least, row.rival_ms.most) == (2000.0, 3000.0)
    assert (row.incremental_ms.least, row.incremental_ms.most) == (500.0, 1000.0)
    assert (row.ratio.least, row.ratio.most, row.ratio.median) == (3.0, 4.0, 3.5)
    assert Steady.closed == ["Steady"]


def test_one_that_breaks_is_a_row_and_is_closed(task: Task, clock: SetClock) -> None:
    class Broken(Steady):
        name = "Broken"

        def explain(self) -> None:
            raise RuntimeError("no such\nlayer")

    row = measure_rival(Broken, task, lambda _: None, rounds=1, clock=clock)
    assert (row.state, row.detail, row.ratio) == ("failed", "RuntimeError: no such layer", None)
    assert Steady.closed[-1] == "Broken"


def test_one_that_is_not_here_says_how_to_bring_it(task: Task) -> None:
    class Absent(Steady):
        package = "no-such-package"
        needs = ("no_such_module_of_anybody",)
        install = "pip install no-such-package"

    row = measure_rival(Absent, task, lambda _: None, rounds=1)
    assert (row.state, row.version, row.detail) == ("not_installed", None, "pip install no-such-package")


def test_one_for_another_backend_is_left_out(task: Task) -> None:
    class Elsewhere(Steady):
        backend = "openvino"

    row = measure_rival(Elsewhere, task, lambda _: None, rounds=1)
    assert row.state == "not_applicable"
    assert "openvino" in row.detail


def test_every_real_rival_gives_a_row_here_whatever_is_installed(task: Task) -> None:
    for kind in RIVALS:
        if kind.name != "Captum":  # takes its network from the catalog, in a process of its own
            row = measure_rival(kind, task, lambda _: None, rounds=1)
            assert row.rival == kind.name
            assert row.state in ("measured", "not_installed"), row.detail
