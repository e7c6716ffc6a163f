"""Training over HTTP and on the stream, of runs that were trained here."""

from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from tests.api.conftest import BASE_URL
from tests.api.scripted_engine import ScriptedEngine
from tests.training.pictures import draw_classes
from tests.training.silent import Silent

from tetrascope.api.app import build_app
from tetrascope.api.server_settings import ServerSettings
from tetrascope.cli.command_line import build_parser
from tetrascope.errors import Failed, TetrascopeError
from tetrascope.protocol.blocks import BlockList
from tetrascope.protocol.training import TrainingRequest
from tetrascope.training.defaults import make_recipe
from tetrascope.training.first_kernels import signed_bytes
from tetrascope.training.measures import MeasureLog, StepMeasure
from tetrascope.training.offered_data import OfferedData
from tetrascope.training.room import TrainingRoom, TrainingSettings
from tetrascope.training.run_folder import RunFolder, RunsFolder
from tetrascope.training.run_plan import plan_run
from tetrascope.training.run_report import report_error
from tetrascope.training.training_run import begin_run, train_run

JSON = {"Accept": "application/json"}
BLOCKS: dict[str, Any] = {
    "height": 16,
    "width": 16,
    "channels": 1,
    "blocks": [
        {"kind": "convolution", "name": "first", "filters": 4},
        {"kind": "global_pooling", "name": "pool"},
        {"kind": "dense", "name": "classes", "units": 10},
    ],
}
LARGE = {
    **BLOCKS,
    "height": 256,
    "width": 256,
    "blocks": [{**BLOCKS["blocks"][0], "filters": 64}, *BLOCKS["blocks"][1:]],
}
STREAM = "ws://127.0.0.1:8765/v1/stream"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return draw_classes(tmp_path_factory.mktemp("data") / "stripes")


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory, data: Path) -> Iterator[RunsFolder]:
    """`scratch`, which is finished, and `head`, which was stopped after a step."""
    from tensorflow.python.framework.config import disable_op_determinism

    folder = RunsFolder(tmp_path_factory.mktemp("data") / "training")
    recipe = make_recipe(str(data), False, start="scratch", side=16, epochs=2, batch=6)
    train_run(begin_run(folder, "scratch", True, recipe, Silent(), lambda: False).folder, Silent(), lambda: False)
    head = make_recipe(str(data), False, epochs=2)
    begun = begin_run(folder, "head", True, head, Silent(), lambda: False)
    looks = iter([False] * 2 + [True] * 9)
    assert train_run(begun.folder, Silent(), looks.__next__, begun.material) is None
    disable_op_determinism()
    yield folder


def client_of(runs: RunsFolder, **allowed: Any) -> TestClient:
    room = TrainingRoom(runs, TrainingSettings(**allowed))
    return TestClient(build_app(ScriptedEngine(), ServerSettings(), training=room), base_url=BASE_URL)


@pytest.fixture
def client(runs: RunsFolder, data: Path) -> Iterator[TestClient]:
    with client_of(runs, folders=(data,)) as client:
        yield client


def get(client: TestClient, path: str, status: int = 200) -> Any:
    answer = client.get(f"/v1/training{path}", headers=JSON)
    assert answer.status_code == status, answer.text
    return answer.json()


def run_folder(runs: RunsFolder, name: str) -> RunFolder:
    return runs.require(name)


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
    last = run_folder(runs, "scratch").last_epoch()
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


def test_the_whole_curve_over_http(client: TestClient, runs: RunsFolder) -> None:
    progress = get(client, "/runs/scratch/progress")
    measures = run_folder(runs, "scratch").measures()
    assert [each["epoch"] for each in progress["epochs"]] == [0, 1, 2]
    steps = [each.loss for each in measures if isinstance(each, StepMeasure)]
    assert [each["loss"] for each in progress["steps"]] == steps
    assert (progress["anew"], progress["every"]) == (True, 1)


def test_results_with_the_pictures_themselves(client: TestClient, runs: RunsFolder, data: Path) -> None:
    results = get(client, "/runs/scratch/results")
    found = run_folder(runs, "scratch").results()
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

    model = keras.models.load_model(run_folder(runs, "scratch").network_file)
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


def post(client: TestClient, path: str, body: object, status: int = 200) -> Any:
    answer = client.post(f"/v1/training{path}", json=body, headers=JSON)
    assert answer.status_code == status, answer.text
    return answer.json()


