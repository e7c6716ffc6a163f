"""By which names and addresses a server can be reached."""

import socket
from types import SimpleNamespace

import psutil
import pytest

from tetrascope.api.machine_names import machine_names

HERE = {"localhost", "127.0.0.1", "::1", "lab-pc.example.edu", "lab-pc.local"}


@pytest.fixture(autouse=True)
def machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """One with two networks, and what systems list beside addresses."""
    of_networks = {
        "lo": ["127.0.0.1", "::1"],
        "wifi": ["192.168.0.7", "fe80::1%wifi", "2001:db8::7", "02:42:ac:11:00:02"],
        "hotspot": ["10.0.0.1", "169.254.3.4", "02-42-AC-11-00-03"],
    }
    told = {name: [SimpleNamespace(address=each) for each in listed] for name, listed in of_networks.items()}
    monkeypatch.setattr(psutil, "net_if_addrs", lambda: told)
    monkeypatch.setattr(socket, "gethostname", lambda: "Lab-PC.example.edu")


@pytest.mark.parametrize(
    ("host", "needed", "further"),
    [
        ("127.0.0.1", set(), set()),
        ("0.0.0.0", {"192.168.0.7", "10.0.0.1"}, set()),
        ("::", {"192.168.0.7", "10.0.0.1"}, {"2001:db8::7"}),
        ("[::]", {"192.168.0.7", "10.0.0.1"}, {"2001:db8::7"}),
        ("192.168.0.7", {"192.168.0.7"}, set()),
        ("[2001:DB8::7]", {"2001:db8::7"}, set()),
        ("Lab.example", {"lab.example"}, set()),
    ],
)
def test_they_follow_from_where_it_listens(host: str, needed: set[str], further: set[str]) -> None:
    names = machine_names(host)
    assert (set(names.needed), set(names.further)) == (HERE | needed, further)


def test_what_clients_call_it_belongs_to_them_as_browsers_spell_it() -> None:
    assert machine_names("127.0.0.1", ["Büro.example", "10.1.2.3"]).needed == HERE | {
        "xn--bro-hoa.example",
        "10.1.2.3",
    }


@pytest.mark.parametrize("name", ["", "a pc", "x" * 64, "-pc", "evil;name"])
def test_a_machine_with_a_name_that_is_none_has_its_addresses(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(socket, "gethostname", lambda: name)
    assert machine_names("127.0.0.1").needed == {"localhost", "127.0.0.1", "::1"}
