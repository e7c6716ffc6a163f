"""Workers that `serve deploy` has started from the file that comes with Tetrascope, and a gateway that joins them."""

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from protocol.recorder.server import running_server
from tests.patience import eventually
from tests.ray_cluster import require_ray, running_cluster

EXAMPLE = Path(__file__).parents[2] / "docker/serve.yaml"


@pytest.fixture(scope="module")
def deployed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a cluster with the example's application, but of one worker at first."""
    require_ray()
    folder = tmp_path_factory.mktemp("deployed")
    described = yaml.safe_load(EXAMPLE.read_text(encoding="utf-8"))
    described["applications"][0]["args"]["workers"] = "1-2"
    file = folder / "serve.yaml"
    file.write_text(yaml.safe_dump(described), encoding="utf-8")
    with running_cluster(folder, dashboard=True) as address:
        # As the command `serve deploy`; it is not on the path where the tests run.
        code = "import sys; from ray.serve.scripts import cli; cli()"
        command = [sys.executable, "-c", code, "deploy", str(file), "--address", os.environ["RAY_DASHBOARD_ADDRESS"]]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        yield address


def test_the_example_keeps_to_the_form_of_ray_serve() -> None:
    require_ray()
    from ray.serve.schema import ServeDeploySchema

    file = ServeDeploySchema.model_validate(yaml.safe_load(EXAMPLE.read_text(encoding="utf-8")))
    (application,) = file.applications
    assert application.name == "tetrascope"
    assert not file.model_extra and not application.model_extra, "what Ray does not know"
    assert file.proxy_location == "Disabled"


def test_a_gateway_joins_what_was_deployed(deployed: str) -> None:
    with running_server(deployed) as address:

        def health() -> dict[str, object]:
            request = urllib.request.Request(f"{address}/v1/health", headers={"Accept": "application/json"})
            with urllib.request.urlopen(request) as answer:
                return dict(json.load(answer))

        eventually(lambda: health()["ready"])
        assert health()["workers"] == 1, "what the file says, not two as of the gateway"
