"""A server in a container answers to the address by which clients reach the machine around it."""

import json
import re
from pathlib import Path

import pytest
import yaml

from tetrascope.api.security import check_host
from tetrascope.api.server_settings import ServerSettings
from tetrascope.cli.command_line import build_parser
from tetrascope.errors import Refused

DOCKER = Path(__file__).parents[1] / "docker"
CONTAINER = "172.17.0.2"
IN_NETWORK = "192.168.1.20"


def compose(address: str | None) -> dict[str, dict[str, list[str]]]:
    """The services, where `TETRASCOPE_ADDRESS` is `address`."""
    text = (DOCKER / "compose.yaml").read_text(encoding="utf-8")
    filled = re.sub(r"\$\{TETRASCOPE_ADDRESS:-([^}]*)\}", lambda found: address or found[1], text)
    services: dict[str, dict[str, list[str]]] = yaml.safe_load(filled)["services"]
    return services


def settings_of(command: list[str]) -> ServerSettings:
    arguments = build_parser().parse_args(command)
    return ServerSettings(host=arguments.host, token="t" * 16, allowed_hosts=tuple(arguments.allow_host))


def ask(host: str, settings: ServerSettings) -> None:
    check_host({"headers": [(b"host", host.encode())], "server": (CONTAINER, 8765)}, settings)


@pytest.mark.parametrize("service", ["cpu", "gpu"])
@pytest.mark.parametrize(
    ("address", "hosts"), [(None, ["127.0.0.1:8765", "localhost:8765"]), (IN_NETWORK, [f"{IN_NETWORK}:8765"])]
)
def test_what_is_published_is_answered(service: str, address: str | None, hosts: list[str]) -> None:
    made = compose(address)[service]
    assert made["ports"] == [f"{address or '127.0.0.1'}:8765:8765"]
    settings = settings_of(made["command"])
    for host in hosts:
        ask(host, settings)
    with pytest.raises(Refused):
        ask("192.168.1.21:8765", settings)


@pytest.mark.parametrize("service", ["cpu", "gpu"])
def test_images_begin_as_their_last_line_and_their_comment_say(service: str) -> None:
    text = (DOCKER / f"{service}.Dockerfile").read_text(encoding="utf-8")
    found = re.search(r"^CMD (.+)$", text, re.MULTILINE)
    assert found is not None
    ask("127.0.0.1:8765", settings_of(json.loads(found[1])))
    told = re.search(r"^# docker run .* (serve .+)$", text, re.MULTILINE)
    assert told is not None
    ask(f"{IN_NETWORK}:8765", settings_of(told[1].split()))


def test_a_study_in_a_container_is_run_as_its_page_says() -> None:
    text = (DOCKER.parent / "docs/studies.md").read_text(encoding="utf-8")
    found = re.search(r"docker run .* IMAGE (study run .+)$", text, re.MULTILINE)
    assert found is not None
    ask(f"{IN_NETWORK}:8765", settings_of(found[1].split()))
