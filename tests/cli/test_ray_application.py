"""Workers that `serve deploy` has started from the file that comes with Tetrascope, and a gateway that joins them."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from protocol.recorder.server import running_server
from tests.engine.image_places import BUCKET, running_bucket
from tests.patience import eventually
from tests.protocol.guide_client import GuideClient
from tests.ray_cluster import require_ray, running_cluster

from tetrascope.engine.filed_image_store import image_store_at

EXAMPLE = Path(__file__).parents[2] / "docker/serve.yaml"
IMAGES = f"s3://{BUCKET}/deployed"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("deployed")


@pytest.fixture(scope="module")
def deployed(folder: Path) -> Iterator[str]:
    """The address of a cluster with the example's application, but of one worker at first, and images in a bucket."""
    require_ray()
    described = yaml.safe_load(EXAMPLE.read_text(encoding="utf-8"))
    described["applications"][0]["args"] |= {"workers": "1-2", "image_store": IMAGES}
    file = folder / "serve.yaml"
    file.write_text(yaml.safe_dump(described), encoding="utf-8")
    with running_bucket(), running_cluster(folder, dashboard=True) as address:
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


@pytest.fixture(scope="module")
def gateway(deployed: str) -> Iterator[GuideClient]:
    """A client of a gateway that has joined the cluster, and is ready; the gateway was told nothing of the file's."""
    with running_server(deployed) as address:
        client = GuideClient(address)
        eventually(lambda: client.get("/v1/health")["ready"])
        yield client


def test_a_gateway_joins_what_was_deployed(gateway: GuideClient) -> None:
    assert gateway.get("/v1/health")["workers"] == 1, "what the file says, not two as of the gateway"


def test_uploaded_images_are_where_the_file_says(gateway: GuideClient) -> None:
    samples = {sample["name"]: sample for sample in gateway.get("/v1/samples")["samples"]}
    photo = samples["cat"]["thumbnail"]
    image_id = gateway.upload(photo, "image/jpeg")["image_id"]
    assert image_store_at(IMAGES, len(photo)).get(image_id) == photo, "it outlives the cluster"
    asked = {"image_id": image_id, "network_id": "efficientnet-lite0"}
    assert gateway.post("/v1/inputs", asked)["image"]["shape"] == [224, 224, 3], "a worker read it"


@pytest.mark.usefixtures("gateway")
def test_the_doctor_looks_at_it(deployed: str) -> None:
    command = [sys.executable, "-m", "tetrascope", "doctor", "--json", "--cluster"]
    done = subprocess.run([*command, deployed], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    found = {finding["what"]: finding for finding in json.loads(done.stdout)}
    assert found["cluster"]["detail"] == "1 machine, 2 CPUs, 0 GPUs"
    assert [found[what]["state"] for what in ("machine", "versions", "token", "dashboard", "worker")] == ["good"] * 5
    assert found["workers"]["detail"] == "1 ready; Ray Serve says RUNNING"
    assert "efficientnet-lite0" in found["worker"]["detail"]
    assert "loopback" in found["dashboard"]["detail"]

    done = subprocess.run([*command, "127.0.0.1:1"], capture_output=True, text=True, check=False)
    (finding,) = json.loads(done.stdout)
    assert (done.returncode, finding["state"]) == (1, "bad")
    assert "Expected a Ray cluster at 127.0.0.1:1" in finding["detail"]
    assert "ray start --address 127.0.0.1:1" in finding["mend"]
