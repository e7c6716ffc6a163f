"""What a file for `serve deploy` says of workers is what the command line would."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from tetrascope.cli.cluster_application import ModelArguments, WorkerArguments, _parsed
from tetrascope.cli.cluster_options import given_cluster
from tetrascope.cli.command_line import build_parser
from tetrascope.engine.cluster.cluster_settings import ClusterSettings
from tetrascope.errors import Failed

EXAMPLE = Path(__file__).parents[2] / "docker/serve.yaml"


def described(text: str) -> dict[str, Any]:
    (application,) = yaml.safe_load(text)["applications"]
    return dict(application)


def uncommented(text: str) -> str:
    """The example with what it only suggests."""
    return (
        text.replace("      # models:", "      models:")
        .replace("      #   ", "        ")
        .replace("      # weights:", "      weights:")
    )


def test_the_example_is_what_the_command_line_would_say() -> None:
    given = _parsed(WorkerArguments.model_validate(described(EXAMPLE.read_text(encoding="utf-8"))["args"]))
    assert given_cluster(given) == ClusterSettings(workers=2, max_workers=8)
    assert (given.network, given.cache_mb, given.networks_mb) == ("efficientnet-lite0", 640, 2048)


def test_what_the_example_only_suggests_can_be_said_too() -> None:
    text = uncommented(EXAMPLE.read_text(encoding="utf-8"))
    arguments = described(text)["args"]
    assert {"models", "weights"} <= set(arguments), "lines that begin with #"
    given = _parsed(WorkerArguments.model_validate({**arguments, "network": None}))
    assert [name for name, _ in given.said] == ["model", "preprocessing", "class_names"]
    assert given.weights == ["vgg16=/srv/weights/vgg16.h5"]


def test_every_argument_is_an_option_of_the_server() -> None:
    options = {option for action in _serve_actions() for option in action.option_strings}
    for name in {*WorkerArguments.model_fields, *ModelArguments.model_fields} - {"models"}:
        assert f"--{name.replace('_', '-')}" in options


def _serve_actions() -> list[Any]:
    (commands,) = [action for action in build_parser()._actions if action.choices and "serve" in action.choices]
    return list(dict(commands.choices)["serve"]._actions)  # type: ignore[arg-type]


def test_what_is_no_argument_is_refused() -> None:
    with pytest.raises(ValidationError, match="worker"):
        WorkerArguments.model_validate({"worker": 3})


def test_what_the_command_line_refuses_is_refused_with_the_command() -> None:
    with pytest.raises(Failed, match="--output=everything") as caught:
        _parsed(WorkerArguments(models=[ModelArguments(model="a.keras", output="everything")]))
    assert "tetrascope serve --engine ray" in str(caught.value.hint)
