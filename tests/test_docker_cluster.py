"""A cluster in containers: the file for Docker says what the commands take, and keeps Ray to a network of its own.

No Docker runs here: what it would make of the file is read from the file.
"""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.ray_cluster import require_ray
from tests.test_docker import ask, settings_of

from tetrascope.cli.cluster_options import given_cluster
from tetrascope.cli.command_line import build_parser
from tetrascope.engine.cluster.cluster_settings import ClusterSettings

DOCKER = Path(__file__).parents[1] / "docker"
SERVICES = ("head", "worker", "gateway")


def made(**variables: str) -> dict[str, Any]:
    """The file, as Docker fills in variables of the environment."""
    text = (DOCKER / "cluster.yaml").read_text(encoding="utf-8")
    filled = re.sub(r"\$\{(\w+):-([^}]*)\}", lambda found: variables.get(found[1], found[2]), text)
    return dict(yaml.safe_load(filled))


def ray_options(service: str) -> list[str]:
    """What `ray start` is given in a container."""
    described = made()["services"][service]
    words = list(described["command"])
    if service == "gateway":
        words = described["entrypoint"][2].partition("&&")[0].split()
        assert words.pop(0) == ".venv/bin/ray"
    assert words.pop(0) == "start"
    return words


def test_the_gateway_begins_as_the_command_line_says() -> None:
    gateway = made(TETRASCOPE_WORKERS="3", TETRASCOPE_ADDRESS="192.168.1.20")["services"]["gateway"]
    given = given_cluster(build_parser().parse_args(gateway["command"]))
    assert given == ClusterSettings(address="auto", workers=3)
    assert gateway["ports"] == ["192.168.1.20:8765:8765"]
    ask("192.168.1.20:8765", settings_of(gateway["command"]))
    # The shell gives the command's words on, and $$ is Docker's way to write $.
    assert gateway["entrypoint"][2].endswith('exec .venv/bin/tetrascope "$$@"')
    assert gateway["entrypoint"][3:] == ["gateway"], "the name that a shell takes before the words"


def test_there_are_as_many_workers_as_containers_have_room_for() -> None:
    services = made(TETRASCOPE_WORKERS="4")["services"]
    workers = given_cluster(build_parser().parse_args(services["gateway"]["command"]))
    assert workers is not None
    assert services["worker"]["deploy"]["replicas"] == workers.workers == 4
    assert "--num-cpus=1" in ray_options("worker")
    assert all("--num-cpus=0" in ray_options(each) for each in ("head", "gateway"))


def test_ray_is_in_a_network_without_a_way_out_and_asks_for_its_token() -> None:
    file = made()
    assert file["networks"]["cluster"] == {"internal": True}
    assert tuple(file["services"]) == SERVICES
    for name, service in file["services"].items():
        assert service["environment"]["RAY_AUTH_MODE"] == "token", name
        assert service["environment"]["RAY_AUTH_TOKEN_PATH"] == "/run/secrets/ray_token"
        assert service["secrets"] == ["ray_token"]
        assert service["networks"] == (["cluster", "outside"] if name == "gateway" else ["cluster"])
        assert ("ports" in service) == (name == "gateway")
    assert "--include-dashboard=false" in ray_options("head")
    for ignored in (".gitignore", ".dockerignore"):
        lines = (DOCKER.parent / ignored).read_text(encoding="utf-8").splitlines()
        assert file["secrets"]["ray_token"]["file"].replace("./", "docker/") in lines, ignored


@pytest.mark.parametrize("service", SERVICES)
def test_containers_may_write_no_more_than_they_must(service: str) -> None:
    described = made()["services"][service]
    assert described["read_only"] is True
    assert described["tmpfs"] == ["/tmp"]
    assert described["cap_drop"] == ["ALL"]
    assert described["security_opt"] == ["no-new-privileges:true"]
    alone = yaml.safe_load((DOCKER / "compose.yaml").read_text(encoding="utf-8"))["services"]["cpu"]["volumes"]
    assert {*described["volumes"]} <= {*alone}


@pytest.mark.parametrize("service", SERVICES)
def test_what_ray_shares_has_room(service: str) -> None:
    """Where there is too little, Ray takes a folder instead, which is a disk elsewhere."""
    (given,) = [option for option in ray_options(service) if option.startswith("--object-store-memory=")]
    assert made()["services"][service]["shm_size"] == "1gb"
    assert int(given.partition("=")[2]) <= 2**30 // 2


@pytest.mark.parametrize("kind", ["cpu", "gpu"])
def test_the_image_has_the_extra_where_it_is_asked_for(kind: str) -> None:
    build = made()["services"]["head"]["build"]
    assert build["args"] == {"EXTRAS": "cluster"}
    assert (DOCKER.parent / build["dockerfile"]).is_file()
    image = (DOCKER / f"{kind}.Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    assert re.search(r'^ARG EXTRAS=\nRUN \[ -z "\$EXTRAS" \] \|\| .* --editable "\.\[\$EXTRAS\]"$', image, re.MULTILINE)
    assert re.search(r"^cluster = \[", (DOCKER.parent / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("service", SERVICES)
def test_ray_takes_the_options(service: str) -> None:
    require_ray()
    from ray.scripts.scripts import start

    parsed = start.make_context("start", ray_options(service)).params  # raises where one is none
    assert (parsed["head"], parsed["address"]) == (service == "head", None if service == "head" else "head:6379")
