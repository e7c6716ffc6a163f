"""What networks cost while they are not ready: nobody who waits for one waits for another's description."""

from concurrent.futures import Future
from threading import Event
from typing import Any

import pytest

from tetrascope.engine import networks
from tetrascope.engine.networks import Networks
from tetrascope.errors import Busy
from tetrascope.networks.catalog import CATALOG, describe_network
from tetrascope.networks.network import Network
from tetrascope.networks.weights import WeightSources
from tetrascope.protocol.networks import NetworkDescription

PATIENCE_S = 120
SMALL, OTHER = "efficientnet-lite0", "mobilenet"


def made() -> Networks:
    sources = WeightSources(files={}, random=True)
    return Networks(sources=sources, default=SMALL, own=None, budget=2**30, masked_pass_bytes=2**20)


def hold_up(monkeypatch: pytest.MonkeyPatch, name: str) -> tuple[Event, Event]:
    """Make a step of `Networks` wait; returns what tells that it has begun, and what lets it go on."""
    begun, go_on = Event(), Event()
    step = getattr(networks, name)

    def held(*arguments: Any) -> Any:
        begun.set()
        assert go_on.wait(PATIENCE_S)
        return step(*arguments)

    monkeypatch.setattr(networks, name, held)
    return begun, go_on


def test_a_description_does_not_hold_up_the_loading_of_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go_on = hold_up(monkeypatch, "describe_network")
    held = made()
    try:
        described = [held.describe(network_id) for network_id in CATALOG]
        assert begun.wait(PATIENCE_S)
        held.load_default()
        assert held.size > 0
        assert not any(future.done() for future in described)
        go_on.set()
        assert described[0].result(PATIENCE_S).layers
    finally:
        go_on.set()
        held.close()


def test_no_description_is_begun_while_a_network_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    loading, load = hold_up(monkeypatch, "load_network")
    began: list[str] = []
    loaded: Future[Network] = Future()

    def describe(network_id: str) -> Network:
        began.append("described" if loaded.done() else "too early")
        return describe_network(network_id)

    monkeypatch.setattr(networks, "describe_network", describe)
    held = made()
    try:
        held._load(CATALOG[SMALL]).add_done_callback(lambda _: loaded.set_result(held._loaded.get(SMALL)))  # type: ignore[arg-type]
        assert loading.wait(PATIENCE_S)
        description = held.describe(OTHER)
        load.set()
        assert description.result(PATIENCE_S).layers
        assert began == ["described"]
    finally:
        load.set()
        held.close()


def test_closing_answers_those_who_wait_for_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go_on = hold_up(monkeypatch, "load_network")
    held = made()
    loading = held._load(CATALOG[SMALL])
    description: Future[NetworkDescription] = held.describe(OTHER)
    assert begun.wait(PATIENCE_S)
    held.close()
    for future in (loading, description):
        with pytest.raises(Busy, match="shutting down"):
            future.result(0)
    go_on.set()
