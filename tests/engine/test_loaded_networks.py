"""What networks cost while they are not ready: nobody who waits for one waits for another's description."""

from concurrent.futures import Future
from threading import Event
from typing import Any

import keras
import pytest
from tests.engine.gate import Gate
from tests.engine.sources import HeldCatalog
from tests.patience import PATIENCE_S

from tetrascope.engine.loaded_networks import Networks
from tetrascope.engine.steps import Pause
from tetrascope.errors import Busy, InvalidInput, NotFound
from tetrascope.networks.catalog import CATALOG, catalog
from tetrascope.networks.network import Network
from tetrascope.networks.own_model import OwnModel, OwnModels
from tetrascope.networks.source import NetworkSource
from tetrascope.occlusion.masked_pass import MaskedPass

SMALL, OTHER = "efficientnet-lite0", "mobilenet"


def made(*sources: NetworkSource, default: str | None = SMALL) -> Networks:
    return Networks(sources, default=default, budget=2**30, pass_bytes=2**20)


def got(networks: Networks, network_id: str) -> Network:
    """The network, whatever has to be waited for."""
    steps = networks.get(network_id)
    while True:
        try:
            event: Any = next(steps)
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]
        if isinstance(event, Pause):
            event.until.result(PATIENCE_S)


def test_a_description_does_not_hold_up_the_loading_of_a_network() -> None:
    describing = Gate()
    held = made(HeldCatalog(describing=describing))
    try:
        described = [held.describe(network_id) for network_id in CATALOG]
        assert describing.begun.wait(PATIENCE_S)
        held.load_first()
        assert held.size > 0
        assert not any(future.done() for future in described)
        describing.open()
        assert described[0].result(PATIENCE_S).layers
    finally:
        describing.open()
        held.close()


def test_no_description_is_begun_while_a_network_is_loaded() -> None:
    loading, loaded, began = Gate(), Event(), list[str]()
    held = made(HeldCatalog(loading=loading, told=lambda _: began.append("described" if loaded.is_set() else "early")))
    try:
        first: Future[None] = held._loader.submit(lambda: None)  # the loader's thread is there
        first.result(PATIENCE_S)
        held._load(held._entry(SMALL)).add_done_callback(lambda _: loaded.set())
        assert loading.begun.wait(PATIENCE_S)
        description = held.describe(OTHER)
        loading.open()
        assert description.result(PATIENCE_S).layers
        assert began == ["described"]
    finally:
        loading.open()
        held.close()


def test_closing_answers_those_who_wait_for_a_network() -> None:
    loading = Gate()
    held = made(HeldCatalog(loading=loading))
    waiting = held._load(held._entry(SMALL))
    description = held.describe(OTHER)
    assert loading.begun.wait(PATIENCE_S)
    held.close()
    for future in (waiting, description):
        with pytest.raises(Busy, match="shutting down"):
            future.result(0)
    loading.open()


def model(name: str, classes: int) -> keras.Model:
    image = keras.Input((16, 16, 3))
    x = keras.layers.Rescaling(1 / 255)(image)
    x = keras.layers.GlobalAveragePooling2D()(keras.layers.Conv2D(4, 3, name="only")(x))
    return keras.Model(image, keras.layers.Dense(classes)(x), name=name)


def test_sources_stand_side_by_side_and_the_first_network_is_the_one_to_begin_with() -> None:
    mine = OwnModels(OwnModel(model("Pets", 3)), OwnModel(model("Zoo", 4)))
    networks = made(mine, *catalog(), default=None)
    try:
        assert [each.network_id for each in networks.summaries()] == list(CATALOG)  # nothing is known of them yet
        with pytest.raises(NotFound):
            networks.input_of("own-pets")
        networks.load_first()
        first, second, *others = networks.summaries()
        assert [(each.network_id, each.title, each.class_count) for each in (first, second)] == [
            ("own-pets", "Pets", 3),
            ("own-zoo", "Zoo", 4),
        ]
        assert [each.network_id for each in others] == list(CATALOG)
        assert [each.network_id for each in networks.summaries() if each.default] == ["own-pets"]
        assert networks.describe("own-zoo").result(0).layers[0].name == "only"
        assert networks.input_of("own-zoo").size == (16, 16)
        assert got(networks, "own-zoo") is got(networks, "own-zoo")
        assert networks.size == sum(got(networks, each).bytes for each in ("own-pets", "own-zoo"))
    finally:
        networks.close()


def test_a_network_named_to_begin_with_is_so_beside_ones_own() -> None:
    networks = made(OwnModels(OwnModel(model("pets", 3))), *catalog(), default=SMALL)
    try:
        networks.load_first()
        assert [each.network_id for each in networks.summaries() if each.default] == [SMALL]
        assert networks.size == got(networks, SMALL).bytes + got(networks, "own-pets").bytes
    finally:
        networks.close()


def test_a_name_near_to_ones_own_network_is_suggested() -> None:
    networks = made(OwnModels(OwnModel(model("pets", 3))), *catalog())
    with pytest.raises(NotFound) as caught:
        networks.describe("own-pet")
    assert "own-pets" in (caught.value.hint or "")


def test_of_several_that_are_loaded_at_the_start_it_is_told_which_cannot_be() -> None:
    networks = made(OwnModels(OwnModel(model("pets", 3)), OwnModel(model("zoo", 4), size=(2, 2))), default=None)
    try:
        with pytest.raises(InvalidInput) as caught:
            networks.load_first()
        assert caught.value.__notes__ == ["That was zoo."]
    finally:
        networks.close()


def test_nothing_is_said_of_what_fails_after_the_end(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    preparing = Gate()

    def fail(_: MaskedPass) -> None:
        preparing.passes()
        raise IndexError

    monkeypatch.setattr(MaskedPass, "prepare", fail)
    networks = made(OwnModels(OwnModel(model("pets", 3))), default=None)
    networks.load_first()
    assert preparing.begun.wait(PATIENCE_S)
    networks.close()
    preparing.open()
    networks._preparer.join()
    assert caplog.messages == []