def test_where_it_is_not_allowed_nothing_is_started(runs: RunsFolder) -> None:
    with client_of(runs, refused="Expected another server.", how_to_allow="Ask.") as client:
        assert get(client, "")["refused"] == "Expected another server."
        assert get(client, "/runs")["runs"]
        for path, body in (("/runs", {"data_id": "digits"}), ("/runs/head/control", {"action": "resume"})):
            error = post(client, path, body, 403)["error"]
            assert (error["code"], error["hint"]) == ("training_refused", "Ask.")


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({"data_id": "nothing"}, 404, "data_id"),
        ({"data_id": "/etc"}, 404, "data_id"),
        ({"data_id": "../stripes"}, 404, "data_id"),
        ({"data_id": ""}, 422, "data_id"),
        ({}, 422, "data_id"),
        ({"data_id": "digits", "start": "resnet50"}, 404, "start"),
        ({"data_id": "digits", "start": "/etc/passwd"}, 404, "start"),
        ({"data_id": "digits", "epochs": 1001}, 422, "epochs"),
        ({"data_id": "digits", "epochs": 0}, 422, "epochs"),
        ({"data_id": "digits", "epochs": 2**63}, 422, "epochs"),
        ({"data_id": "digits", "batch": 513}, 422, "batch"),
        ({"data_id": "digits", "learning_rate": 1.0}, 422, "learning_rate"),
        ({"data_id": "digits", "validation_share": 0.0}, 422, "validation_share"),
        ({"data_id": "digits", "seed": -1}, 422, "seed"),
        ({"data_id": "digits", "name": "scratch"}, 422, "name"),
        ({"data_id": "digits", "name": "../up"}, 422, "name"),
        ({"data_id": "digits", "name": "efficientnet-lite0"}, 422, "name"),
        ({"data_id": "digits", "folder": "/etc"}, 422, "folder"),
        ({"data_id": "digits", "keep": "nothing"}, 404, "keep"),
        ({"data_id": "digits", "keep": "scratch@9"}, 404, "keep"),
        ({"data_id": "digits", "keep": "head"}, 422, "keep"),
        ({"data_id": "digits", "keep": "/etc/passwd"}, 404, "keep"),
        ({"data_id": "stripes", "keep": "scratch", "start": "efficientnet-lite0"}, 422, "start"),
        ({"data_id": "digits", "changed_from": "scratch"}, 422, "changed_from"),
        ({"data_id": "digits", "changed_from": "nothing"}, 404, "changed_from"),
        ({"data_id": "digits", "blocks": BLOCKS, "changed_from": "head"}, 422, "changed_from"),
        ({"data_id": "digits", "blocks": {**BLOCKS, "height": 15}}, 422, "blocks.height"),
        ({"data_id": "digits", "blocks": {**BLOCKS, "blocks": []}}, 422, "blocks.blocks"),
        ({"data_id": "stripes", "blocks": BLOCKS}, 422, "blocks.blocks[2]"),
        ({"data_id": "digits", "blocks": {**BLOCKS, "blocks": BLOCKS["blocks"][::-1]}}, 422, "blocks.blocks[1]"),
        ({"data_id": "digits", "batch": 512, "blocks": LARGE}, 413, "batch"),
        ({"data_id": "digits", "blocks": {**BLOCKS, "file": "/etc/passwd"}}, 422, "blocks.file"),
        ({"data_id": "digits", "blocks": "/etc/passwd"}, 422, "blocks"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_started(
    client: TestClient, body: object, status: int, field: str
) -> None:
    error = post(client, "/runs", body, status)["error"]
    assert error["field"] == field
    assert error["message"].startswith("Expected")


@pytest.mark.parametrize(
    ("run", "body", "status", "field"),
    [
        ("nothing", {"action": "stop"}, 404, "run"),
        ("nothing", {"action": "resume"}, 404, "run"),
        ("scratch", {"action": "resume"}, 422, "epochs"),
        ("scratch", {"action": "resume", "epochs": 2}, 422, "epochs"),
        ("head", {"action": "resume", "epochs": 1001}, 422, "epochs"),
        ("head", {"action": "stop", "epochs": 3}, 422, "epochs"),
        ("head", {"action": "delete"}, 422, "action"),
    ],
)
def test_what_cannot_become_of_a_run(client: TestClient, run: str, body: object, status: int, field: str) -> None:
    assert post(client, f"/runs/{run}/control", body, status)["error"]["field"] == field


def test_what_is_stopped_already_stays_so(client: TestClient) -> None:
    assert post(client, "/runs/head/control", {"action": "stop"})["state"] == "stopped"
    assert post(client, "/runs/scratch/control", {"action": "stop"})["state"] == "finished"


def test_while_as_many_run_as_may_no_other_is_started(client: TestClient, runs: RunsFolder) -> None:
    with run_folder(runs, "head").training():
        error = post(client, "/runs", {"data_id": "digits"}, 503)["error"]
        assert (error["code"], "head" in error["message"]) == ("training_busy", True)
        assert post(client, "/runs/head/control", {"action": "resume"})["state"] == "running"
        assert post(client, "/runs/head/control", {"action": "resume", "epochs": 9}, 503)["error"]["code"] == "busy"
        assert post(client, "/runs/scratch/control", {"action": "resume", "epochs": 9}, 503)


def test_why_a_run_stopped_is_told_until_it_is_trained_again(client: TestClient, runs: RunsFolder) -> None:
    folder = run_folder(runs, "head")
    folder.report_file.parent.mkdir(exist_ok=True)
    report_error(folder.report_file, Failed("Expected a loss that is a number, got nan.", hint="Smaller steps."))
    listed = {each["name"]: each["problem"] for each in get(client, "/runs")["runs"]}
    assert listed == {"head": "Expected a loss that is a number, got nan. Smaller steps.", "scratch": None}
    folder.measures_file.touch()
    assert {each["problem"] for each in get(client, "/runs")["runs"]} == {None}
    folder.report_file.unlink()


def network(units: int, side: int) -> BlockList:
    last = [{**BLOCKS["blocks"][-1], "units": units}]
    return BlockList.model_validate({**BLOCKS, "height": side, "blocks": [*BLOCKS["blocks"][:-1], *last]})


requests = st.builds(
    TrainingRequest,
    data_id=st.just("digits") | st.text(min_size=1, max_size=9),
    start=st.none() | st.sampled_from(["scratch", "vgg16"]) | st.text(min_size=1, max_size=9),
    name=st.none() | st.text(min_size=1, max_size=64),
    blocks=st.none() | st.builds(network, st.sampled_from([10, 11]), st.integers(1, 40)),
    keep=st.none() | st.text(min_size=1, max_size=9),
    **dict.fromkeys(("epochs", "batch", "seed"), st.none() | st.integers(-(2**63), 2**64 - 1) | st.integers(1, 9)),
    **dict.fromkeys(
        ("learning_rate", "validation_share"), st.none() | st.floats(allow_nan=False, allow_infinity=False)
    ),
)


@given(request=requests)
def test_any_request_makes_a_command_or_is_refused(request: TrainingRequest) -> None:
    try:
        plan = plan_run(request, OfferedData([]), RunsFolder(Path("nowhere")), lambda _: False)
    except TetrascopeError as error:
        assert (error.field or "").partition(".")[0] in TrainingRequest.model_fields
        return
    assert plan.blocks == request.blocks
    arguments = build_parser().parse_args(["train", *plan.arguments])
    assert arguments.data == request.data_id == "digits"
    assert (arguments.name, arguments.epochs) == (plan.name, request.epochs or 20)
    assert arguments.learning_rate == request.learning_rate or request.learning_rate is None


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(run=st.just("scratch") | st.text(max_size=200), after=st.integers(-2, 2**64 - 1) | st.integers(0, 9999))
def test_whatever_is_followed_ends_and_is_no_failure(client: TestClient, run: str, after: int) -> None:
    with client.websocket_connect(STREAM) as stream:
        stream.receive_bytes()
        last = follow(stream, run, after=after)[-1]
        assert last["type"] == "done" or last["error"]["code"] in ("not_found", "invalid_input"), last


def test_a_server_without_training_says_so() -> None:
    with TestClient(build_app(ScriptedEngine(), ServerSettings()), base_url=BASE_URL) as client:
        assert get(client, "/runs", 404)["error"]["code"] == "no_training"
        with client.websocket_connect(STREAM) as stream:
            stream.receive_bytes()
            assert follow(stream, "scratch")[-1]["error"]["code"] == "no_training"


def follow(stream: Any, run: str, request_id: str = "1", **more: Any) -> list[Any]:
    """All frames from following a run to its end."""
    stream.send_json({"type": "follow", "id": request_id, "run": run, **more})
    frames = [stream.receive_json()]
    while frames[-1]["type"] not in ("done", "error", "cancelled"):
        frames.append(stream.receive_json())
    return frames


def test_a_finished_run_is_followed_to_its_end_at_once(client: TestClient) -> None:
    with client.websocket_connect(STREAM) as stream:
        stream.receive_bytes()
        frames = follow(stream, "scratch")
        assert [frame["type"] for frame in frames] == ["training", "done"]
        training = frames[0]["training"]
        assert training == get(client, "/runs/scratch/progress")
        again = follow(stream, "scratch", after=training["position"])
        assert [again[0]["training"][name] for name in ("anew", "steps", "epochs")] == [False, [], []]
        assert follow(stream, "nothing")[-1]["error"]["field"] == "run"


def test_a_run_that_grows_is_followed_by_two(client: TestClient, runs: RunsFolder) -> None:
    folder = run_folder(runs, "head")
    before = folder.measures_file.read_bytes()
    log = MeasureLog(folder.measures_file, len(before))
    try:
        with (
            folder.training(),
            client.websocket_connect(STREAM) as one,
            client.websocket_connect(STREAM) as other,
        ):
            for stream in (one, other):
                stream.receive_bytes()
                stream.send_json({"type": "follow", "id": "1", "run": "head"})
                first = stream.receive_json()
                assert first["training"]["run"]["state"] == "running"
            log.append(StepMeasure(epoch=2, step=77, loss=0.125, accuracy=1.0, seconds=9.0))
            for stream in (one, other):
                while (frame := stream.receive_json())["type"] == "progress":
                    pass
                assert [each["step"] for each in frame["training"]["steps"]] == [77]
            one.send_json({"type": "cancel", "id": "1"})
            while (frame := one.receive_json())["type"] != "cancelled":
                pass
    finally:
        log.close()
        folder.measures_file.write_bytes(before)
