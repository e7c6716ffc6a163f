"""Runs that are begun, stopped and resumed over HTTP, and what is refused."""

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from tests.api.training.asking import client_of, get, post

from tetrascope.cli.command_line import build_parser
from tetrascope.errors import Failed, TetrascopeError
from tetrascope.protocol.blocks import BlockList
from tetrascope.protocol.training import TrainingRequest
from tetrascope.training.offered_data import OfferedData
from tetrascope.training.run_folder import RunsFolder
from tetrascope.training.run_plan import plan_run
from tetrascope.training.run_report import report_error

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
    with runs.require("head").training():
        error = post(client, "/runs", {"data_id": "digits"}, 503)["error"]
        assert (error["code"], "head" in error["message"]) == ("training_busy", True)
        assert post(client, "/runs/head/control", {"action": "resume"})["state"] == "running"
        assert post(client, "/runs/head/control", {"action": "resume", "epochs": 9}, 503)["error"]["code"] == "busy"
        assert post(client, "/runs/scratch/control", {"action": "resume", "epochs": 9}, 503)


def test_why_a_run_stopped_is_told_until_it_is_trained_again(client: TestClient, runs: RunsFolder) -> None:
    folder = runs.require("head")
    folder.report_file.parent.mkdir(exist_ok=True)
    report_error(folder.report_file, Failed("Expected a loss that is a number, got nan.", hint="Smaller steps."))
    listed = {each["name"]: each["problem"] for each in get(client, "/runs")["runs"]}
    assert listed == {"head": "Expected a loss that is a number, got nan. Smaller steps.", "scratch": None}
    folder.forget_report()
    assert {each["problem"] for each in get(client, "/runs")["runs"]} == {None}


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
