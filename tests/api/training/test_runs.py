"""What is told over HTTP of runs that were trained here."""

from base64 import b64decode
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fastapi.testclient import TestClient
from PIL import Image
from tests.api.training.asking import client_of, get

from tetrascope.training.first_kernels import signed_bytes
from tetrascope.training.measures import StepMeasure
from tetrascope.training.run_folder import RunFolder, RunsFolder


def test_what_can_be_trained(client: TestClient) -> None:
    offer = get(client, "")
    assert [each["data_id"] for each in offer["data"]] == ["digits", "stripes"]
    assert [each["start"] for each in offer["starts"]] == [
        "scratch",
        *(f"efficientnet-lite{each}" for each in range(3)),
    ]
    assert offer["defaults"]["epochs"] == 20


def test_runs_are_listed(client: TestClient, runs: RunsFolder) -> None:
    listed = {each["name"]: each for each in get(client, "/runs")["runs"]}
    assert set(listed) == {"scratch", "head"}
    scratch, head = listed["scratch"], listed["head"]
    assert (scratch["state"], scratch["epochs_done"], scratch["kept_epochs"]) == ("finished", 2, [0, 1, 2])
    assert (scratch["data"], scratch["kind"], scratch["start"]) == ("stripes", "folder", "scratch")
    last = runs.require("scratch").last_epoch()
    assert last is not None
    assert scratch["validation_accuracy"] == last.validation_accuracy
    assert (head["state"], head["start"]) == ("stopped", "efficientnet-lite0")


def test_a_damaged_run_is_listed_as_such(client: TestClient, runs: RunsFolder) -> None:
    broken = runs.path / "broken"
    broken.mkdir()
    (broken / "run.json").write_text("{")
    listed = get(client, "/runs")
    assert [each["name"] for each in listed["damaged"]] == ["broken"]
    assert str(runs.path) not in listed["damaged"][0]["problem"]
    error = get(client, "/runs/broken/progress", 500)["error"]
    assert (error["code"], str(runs.path) in error["message"]) == ("failed", False)
    (broken / "run.json").unlink()
    broken.rmdir()


@pytest.mark.parametrize("deleted_before", ["its place in the order is known", "it is read"])
def test_a_run_that_is_deleted_while_runs_are_listed_is_left_out(
    client: TestClient, runs: RunsFolder, monkeypatch: pytest.MonkeyPatch, deleted_before: str
) -> None:
    (runs.path / "gone").mkdir()
    monkeypatch.setattr(RunsFolder, "run", lambda folder, name: RunFolder(folder.path / name))
    if deleted_before == "it is read":
        monkeypatch.setattr(RunFolder, "changed", lambda _: 0)
    listed = get(client, "/runs")
    (runs.path / "gone").rmdir()
    assert {each["name"] for each in listed["runs"]} == {"scratch", "head"}
    assert listed["damaged"] == []


def test_the_whole_curve_over_http(client: TestClient, runs: RunsFolder) -> None:
    progress = get(client, "/runs/scratch/progress")
    measures = runs.require("scratch").measures()
    assert [each["epoch"] for each in progress["epochs"]] == [0, 1, 2]
    steps = [each.loss for each in measures if isinstance(each, StepMeasure)]
    assert [each["loss"] for each in progress["steps"]] == steps
    assert (progress["anew"], progress["every"]) == (True, 1)


def test_results_with_the_pictures_themselves(client: TestClient, runs: RunsFolder, data: Path) -> None:
    results = get(client, "/runs/scratch/results")
    found = runs.require("scratch").results()
    assert found is not None
    assert [each["taken_for"] for each in results["classes"]] == found.confusion
    assert [each["name"] for each in results["worst"]] == [each.name for each in found.worst]
    for each in results["worst"]:
        picture = np.frombuffer(b64decode(each["picture"]["data"]), np.uint8).reshape(each["picture"]["shape"])
        np.testing.assert_array_equal(picture, np.asarray(Image.open(data / each["name"])))
    assert get(client, "/runs/head/results", 409)["error"]["code"] == "not_done"


def test_a_picture_that_has_changed_is_not_shown(client: TestClient, data: Path) -> None:
    name = get(client, "/runs/scratch/results")["worst"][0]["name"]
    before = (data / name).read_bytes()
    Image.fromarray(np.zeros((4, 4, 3), np.uint8)).save(data / name)
    try:
        assert get(client, "/runs/scratch/results")["worst"][0]["picture"] is None
    finally:
        (data / name).write_bytes(before)


def test_pictures_of_folders_that_are_not_offered_can_be_kept_back(runs: RunsFolder, data: Path) -> None:
    with client_of(runs, any_folder_shown=False) as client:
        worst = get(client, "/runs/scratch/results")["worst"]
        assert worst
        assert {each["picture"] for each in worst} == {None}
    with client_of(runs, any_folder_shown=False, folders=(data,)) as client:
        assert get(client, "/runs/scratch/results")["worst"][0]["picture"] is not None


def test_kernels_are_those_of_keras(client: TestClient, runs: RunsFolder) -> None:
    import keras

    from tetrascope.networks.catalog import find_entry

    model = keras.models.load_model(runs.require("scratch").network_file)
    kernel = np.asarray(model.get_layer("block1_conv").kernel)
    shown = get(client, "/runs/scratch/kernels/2")
    assert (shown["layer"], shown["learns"]) == ("block1_conv", True)
    check_kernels(shown, kernel)
    before = get(client, "/runs/scratch/kernels/0")
    assert before["kernels"]["data"] != shown["kernels"]["data"]
    first = find_entry("efficientnet-lite0").load(fold=False).model.get_layer("stem_conv")
    of_head = get(client, "/runs/head/kernels/0")
    assert not of_head["learns"]
    check_kernels(of_head, np.asarray(first.kernel))


def check_kernels(shown: Any, kernel: Any) -> None:
    """As they are in Keras, to half a step; 0 is 127."""
    tensor = shown["kernels"]
    stored = np.frombuffer(b64decode(tensor["data"]), np.uint8).reshape(tensor["shape"])
    values = stored * tensor["scale"] + tensor["offset"]
    assert stored.shape == (kernel.shape[3], *kernel.shape[:2], 3)
    np.testing.assert_allclose(values, np.moveaxis(kernel, -1, 0), atol=tensor["scale"] * 0.51)
    assert shown["limit"] == pytest.approx(np.abs(kernel).max())


def test_grey_kernels_and_kernels_of_zeros() -> None:
    kernel = np.array([0.0, -0.5, 0.25], np.float32).reshape(1, 1, 1, 3)
    tensor, limit = signed_bytes(kernel)
    assert limit == 0.5
    assert [*tensor.data] == [127] * 3 + [0] * 3 + [190 if round(63.5) == 63 else 191] * 3
    assert [*signed_bytes(np.zeros((1, 1, 3, 1), np.float32))[0].data] == [127] * 3


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/runs/nothing/progress", 404, "not_found"),
        ("/runs/..%2f..%2fetc/progress", 404, "not_found"),
        ("/runs/nothing/results", 404, "not_found"),
        ("/runs/scratch/kernels/7", 404, "not_found"),
        ("/runs/scratch/kernels/-1", 404, "not_found"),
        ("/runs/scratch/kernels/99999999999999999999", 404, "not_found"),
    ],
)
def test_what_is_not_there_is_said(client: TestClient, path: str, status: int, code: str) -> None:
    error = get(client, path, status)["error"]
    assert error["code"] == code
    assert error["message"].startswith("Expected")
