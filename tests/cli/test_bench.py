"""`tetrascope bench`."""

import argparse
import json
from pathlib import Path

import pytest
from tests.bench.tiny import tiny_subject
from tests.cli.conftest import Command, Outcome

from tetrascope.bench import run
from tetrascope.bench.setup import SECTIONS as MEASURED
from tetrascope.cli.bench import NETWORKS, SECTIONS, add_command, plan_of
from tetrascope.networks.catalog import CATALOG

NETWORK = "efficientnet-lite0"


def test_the_help_tells_the_sections_and_networks_that_there_are() -> None:
    assert SECTIONS == MEASURED
    assert set(NETWORKS) <= set(CATALOG)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--only", "speed"], "expected some of pool"),
        (["--windows", "16"], "SIZE/STRIDE"),
        (["--windows", "300/16"], "argument --windows: Expected a window of 1 to 224 pixels"),
        (["--networks", "vgg-19000"], "argument --networks: Expected a network of the catalog"),
        (["--rounds", "0"], "--rounds of 1 or more"),
        (["--rounds", "2", "--quick"], "without --quick"),
        (["--json", "no/such/folder/out.json"], "argument --json: Expected a file that can be written"),
        (["--json", "."], "or - for standard output"),
    ],
)
def test_what_cannot_be_is_said_before_anything_slow(tetrascope: Command, arguments: list[str], words: str) -> None:
    outcome = tetrascope("bench", *arguments)
    assert outcome.code == 2
    assert words in outcome.err.replace("\n", " ")


def test_what_is_named_twice_is_measured_once() -> None:
    parser = argparse.ArgumentParser()
    add_command(parser.add_subparsers(), argparse.ArgumentParser(add_help=False))
    twice = ["bench", "--networks", "vgg16,efficientnet-lite0,vgg16", "--windows", "56/28,default,56/28,default"]
    plan = plan_of(parser.parse_args(twice))
    assert list(plan.networks) == ["vgg16", "efficientnet-lite0"]
    assert [windows.label for windows in plan.windows] == ["56/28", "default"]


def quick(tetrascope: Command, monkeypatch: pytest.MonkeyPatch, *arguments: object) -> Outcome:
    """The whole command, with a tiny network in the place of the one that it asks for."""
    subject = tiny_subject(NETWORK)
    monkeypatch.setattr(run, "load_subject", lambda *_: subject)
    chosen = ["--networks", NETWORK, "--windows", "16/8", "--only", "pool,rivals"]
    return tetrascope("bench", "--quick", *chosen, *arguments)


def test_a_quick_run_prints_tables_and_writes_json(
    tetrascope: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "bench.json"
    outcome = quick(tetrascope, monkeypatch, "--json", file)
    assert outcome.code == 0, outcome.err
    assert "efficientnet-lite0: loading\n" in outcome.err
    assert "efficientnet-lite0: pool 16/8\n" in outcome.err
    assert "Pool: how many times as fast as plain batching" in outcome.out
    found = json.loads(file.read_text(encoding="utf-8"))
    assert found["complete"] and not found["failures"]
    assert found["setup"]["quick"] and found["setup"]["windows"] == ["16/8"]
    (pool,) = found["pool"]
    assert pool["masks"] == 9
    assert pool["incremental"]
    assert pool["difference"] < 1e-5
    assert {row["rival"] for row in found["rivals"]} == {"Xplique", "tf-explain", "Captum", "LIME"}


def test_json_on_standard_output_is_all_that_stands_there(tetrascope: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    outcome = quick(tetrascope, monkeypatch, "--json", "-")
    assert json.loads(outcome.out)["format"] == 1
    assert "Pool: how many times as fast as plain batching" in outcome.err


def test_what_was_found_before_an_interruption_is_printed(tetrascope: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(run, "measure_rival", interrupted)
    outcome = quick(tetrascope, monkeypatch)
    assert outcome.code == 130
    assert "Pool: how many times as fast as plain batching" in outcome.out
    assert "Not everything was measured." in outcome.out
