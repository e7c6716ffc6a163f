"""Where `tetrascope serve` has analyses run."""

from importlib.util import find_spec

import pytest
from tests.cli.conftest import Command

from tetrascope.cli.cluster_options import given_cluster
from tetrascope.cli.command_line import build_parser
from tetrascope.cli.training_options import given_place_of_training
from tetrascope.engine.cluster.cluster_settings import ClusterSettings


def given(*arguments: str) -> ClusterSettings | None:
    said = build_parser().parse_args(["serve", *arguments])
    return given_place_of_training(said, given_cluster(said))


def test_the_engine_of_the_process_is_the_default() -> None:
    assert given() is None


def test_a_cluster_is_what_the_options_say() -> None:
    assert given("--engine", "ray") == ClusterSettings()
    said = given("--engine", "ray", "--address", "10.0.0.1:6379", "--workers", "8", "--gpus-per-worker", "0.5")
    assert said == ClusterSettings(address="10.0.0.1:6379", workers=8, gpus_per_worker=0.5)
    said = given("--engine", "ray", "--train-on", "cluster", "--gpus-per-training", "2")
    assert said == ClusterSettings(trains=True, gpus_per_training=2)


def test_a_number_of_workers_may_follow_what_is_asked_of_them() -> None:
    settings = given("--engine", "ray", "--workers", "2-8")
    assert settings == ClusterSettings(workers=2, max_workers=8)
    assert settings.most_workers == 8


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--workers", "3"], "Expected --engine ray beside --workers, got none."),
        (["--address", "auto"], "Expected --engine ray beside --address, got none."),
        (["--engine", "ray", "--workers", "0"], "Expected --workers from 1 to 1024, got '0'."),
        (["--engine", "ray", "--workers", "8-2"], "got '8-2'."),
        (["--engine", "ray", "--workers", "2-2000"], "got '2-2000'."),
        (["--engine", "ray", "--workers", "2-"], "got '2-'."),
        (["--engine", "ray", "--workers", "many"], "or the fewest and the most, such as 2-8."),
        (["--engine", "ray", "--gpus-per-worker", "1.5"], "got 1.5."),
        (["--engine", "ray", "--gpus-per-worker", "nan"], "got nan."),
        (["--engine", "ray", "--gpus-per-worker", "-1"], "got -1."),
        (["--train-on", "cluster"], "Expected --engine ray beside --train-on cluster, got none."),
        (["--engine", "ray", "--gpus-per-training", "1"], "Expected --train-on cluster beside --gpus-per-training"),
        (["--engine", "ray", "--train-on", "cluster", "--gpus-per-training", "1.5"], "got 1.5."),
    ],
)
def test_what_cannot_be_is_refused(arguments: list[str], message: str, tetrascope: Command) -> None:
    outcome = tetrascope("serve", "--port", "0", *arguments)
    assert outcome.code == 2
    assert message in outcome.err


@pytest.mark.skipif(find_spec("ray") is not None, reason="Ray is installed")
def test_without_the_extra_the_error_says_which_command_brings_it(tetrascope: Command) -> None:
    outcome = tetrascope("serve", "--port", "0", "--engine", "ray")
    assert outcome.code == 1
    assert 'Run: pip install "tetrascope[cluster]"' in outcome.err
