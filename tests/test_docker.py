"""A server in a container answers to the address by which clients reach the machine around it."""

import json
import re
import socket
from pathlib import Path
from typing import Any, NamedTuple

import psutil
import pytest
import yaml

from tetrascope.api.security import check_host
from tetrascope.api.server_settings import ServerSettings
from tetrascope.cli.command_line import build_parser
from tetrascope.cli.server_options import given_server
from tetrascope.data_folder import DATA_VARIABLE
from tetrascope.errors import Refused

DOCKER = Path(__file__).parents[1] / "docker"
CONTAINER = "172.17.0.2"
IN_NETWORK = "192.168.1.20"


class NetworkAddress(NamedTuple):
    """What psutil tells of one."""

    address: str


def compose(address: str | None, *more: str) -> dict[str, dict[str, Any]]:
    """The services, where `TETRASCOPE_ADDRESS` is `address`; `more` files change them."""
    services: dict[str, dict[str, Any]] = {}
    for name in ("compose.yaml", *more):
        text = (DOCKER / name).read_text(encoding="utf-8")
        filled = re.sub(r"\$\{TETRASCOPE_ADDRESS:-([^}]*)\}", lambda found: address or found[1], text)
        for service, given in yaml.safe_load(filled)["services"].items():
            # Docker joins files so, but for lists other than a command, of which ours have none.
            services.setdefault(service, {}).update(given)
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
def test_the_certificate_is_kept_where_a_volume_is(
    service: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It is made in the folder that the image names, which is a volume, and the same when a container is made anew."""
    image = (DOCKER / f"{service}.Dockerfile").read_text(encoding="utf-8")
    kept = re.search(rf"^ENV {DATA_VARIABLE}=(.+)$", image, re.MULTILINE)
    assert kept is not None
    volumes = re.search(r"^VOLUME (.+)$", image, re.MULTILINE)
    assert volumes is not None
    assert kept[1] in json.loads(volumes[1])
    assert f" {kept[1]}\n" in image.partition("install --directory --owner tetrascope")[2], "its user may write there"
    made = compose(IN_NETWORK, "https.yaml")[service]
    assert made["read_only"] is True
    assert f"data:{kept[1]}" in made["volumes"]

    monkeypatch.setenv(DATA_VARIABLE, str(tmp_path))
    found = []
    for address in (CONTAINER, "172.17.0.3", CONTAINER):
        network = {"eth0": [NetworkAddress(address)], "lo": [NetworkAddress("127.0.0.1")]}
        monkeypatch.setattr(psutil, "net_if_addrs", lambda network=network: network)
        monkeypatch.setattr(socket, "gethostname", lambda: made["hostname"])
        certificate = given_server(build_parser().parse_args(made["command"])).certificate
        assert certificate is not None
        found.append(certificate)
    assert found[1] == found[2] != found[0], "an address that it had before needs no other"
    assert {IN_NETWORK, CONTAINER, "172.17.0.3", "127.0.0.1"} <= {*found[2].addresses}
    assert {"tetrascope", "localhost"} <= {*found[2].names}


def test_https_is_served_as_the_files_say(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(DATA_VARIABLE, str(tmp_path))
    plain, encrypting = (compose(IN_NETWORK, *more)["cpu"] for more in ((), ("https.yaml",)))
    assert encrypting["command"] == [*plain["command"], "--https"]
    assert encrypting | {"command": plain["command"]} == plain
    told = re.search(
        r"^# docker run .* --hostname \S+ IMAGE (serve .+ --https)$",
        (DOCKER / "cpu.Dockerfile").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert told is not None
    given = given_server(build_parser().parse_args(told[1].split()))
    assert given.settings.certificate == tmp_path / "https" / "certificate.pem"
    ask(f"{IN_NETWORK}:8765", given.settings)


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
