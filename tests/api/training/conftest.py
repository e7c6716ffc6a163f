"""Runs that were trained here, and a client of a server that offers them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.api.training.asking import client_of
from tests.training.pictures import draw_classes
from tests.training.silent import Silent

from tetrascope.training.defaults import make_recipe
from tetrascope.training.run_folder import RunsFolder
from tetrascope.training.training_run import begin_run, train_run


@pytest.fixture(scope="package")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return draw_classes(tmp_path_factory.mktemp("data") / "stripes")


@pytest.fixture(scope="package")
def runs(tmp_path_factory: pytest.TempPathFactory, data: Path) -> RunsFolder:
    """`scratch`, which is finished, and `head`, which was stopped after a step. Leave them as they are."""
    from tensorflow.python.framework.config import disable_op_determinism

    folder = RunsFolder(tmp_path_factory.mktemp("data") / "training")
    recipe = make_recipe(str(data), False, start="scratch", side=16, epochs=2, batch=6)
    train_run(begin_run(folder, "scratch", True, recipe, Silent(), lambda: False).folder, Silent(), lambda: False)
    head = make_recipe(str(data), False, epochs=2)
    begun = begin_run(folder, "head", True, head, Silent(), lambda: False)
    looks = iter([False] * 2 + [True] * 9)
    assert train_run(begun.folder, Silent(), looks.__next__, begun.material) is None
    disable_op_determinism()
    return folder


@pytest.fixture
def client(runs: RunsFolder, data: Path) -> Iterator[TestClient]:
    with client_of(runs, folders=(data,)) as client:
        yield client
